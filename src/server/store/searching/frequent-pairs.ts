import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** Texts are analysed anew after some tenth of them has changed: days at least. */
const freshForMs = 600_000;

let known: { pairs: Promise<ReadonlySet<string>>; at: number } | undefined;

/** Pairs of characters that stand in a fifth of all texts or more, as this process knows them: ten minutes old at most. */
export function frequentPairs(db: Db): Promise<ReadonlySet<string>> {
  const at = performance.now();
  if (known && at - known.at < freshForMs) return known.pairs;
  const pairs = read(db);
  known = { pairs, at };
  pairs.catch(() => (known = undefined));
  return pairs;
}

async function read(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ pairs: string[] }>`select frequent_pairs() as pairs`.execute(db);
  return new Set(rows[0]?.pairs ?? []);
}
