import { randomBytes } from 'node:crypto';
import { clueLengths } from '../../../domain/clues/clue.ts';
import { isRecipient, isSealed } from '../../../domain/clues/sealed.ts';
import { isFindHalf, spellRef } from '../../../domain/clues/writer-secret.ts';
import { dueAfter } from '../../../domain/clocks.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { usableClueKey } from '../../store/clues/clue-keys.ts';
import { insertClue, nextClueId } from '../../store/clues/insert-clue.ts';
import { hashesOf } from '../../store/envelope.ts';
import type { Job } from '../../store/jobs.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { inTransaction } from '../../store/tx.ts';
import { requireFiles } from './keep-file.ts';

/** A clue as it reaches the house: sealed, with a key of its writer that only their secret unwraps. */
export interface GivenClue {
  /** For which key of the examiner group it is sealed. */
  key: number;
  sealed: Buffer;
  writer: { find: string; recipient: string; wrapped: Buffer };
  /** Digests of what it names, 64 hexadecimal digits each. */
  things: readonly string[];
  /** Numbers of attachments that were sealed and sent before. */
  files: readonly string[];
}

/** Takes a sealed clue in. What is not sealed is not taken; sent twice, it is there once. */
export async function receiveClue(given: GivenClue, now: Date): Promise<void> {
  const { sealed, writer, things, files } = given;
  if (!isSealed(sealed) || !isSealed(writer.wrapped) || !isRecipient(writer.recipient))
    throw new Refusal('not-sealed');
  if (!isFindHalf(writer.find) || things.length > 4 || !things.every((each) => /^[0-9a-f]{64}$/.test(each)))
    throw new Refusal('malformed');
  const key = await usableClueKey(given.key, now);
  if (!key) throw new Refusal('stale-form');
  const due = dueAfter(now, clueLengths.sift, await knownCalendar(now));
  const arriving = {
    ref: spellRef(randomBytes(10)),
    foundBy: foundBy(writer.find),
    ...{ keyId: key.id, sealed, writer, things, dueAt: due.at },
  };
  await inTransaction(null, async (tx) => {
    const id = await nextClueId(tx, arriving);
    if (id === undefined) return;
    insertClue(tx, { ...arriving, id, files: await requireFiles(tx, files) }, now);
    leaveJobs(tx, [tellingOf({ clue: id, what: 'clue-received', cause: `clue:${id}:received` }, now)]);
  });
}

/** The job that tells the examiners; it names the clue by number and says nothing of it. */
export function tellingOf(
  told: { clue: number; what: 'clue-received' | 'clue-letter'; cause: string },
  now: Date,
): Job {
  return { task: 'tell-examiners', payload: told, runAt: now };
}

/** The keyed fingerprints of the half of a secret by which its clue is found; the first is kept. */
export function foundBy(find: string): Buffer[] {
  return hashesOf('clue', find);
}
