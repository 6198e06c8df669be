import { z } from 'zod';
import type { SmsSender } from '../outside/sms/sms-sender.ts';
import { decryptBriefly } from '../store/envelope.ts';
import { phoneOfVerification } from '../store/people.ts';
import { sendOrGiveUp } from './send-or-give-up.ts';
import { codeWords } from './sms-words.ts';

/** Which confirmation, and its code under the token key. */
export const deliverCodePayload = z.object({ verification: z.string().min(1), sealed: z.string().min(1) });

/** Sends a confirmation code to the phone that it is about, unless it is stale by now. The code is never logged. */
export async function deliverCode(
  { verification, sealed }: z.infer<typeof deliverCodePayload>,
  sms: SmsSender,
  now: Date,
): Promise<void> {
  const phone = await phoneOfVerification('machine:deliver-code', verification, now);
  if (phone === undefined) return;
  const code = decryptBriefly(`code:${verification}`, Buffer.from(sealed, 'base64url'));
  // Where nothing comes the writer checks the number.
  await sendOrGiveUp(sms, { what: 'code', id: verification, phone, words: codeWords(code) });
}
