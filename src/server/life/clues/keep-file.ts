import { randomBytes } from 'node:crypto';
import { clueFileLimits } from '../../../domain/clues/clue-files.ts';
import { isSealed, mostSealedFileBytes } from '../../../domain/clues/sealed.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type ClaimedFile, claimFiles, keepClueFile } from '../../store/clues/keep-files.ts';
import type { Tx } from '../../store/tx.ts';

/** Takes the sealed bytes of one attachment in; the number that is given back is named by the sending that follows. */
export async function keepFile(sealed: Buffer, now: Date): Promise<{ id: string }> {
  if (!isSealed(sealed, mostSealedFileBytes)) throw new Refusal('not-sealed');
  const id = randomBytes(16).toString('hex');
  if (!(await keepClueFile({ id, sealed }, now))) throw new Refusal('busy');
  return { id };
}

/** The attachments that a sending names; refused where one is not there any more. */
export async function requireFiles(tx: Tx, ids: readonly string[]): Promise<ClaimedFile[]> {
  const files = ids.length > clueFileLimits.files ? undefined : await claimFiles(tx, ids);
  if (!files) throw new Refusal('invalid', { faults: [{ field: 'files', code: 'clue-file-gone' }] });
  return files;
}
