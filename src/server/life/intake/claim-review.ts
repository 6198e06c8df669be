import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { lockForReview, unlockReview } from '../../store/review-lock.ts';

/** Takes a message to the reviewer's table for ten minutes; false when somebody else works on it. */
export function claimReview(code: string, actor: Actor, now: Date): Promise<boolean> {
  return lockForReview(code, reviewerOf(actor), now);
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
