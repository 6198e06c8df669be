import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../domain/actor.ts';
import { clueLengths } from '../../../domain/clues/clue.ts';
import { type ClueChange, decideClue } from '../../../domain/clues/decide-clue.ts';
import { isSealed } from '../../../domain/clues/sealed.ts';
import type { ClueStepName } from '../../../domain/clues/steps.ts';
import { spellRef } from '../../../domain/clues/writer-secret.ts';
import { dueAfter } from '../../../domain/clocks.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { lockByRef, type LockedClue, saveClue, type StartedClock } from '../../store/clues/clue-rows.ts';
import { findGroup, makeGroup } from '../../store/clues/groups.ts';
import { keepLetter, keepPart } from '../../store/clues/keep-part.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { underLock, type Tx } from '../../store/tx.ts';
import { requireClue, requireExaminer } from './examiner.ts';

/** What an examiner gives with a step. */
export interface ExaminerGiven {
  code?: string | undefined;
  /** The name of a group, or 'new'. */
  group?: string | undefined;
  /** Words that were sealed in the examiner's browser. */
  sealed?: Buffer | undefined;
}

/** Takes one step of the table on a clue, as an examiner. */
export async function takeClueStep(
  of: { ref: string; step: ClueStepName },
  given: ExaminerGiven,
  actor: Actor,
  now: Date,
): Promise<{ stage: string }> {
  const { staffId } = requireExaminer(actor);
  const { code, group, sealed } = given;
  if (sealed && !isSealed(sealed)) throw new Refusal('not-sealed');
  const calendar = await knownCalendar(now);
  return underLock(lockByRef(of.ref), async (tx, [row]) => {
    const clue = requireClue(row);
    const by = { kind: 'examiner', staffId } as const;
    const words = sealed !== undefined;
    // Judged once before anything is made for it.
    decideClue(clue, of.step, by, { code: code ?? null, groupId: group === undefined ? null : 0, words });
    const groupId = group === undefined ? null : await groupFor(tx, group, { staffId, now });
    const change = decideClue(clue, of.step, by, { code: code ?? null, groupId, words });
    const started = startedBy(change, (name) => dueAfter(now, clueLengths[name], calendar).at);
    await keepWords(tx, clue, { step: of.step, sealed, staffId }, now);
    saveClue(tx, clue, { ...change, started }, { step: of.step, staffId, now });
    return { stage: change.stage };
  });
}

/** The clock that a change starts, with its due time. */
function startedBy({ clock }: ClueChange, dueAt: (name: StartedClock['name']) => Date): StartedClock | null {
  return clock ? { name: clock, dueAt: dueAt(clock) } : null;
}

async function groupFor(tx: Tx, group: string, by: { staffId: number; now: Date }): Promise<number> {
  if (group === 'new') return makeGroup(tx, { ref: spellRef(randomBytes(10)), staffId: by.staffId }, by.now);
  const found = await findGroup(tx, group);
  if (found === undefined)
    throw new Refusal('invalid', { faults: [{ field: 'group', code: 'wrong-choice' }] });
  return found;
}

async function keepWords(
  tx: Tx,
  { id }: LockedClue,
  given: { step: ClueStepName; sealed: Buffer | undefined; staffId: number },
  now: Date,
): Promise<void> {
  const { step, sealed, staffId } = given;
  if (!sealed) return;
  if (step === 'write') await keepLetter(tx, { clueId: id, staffId, sealed }, now);
  else if (step === 'verify') keepPart(tx, { clueId: id, what: 'finding', ref: null, sealed }, now);
  else throw new Refusal('malformed');
}
