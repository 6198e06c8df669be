import { z } from 'zod';
import { digestSpan } from '../../../domain/following-news.ts';
import { drawDigests, lastDigestEnd, tellNextDigests } from '../../store/follows/digests.ts';
import { mostAtOnce } from './tell-followers.ts';

/** Of which day, and behind which follower to go on. */
export const tellDigestsPayload = z.object({ on: z.iso.date(), after: z.number().int() });

/** Draws up the day's digests of leaders, places and topics, once. Returns of how much there is news. */
export async function drawUpDigests(now: Date): Promise<number> {
  const span = digestSpan(now, await lastDigestEnd());
  return span ? drawDigests(span, now) : 0;
}

/** Tells some followers what was new; those behind them have a job of their own. */
export async function tellDigests(
  { on, after }: z.infer<typeof tellDigestsPayload>,
  now: Date,
): Promise<void> {
  await tellNextDigests(on, { after, most: mostAtOnce, now });
}
