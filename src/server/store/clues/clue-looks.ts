import { named } from '../compose.ts';
import { alone } from '../tx.ts';

const write = named('insert into clue_looks (clue_id, staff_id, at) values ($1, $2, $3)');

/** Writes a look at a clue down; by itself and at once, so that nothing that follows can undo it. */
export async function recordLook(of: { clueId: number; staffId: number }, now: Date): Promise<void> {
  await alone.rows(write, [of.clueId, of.staffId, now]);
}
