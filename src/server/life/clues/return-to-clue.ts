import { decideClue } from '../../../domain/clues/decide-clue.ts';
import { isSealed } from '../../../domain/clues/sealed.ts';
import { isFindHalf } from '../../../domain/clues/writer-secret.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { clueOf, lockByFinding, saveClue } from '../../store/clues/clue-rows.ts';
import { attachFiles, filesTold } from '../../store/clues/keep-files.ts';
import { keepLetter } from '../../store/clues/keep-part.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { underLock } from '../../store/tx.ts';
import { requireFiles } from './keep-file.ts';
import { foundBy, tellingOf } from './receive-clue.ts';

/** The writer of a clue writes again, sealed for the examiners; the half of the secret that finds it is enough. */
export async function writeAgain(
  of: { find: string; sealed: Buffer; files: readonly string[] },
  now: Date,
): Promise<void> {
  if (!isSealed(of.sealed)) throw new Refusal('not-sealed');
  if (!isFindHalf(of.find)) throw new Refusal('no-such-secret');
  await underLock(lockByFinding(foundBy(of.find)), async (tx, [row]) => {
    const clue = clueOf(row);
    if (!clue) throw new Refusal('no-such-secret');
    const change = decideClue(clue, 'hear', { kind: 'writer' }, { words: true });
    const files = await requireFiles(tx, of.files);
    const letterId = await keepLetter(tx, { clueId: clue.id, staffId: null, sealed: of.sealed }, now);
    attachFiles(tx, { clueId: clue.id, letterId }, files, now);
    const changes = { ...change.changes, ...filesTold(files) };
    const cause = `clue:${clue.id}:letter:${letterId}`;
    leaveJobs(tx, [tellingOf({ clue: clue.id, what: 'clue-letter', cause }, now)]);
    saveClue(tx, clue, { ...change, changes, started: null }, { step: 'hear', staffId: null, now });
  });
}
