import { log } from '../log.ts';
import { SmsFault, type SmsSender } from '../outside/sms/sms-sender.ts';

/** A text message that no notice stands behind; what and id together are its reference at the gateway. */
export interface LooseSms {
  what: 'code' | 'phone-change' | 'way-in';
  id: string;
  phone: string;
  words: string;
}

/** Sends it; a fault that another try cannot help is logged, every other one is thrown. Neither words nor phone are logged. */
export async function sendOrGiveUp(sms: SmsSender, { what, id, phone, words }: LooseSms): Promise<void> {
  try {
    await sms.send(phone, words, `${what}-${id}`);
  } catch (error) {
    if (!(error instanceof SmsFault) || !error.permanent) throw error;
    log().warn({ what, error: error.code }, 'sms given up');
  }
}
