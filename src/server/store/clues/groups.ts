import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

const make = named('insert into clue_groups (ref, made_by, made_at) values ($1, $2, $3) returning id');
const find = named('select id from clue_groups where ref = $1');

/** Makes a group for clues of one matter. */
export async function makeGroup(tx: Tx, of: { ref: string; staffId: number }, now: Date): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(make, [of.ref, of.staffId, now]);
  if (!row) throw new Error('A group that was made has an id.');
  return row.id;
}

/** The group of this name. */
export async function findGroup(tx: Tx, ref: string): Promise<number | undefined> {
  return (await tx.rows<{ id: number }>(find, [ref]))[0]?.id;
}
