import type pg from 'pg';
import type { Keys } from '../../keys.ts';

/** What one check of `verify` found. */
export interface Finding {
  /** What was looked at, in plain words. */
  name: string;
  /** How many things were looked at. */
  checked: number;
  /** What is wrong, by public code where there is one; empty when all is well. */
  breaches: string[];
}

/** One check: reads in the snapshot that all checks share. */
export type Check = (client: pg.ClientBase, keys: Keys | undefined) => Promise<Finding>;

/** A check by one query that returns the breaches and one that counts what was looked at. */
export function byQuery(name: string, count: string, breaches: string): Check {
  return async (client) => {
    const looked = await client.query<{ n: number }>(count);
    const found = await client.query<{ breach: string }>(`${breaches} limit 100`);
    return { name, checked: Number(looked.rows[0]?.n ?? 0), breaches: found.rows.map((r) => r.breach) };
  };
}
