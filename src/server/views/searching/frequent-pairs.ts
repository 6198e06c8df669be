import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import { remember } from '../remember.ts';

/** Texts are analysed anew after some tenth of them has changed: days at least. */
const freshForMs = 600_000;

const known = remember<'all', ReadonlySet<string>>(async (db) => {
  const { rows } = await sql<{ pairs: string[] }>`select frequent_pairs() as pairs`.execute(db);
  return new Set(rows[0]?.pairs ?? []);
}, freshForMs);

/** Pairs of characters that stand in a fifth of all texts or more; ten minutes old at most. */
export const frequentPairs = (db: Db): Promise<ReadonlySet<string>> => known(db, 'all');
