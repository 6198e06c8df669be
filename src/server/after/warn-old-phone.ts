import { z } from 'zod';
import { currentConfig } from '../current-config.ts';
import type { SmsSender } from '../outside/sms/sms-sender.ts';
import { waitingChange } from '../store/citizens/phone-changes.ts';
import { decryptBriefly } from '../store/envelope.ts';
import { phoneThatCounts } from './phone-that-counts.ts';
import { phoneChangeWords } from './account-sms-words.ts';
import { sendOrGiveUp } from './send-or-give-up.ts';

/** Which change of phone, which of the two warnings; the stop code under the token key. */
export const phoneChangePayload = z.object({
  change: z.string().min(1),
  part: z.enum(['told', 'warned']),
  sealed: z.string(),
});

/** Tells the old number that another one is to take its place; nothing where somebody said no meanwhile. */
export async function warnOldPhone(
  { change: id, part, sealed }: z.infer<typeof phoneChangePayload>,
  sms: SmsSender,
  now: Date,
): Promise<void> {
  const change = await waitingChange(id);
  const phone = change && (await phoneThatCounts('machine:phone-change', change.citizenId, now));
  if (!change || phone === undefined) return;
  const stop = decryptBriefly(`stop:${id}`, Buffer.from(sealed, 'base64url'));
  const config = currentConfig().sms;
  const replies = config.kind === 'http' && config.replies;
  const words = phoneChangeWords(stop, change.effectiveAt, replies);
  await sendOrGiveUp(sms, { what: 'phone-change', id: `${id}-${part}`, phone, words });
}
