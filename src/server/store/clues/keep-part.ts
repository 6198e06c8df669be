import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

/** Sealed bytes that belong to a clue: what it says, a letter, what a verification found, its writer's wrapped key. */
export interface CluePart {
  clueId: number;
  what: 'clue' | 'letter' | 'finding' | 'writer-key';
  /** Of a letter: which. */
  ref: number | null;
  sealed: Buffer;
}

const keep = named('select private.keep_clue_part($1, $2, $3, $4, $5)');
const letter = named('insert into clue_letters (clue_id, staff_id, at) values ($1, $2, $3) returning id');

/** Puts sealed bytes behind the wall. */
export function keepPart(tx: Tx, { clueId, what, ref, sealed }: CluePart, now: Date): void {
  tx.write(keep, [clueId, what, ref, sealed, now]);
}

/** Keeps a sealed letter, from an examiner or (null) from the writer. */
export async function keepLetter(
  tx: Tx,
  of: { clueId: number; staffId: number | null; sealed: Buffer },
  now: Date,
): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(letter, [of.clueId, of.staffId, now]);
  if (!row) throw new Error('A letter that was written has an id.');
  keepPart(tx, { clueId: of.clueId, what: 'letter', ref: row.id, sealed: of.sealed }, now);
  return row.id;
}
