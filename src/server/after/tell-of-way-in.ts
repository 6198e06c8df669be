import { z } from 'zod';
import type { SmsSender } from '../outside/sms/sms-sender.ts';
import { wayInWords } from './account-sms-words.ts';
import { phoneThatCounts } from './phone-that-counts.ts';
import { sendOrGiveUp } from './send-or-give-up.ts';

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
  const id = `${citizen}-${what}-${at.getTime()}`;
  await sendOrGiveUp(sms, { what: 'way-in', id, phone, words: wayInWords(what, at) });
}
