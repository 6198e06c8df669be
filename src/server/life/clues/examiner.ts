import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';

/** The examiner who asks; anybody else is refused before it is known whether there is such a clue. */
export function requireExaminer(actor: Actor): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  if (actor.kind !== 'staff' || !allows('examine clues', relationsAtLarge(actor)))
    throw new Refusal('not-allowed');
  return actor;
}
