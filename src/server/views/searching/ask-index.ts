import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';

/** What is asked of the index of public texts. */
export interface Asking {
  query: string;
  /** What is looked for in each text that the index gives, and what must not stand there. */
  checks: readonly string[];
  without: readonly string[];
  /** Open, answered or ended, as the index knows it. */
  standing: string | null;
  from: Date | null;
  to: Date | null;
  /** So many of the newest are wanted, and it is counted up to so many. */
  most: number;
  counted: number;
}

/** The newest texts that the index finds, and how many it finds. */
export async function askIndex(db: Db, asked: Asking): Promise<{ ids: number[]; total: number }> {
  const { query, checks, without, standing, from, to, most, counted } = asked;
  const { rows } = await sql<{ ids: number[] | string[]; total: number }>`
    select ids, total from find_texts(${query}::tsquery, ${checks}::text[], ${without}::text[], ${standing}::text,
      ${from}::timestamptz, ${to}::timestamptz, ${most}, ${counted}) ${plannedAnew}`.execute(db);
  return { ids: (rows[0]?.ids ?? []).map(Number), total: rows[0]?.total ?? 0 };
}
