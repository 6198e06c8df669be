import { named } from '../compose.ts';
import { alone } from '../tx.ts';

const write = named('insert into clue_looks (clue_id, staff_id, file_id, at) values ($1, $2, $3, $4)');
const file = named('select 1 from clue_files where id = $2 and clue_id = $1');

/** Writes a look at a clue or at one attachment down; by itself and at once, so that nothing that follows can undo it. */
export async function recordLook(
  of: { clueId: number; staffId: number; fileId: string | null },
  now: Date,
): Promise<void> {
  await alone.rows(write, [of.clueId, of.staffId, of.fileId, now]);
}

/** Does this attachment belong to the clue? */
export async function isFileOf(clueId: number, fileId: string): Promise<boolean> {
  return (await alone.rows(file, [clueId, fileId])).length > 0;
}
