import { z } from 'zod';
import { log } from '../log.ts';
import { SmsFault, type SmsSender } from '../outside/sms/sms-sender.ts';
import { wayInWords } from './account-sms-words.ts';
import { phoneThatCounts } from './phone-that-counts.ts';

/** Which account, what opens it from now on, and since when. */
export const wayInAddedPayload = z.object({
  citizen: z.number().int(),
  what: z.enum(['passkey', 'wechat']),
  at: z.coerce.date(),
});

/** Tells the phone of an account that something else opens it too; nothing where the phone may be a stranger's. */
export async function tellOfWayIn(
  { citizen, what, at }: z.infer<typeof wayInAddedPayload>,
  sms: SmsSender,
  now: Date,
): Promise<void> {
  const phone = await phoneThatCounts('machine:way-in', citizen, now);
  if (phone === undefined) return;
  try {
    await sms.send(phone, wayInWords(what, at), `way-in-${citizen}-${what}-${at.getTime()}`);
  } catch (error) {
    if (!(error instanceof SmsFault) || !error.permanent) throw error;
    log().warn({ error: error.code }, 'way in not told');
  }
}
