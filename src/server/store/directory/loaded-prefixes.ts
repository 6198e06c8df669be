import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** The batches of a list of towns that are in the directory already. */
export async function loadedPrefixes(db: Db, origin: string): Promise<Set<string>> {
  const { rows } = await sql<{ prefix: string }>`
    select distinct what ->> 'prefix' as prefix from directory_changes
    where what ->> 'act' = 'load-units' and what ->> 'origin' = ${origin}`.execute(db);
  return new Set(rows.map((row) => row.prefix));
}
