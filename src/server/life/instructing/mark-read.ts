import type { Actor } from '../../../domain/actor.ts';
import { relationsTo } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { withMessage } from '../../store/lock-message.ts';

/** The holder of a post has read a message (已阅): it moves behind those that are unread. Nothing of the message changes. */
export async function markRead(code: string, actor: Actor, now: Date): Promise<void> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const matter = await withMessage(code, async (_tx, locked) => locked.matter);
  if (!relationsTo(actor, matter).has('leader')) throw new Refusal('not-found');
  await app()
    .insertInto('leader_reads')
    .values({ post_id: matter.postId, message_id: matter.id, staff_id: actor.staffId, at: now })
    .onConflict((conflict) => conflict.columns(['post_id', 'message_id']).doNothing())
    .execute();
}
