import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

const merged = named(`select id from messages where merged_into_id = $1`);

/** The messages that were merged into this one: their authors get its answer. */
export async function mergedInto(tx: Tx, messageId: number): Promise<number[]> {
  return (await tx.rows<{ id: number }>(merged, [messageId])).map((row) => row.id);
}

const names = named(`select a.id, o.name from assignments a join offices o on o.id = a.to_id
  where a.message_id = $1 and a.state = 'waived' order by a.id`);

/** The joint units that an answer does not wait for, as it names them. */
export async function waivedUnits(tx: Tx, messageId: number): Promise<string[]> {
  return (await tx.rows<{ name: string }>(names, [messageId])).map((row) => row.name);
}
