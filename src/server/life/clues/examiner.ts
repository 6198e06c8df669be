import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { clueOf, type LockedClue } from '../../store/clues/clue-rows.ts';

/** The examiner who asks; anybody else is refused before it is known whether there is such a clue. */
export function requireExaminer(actor: Actor): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  if (actor.kind !== 'staff' || !allows('examine clues', relationsAtLarge(actor)))
    throw new Refusal('not-allowed');
  return actor;
}

/** The clue of a locked row; refused where there is none, or its content is destroyed. */
export function requireClue(row: unknown): LockedClue {
  const clue = clueOf(row);
  if (!clue) throw new Refusal('not-found');
  if (clue.erased) throw new Refusal('clue-erased');
  return clue;
}
