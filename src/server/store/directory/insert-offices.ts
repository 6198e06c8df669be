import { sql } from 'kysely';
import type { Db } from '../db.ts';
import type { OfficeKind } from '../schema/directory.ts';

/** An office as it is written; `above` is the code of the next office up the chain, which must be there. */
export interface OfficeRow {
  code: string;
  name: string;
  kind: OfficeKind;
  region_code: string | null;
  topic_ids: readonly number[];
  above: string | null;
  fallback: boolean;
  term_until: string | null;
  valid_from: string;
}

/** Writes offices in one statement, in their order; a code that is there already stays as it is. Returns how many are new. */
export async function insertOffices(tx: Db, rows: readonly OfficeRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const numbered = rows.map((row, place) => ({ ...row, place }));
  const { numAffectedRows } = await sql`
    insert into offices (code, name, kind, region_code, topic_ids, above_id, fallback, term_until, valid_from)
    select r.code, r.name, r.kind, r.region_code, r.topic_ids, a.id, r.fallback, r.term_until, r.valid_from
    from jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) as r(code text, name text, kind text,
      region_code text, topic_ids smallint[], above text, fallback boolean, term_until date, valid_from date,
      place integer)
    left join offices a on a.code = r.above
    order by r.place
    on conflict (code) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
