import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

const statement = named(
  `select count(*)::integer as n from posts where id = any ($1::bigint[]) and valid_to is null`,
);

/** Are all of these posts that exist today? */
export async function postsInForce(tx: Tx, ids: readonly number[]): Promise<boolean> {
  if (ids.length === 0) return true;
  return (await tx.rows<{ n: number }>(statement, [ids]))[0]?.n === new Set(ids).size;
}
