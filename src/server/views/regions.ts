import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { remember } from './remember.ts';

/** A region in a list. */
export interface RegionItem {
  code: string;
  name: string;
  fullName: string;
  /** 1 province, 2 city, 3 county, 4 town, 5 community. */
  level: number;
  hasChildren: boolean;
}

/** A region with where it stands, whether it is still in force, and who followed it. */
export interface RegionView extends RegionItem {
  provinceCode: string;
  cityCode: string | null;
  /** From the province down, without the region itself. */
  ancestors: { code: string; name: string; level: number }[];
  formerNames: string[];
  validFrom: string;
  /** The first day on which it no longer was; null: in force. */
  validTo: string | null;
  successor: { code: string; name: string } | null;
}

const itemColumns = sql`r.code, r.name, r.full_name as "fullName", r.level,
  exists (select from regions c where c.parent_code = r.code and c.valid_to is null) as "hasChildren"`;

/** The regions in force directly below one, or the provinces. */
export async function childRegions(db: Db, parentCode: string | null): Promise<RegionItem[]> {
  const where = parentCode === null ? sql`r.parent_code is null` : sql`r.parent_code = ${parentCode}`;
  const { rows } = await sql<RegionItem>`
    select ${itemColumns} from regions r where ${where} and r.valid_to is null order by r.code`.execute(db);
  return rows;
}

/** One region with its ancestors, in force or ended; undefined where there is none. */
export async function regionWithAncestors(db: Db, code: string): Promise<RegionView | undefined> {
  const { rows } = await sql<RegionView>`
    select ${itemColumns}, r.province_code as "provinceCode", r.city_code as "cityCode",
      r.former_names as "formerNames", r.valid_from as "validFrom", r.valid_to as "validTo",
      (select jsonb_build_object('code', s.code, 'name', s.name) from regions s
        where s.code = r.successor_code) as successor,
      (with recursive up(code, name, level, parent_code) as (
          select p.code, p.name, p.level, p.parent_code from regions p where p.code = r.parent_code
          union all
          select p.code, p.name, p.level, p.parent_code from up join regions p on p.code = up.parent_code)
        select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'level', level) order by level), '[]')
        from up) as ancestors
    from regions r where r.code = ${code}`.execute(db);
  return rows[0];
}

/** The same two, at most ten seconds old: the filters of every list offer places. */
export const knownChildren = remember(childRegions);
export const knownRegion = remember(regionWithAncestors);
