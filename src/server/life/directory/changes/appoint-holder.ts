import type { Actor } from '../../../../domain/actor.ts';
import { dayOf } from '../../../../domain/calendar.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { endLeaders } from '../../../store/directory/end-leaders.ts';
import { endHolder, insertHolder, lockPost } from '../../../store/directory/holders.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { spellingOf } from '../generation/spelling-of.ts';
import { keeper } from '../keeper.ts';

/** Who comes into a post, and from when; no name where the board does not give one. */
export interface Appointment {
  postId: number;
  name: string | null;
  fromOn: string;
}

/** Puts a holder into a post; the one before ends on that day, and their access this minute. Messages, drafts and instructions stay with the post. Returns the holder's id. */
export async function appointHolder(tx: Db, appointment: Appointment, by: Actor, now: Date): Promise<number> {
  const who = keeper(by);
  const { postId, fromOn } = appointment;
  const name = appointment.name?.trim() || null;
  const post = await lockPost(tx, postId);
  if (!post) throw new Refusal('not-found', { detail: `post ${postId}` });
  if (post.valid_to !== null)
    throw new Refusal('wrong-state', { detail: `post ${postId} ended on ${post.valid_to}` });
  if (fromOn > dayOf(now) || (post.holder && fromOn < post.holder.from_on)) {
    throw new Refusal('invalid', { faults: [{ field: 'fromOn', code: 'wrong-choice' }] });
  }
  if (post.holder) await endHolder(tx, post.holder.id, fromOn);
  const id = await insertHolder(tx, {
    postId,
    name,
    fromOn,
    spelling: name === null ? null : spellingOf(name),
  });
  const ended = await endLeaders(tx, { postIds: [postId], but: name }, now);
  await recordChange(tx, { at: now, by: who, what: { act: 'appoint', postId, name, fromOn, ended } });
  return id;
}
