import { log } from '../../log.ts';
import type { SmsFault, SmsSender } from './sms-sender.ts';

/** A text message that the fake took. */
export interface SentSms {
  phone: string;
  words: string;
  reference: string;
}

const kept = 500;

/** Stands in for the gateway on a laptop and in tests: keeps the last messages in memory and sends nothing. */
export class FakeSms implements SmsSender {
  readonly sent: SentSms[] = [];
  readonly #faults: SmsFault[] = [];

  /** The next sendings fail like this, one each. */
  failNext(...faults: SmsFault[]): void {
    this.#faults.push(...faults);
  }

  async send(phone: string, words: string, reference: string): Promise<void> {
    const fault = this.#faults.shift();
    if (fault) throw fault;
    if (this.sent.some((each) => each.reference === reference)) return;
    this.sent.push({ phone, words, reference });
    if (this.sent.length > kept) this.sent.shift();
    log().info({ kind: reference.split('-')[0] }, 'sms sent');
  }
}
