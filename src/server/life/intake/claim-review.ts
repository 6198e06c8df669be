import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { withMessage } from '../../store/lock-message.ts';
import { lockForReview, unlockReview } from '../../store/review-lock.ts';

/** Takes a message to the reviewer's table for ten minutes; false when somebody else works on it. */
export async function claimReview(code: string, actor: Actor, now: Date): Promise<boolean> {
  const staffId = reviewerOf(actor);
  return withMessage(code, async (tx, { matter }) => {
    // Whoever may not review this one, for a conflict or as its handler, keeps nobody else from it.
    refuseStranger(matter, 'publish', actor);
    return lockForReview(tx, { code, staffId }, now);
  });
}

/** Puts a message back into the queue. */
export function releaseReview(code: string, actor: Actor): Promise<void> {
  return unlockReview(code, reviewerOf(actor));
}

function reviewerOf(actor: Actor): number {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('review', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return actor.staffId;
}
