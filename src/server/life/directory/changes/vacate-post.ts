import type { Actor } from '../../../../domain/actor.ts';
import { dayOf } from '../../../../domain/calendar.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { endLeaders } from '../../../store/directory/end-leaders.ts';
import { endHolder, lockPost } from '../../../store/directory/holders.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { keeper } from '../keeper.ts';

/** Ends the holder's time without naming another; their access ends this minute, and the post goes on receiving messages. */
export async function vacatePost(
  tx: Db,
  vacancy: { postId: number; onDay: string },
  by: Actor,
  now: Date,
): Promise<void> {
  const who = keeper(by);
  const { postId, onDay } = vacancy;
  const post = await lockPost(tx, postId);
  if (!post) throw new Refusal('not-found', { detail: `post ${postId}` });
  if (!post.holder) throw new Refusal('wrong-state', { detail: `post ${postId} is vacant already` });
  if (onDay > dayOf(now) || onDay < post.holder.from_on) {
    throw new Refusal('invalid', { faults: [{ field: 'onDay', code: 'wrong-choice' }] });
  }
  await endHolder(tx, post.holder.id, onDay);
  const ended = await endLeaders(tx, { postIds: [postId] }, now);
  await recordChange(tx, { at: now, by: who, what: { act: 'vacate', postId, onDay, ended } });
}
