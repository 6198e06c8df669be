import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordLook } from '../../store/clues/clue-looks.ts';
import { clueOf, lockByRef } from '../../store/clues/clue-rows.ts';
import { partsForExaminer, type SealedPart } from '../../store/people-of-clues.ts';
import { inTransaction } from '../../store/tx.ts';
import { requireExaminer } from './examiner.ts';

/** Hands an examiner the sealed parts of a clue, once the look is written down: only their browser can open them. */
export async function lookAtClue(ref: string, actor: Actor, now: Date): Promise<SealedPart[]> {
  const { staffId } = requireExaminer(actor);
  const clueId = await inTransaction(lockByRef(ref), async (_, [row]) => {
    const clue = clueOf(row);
    if (!clue) throw new Refusal('not-found');
    if (clue.conflicts.includes(staffId)) throw new Refusal('not-allowed');
    return clue.id;
  });
  await recordLook({ clueId, staffId }, now);
  return partsForExaminer(staffId, clueId);
}
