import { z } from 'zod';
import { messageNews } from '../../domain/following-news.ts';
import { happenings, type Happening, smsAt, tellingOf } from '../../domain/telling.ts';
import { beginNews } from '../store/follows/tell-followers.ts';
import { type Addressee, addresseeOf, giveNotice } from '../store/notices.ts';

/** That something happened to a message; the cause is the happening's own name. */
export const notifyPayload = z.object({
  message: z.number().int(),
  /** Null: it is nothing to the author. */
  what: z.enum(happenings).nullable(),
  cause: z.string().min(1),
  /** What those who follow the message are told. */
  news: z.enum(messageNews).optional(),
});

/** Tells the author what happened: a notice, once for each cause, and with it a text message that leaves when it may. Those who follow the message have jobs of their own. */
export async function notify(
  { message, what, cause, news }: z.infer<typeof notifyPayload>,
  now: Date,
): Promise<void> {
  if (news) await beginNews({ message, news, cause, at: now });
  if (what === null) return;
  const telling = tellingOf(what);
  if (!telling.notice) return;
  const addressee = await addresseeOf(message);
  if (!addressee || addressee.citizenId === null) return;
  const at = smsAt(telling, addressee.fastTrack ? 'emergency' : addressee.urgency, now);
  const sms = at && { at, dueAt: dueToName(what, addressee) };
  await giveNotice({ citizenId: addressee.citizenId, messageId: message, what, cause, at: now, sms });
}

// The date is taken now: when the text message leaves in the morning, the message may stand under another promise.
function dueToName(what: Happening, { nextStep, dueAt, pausedUntil }: Addressee): Date | null {
  if (what === 'asked-for-more') return pausedUntil;
  const promised = what === 'rejected' ? ['mend'] : ['accept', 'answer'];
  return promised.includes(nextStep) ? dueAt : null;
}
