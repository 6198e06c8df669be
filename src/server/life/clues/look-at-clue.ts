import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFileOf, recordLook } from '../../store/clues/clue-looks.ts';
import { lockByRef } from '../../store/clues/clue-rows.ts';
import { fileForExaminer, partsForExaminer, type SealedPart } from '../../store/people-of-clues.ts';
import { underLock } from '../../store/tx.ts';
import { requireClue, requireExaminer } from './examiner.ts';

/** Hands an examiner the sealed parts of a clue, once the look is written down: only their browser can open them. */
export async function lookAtClue(ref: string, actor: Actor, now: Date): Promise<SealedPart[]> {
  const { staffId } = requireExaminer(actor);
  const clueId = await clueFor(ref, staffId);
  await recordLook({ clueId, staffId, fileId: null }, now);
  return partsForExaminer(staffId, clueId);
}

/** Hands an examiner one sealed attachment, once the look at it is written down. */
export async function lookAtFile(
  of: { ref: string; file: string },
  actor: Actor,
  now: Date,
): Promise<{ sealed: Buffer }> {
  const { staffId } = requireExaminer(actor);
  const clueId = await clueFor(of.ref, staffId);
  if (!(await isFileOf(clueId, of.file))) throw new Refusal('not-found');
  await recordLook({ clueId, staffId, fileId: of.file }, now);
  const found = await fileForExaminer(staffId, clueId, of.file);
  if (!found) throw new Refusal('not-found');
  return found;
}

async function clueFor(ref: string, staffId: number): Promise<number> {
  return underLock(lockByRef(ref), async (_, [row]) => {
    const clue = requireClue(row);
    if (clue.conflicts.includes(staffId)) throw new Refusal('not-allowed');
    return clue.id;
  });
}
