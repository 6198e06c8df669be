/** Sends one text message; throws an SmsFault when it did not leave. The same reference twice is sent once. */
export interface SmsSender {
  send(phone: string, words: string, reference: string): Promise<void>;
}

/** Why a text message did not leave: a code for the record, and whether another try could help. */
export class SmsFault extends Error {
  readonly code: string;
  readonly permanent: boolean;

  constructor(code: string, permanent: boolean) {
    // Never more than the code: a gateway's own words may repeat the number.
    super(`sms: ${code}`);
    this.name = 'SmsFault';
    this.code = code;
    this.permanent = permanent;
  }
}
