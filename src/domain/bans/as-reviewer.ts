import type { Actor } from '../actor.ts';
import type { Matter } from '../matter.ts';
import { allows } from '../policy.ts';
import { relationsAtLarge, relationsTo } from '../relations.ts';
import { Refusal } from '../refusal.ts';

/** The reviewer who acts on a ban: one without a part in its message or a conflict in it. */
export function asReviewer(actor: Actor, matter: Matter): number {
  const staffId = asReviewerAtLarge(actor);
  if (!allows('ban, lift a ban', relationsTo(actor, matter))) throw new Refusal('not-allowed');
  return staffId;
}

/** A reviewer, whichever message it is about; everybody else learns nothing. */
export function asReviewerAtLarge(actor: Actor): number {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!allows('ban, lift a ban', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return actor.staffId;
}
