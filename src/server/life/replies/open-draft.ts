import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Signing, signingOffices } from '../../../domain/signatures.ts';
import type { Bind } from '../../store/compose.ts';
import type { Locked } from '../../store/lock-message.ts';
import { draftOf, type ReplyRow } from '../../store/replies.ts';
import type { Tx } from '../../store/tx.ts';
import { whoWasFirst } from '../take.ts';

/** A draft that waits for a decision; whoever comes second learns who decided it. */
export async function openDraft(
  tx: Tx,
  { matter }: Locked,
  of: { replyId: number; actor: Actor },
): Promise<ReplyRow> {
  const reply = await draftOf(tx, matter.id, { replyId: of.replyId, offices: signingOffices(matter) });
  if (!reply) throw new Refusal('not-found');
  if (reply.state !== 'draft') throw await whoWasFirst(tx, matter.id, of.actor);
  return reply;
}

/** How far the signing of this draft has come; refuses its drafter, and whoever signed it already. */
export function signingBy(actor: Actor, reply: ReplyRow, { matter }: Locked): Signing & { me: number } {
  const me = staffOf(actor);
  if (me === null) throw new Refusal('not-allowed');
  if (me === reply.draftedBy) throw new Refusal('drafter-approves');
  if (reply.signedBy.includes(me)) throw new Refusal('signed-already');
  return { ...reply, reviewerId: matter.reviewerId, me };
}

/** The row of one signature. */
export function signature(bind: Bind, replyId: number, me: number, now: Date): string {
  return `insert into signatures (reply_id, staff_id, at) values (${[replyId, me, now].map(bind).join(', ')})`;
}

/** The number of the member of staff who acts; null for anybody else. */
export function staffOf(actor: Actor): number | null {
  return actor.kind === 'staff' ? actor.staffId : null;
}
