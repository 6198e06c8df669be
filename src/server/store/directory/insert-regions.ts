import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** A region as it is written. */
export interface RegionRow {
  code: string;
  name: string;
  full_name: string;
  level: number;
  parent_code: string | null;
  province_code: string;
  city_code: string | null;
  pinyin: string;
  initials: string;
  valid_from: string;
  origin: string;
}

/** Writes regions in one statement; a code that is there already stays as it is. Returns the codes that are new. */
export async function insertRegions(tx: Db, rows: readonly RegionRow[]): Promise<Set<string>> {
  const { rows: added } = await sql<{ code: string }>`
    insert into regions (code, name, full_name, level, parent_code, province_code, city_code, pinyin, initials,
      valid_from, origin)
    select r.code, r.name, r.full_name, r.level, r.parent_code, r.province_code, r.city_code, r.pinyin, r.initials,
      r.valid_from, r.origin
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, name text, full_name text,
      level smallint, parent_code text, province_code text, city_code text, pinyin text, initials text,
      valid_from date, origin text)
    on conflict (code) do nothing
    returning code`.execute(tx);
  return new Set(added.map((row) => row.code));
}
