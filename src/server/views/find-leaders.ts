import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { findRegion } from './find-region.ts';
import { type LeaderItem, leadersWhere } from './leaders.ts';

/** The posts that one can write to whose name, holder or ministry holds the words, or whose place is called so (holder and place also in pinyin); higher ones first. */
export async function findLeaders(db: Db, words: string, most = 40): Promise<LeaderItem[]> {
  const typed = words.normalize('NFKC').replace(/\s/g, '');
  if (typed === '') return [];
  const places = (await findRegion(db, typed)).map((region) => region.code);
  const like = `%${typed.replace(/[\\%_]/g, '\\$&')}%`;
  const letters = typed.toLowerCase();
  const start = `${letters.replace(/[\\%_]/g, '\\$&')}%`;
  return leadersWhere(
    db,
    sql`p.valid_to is null and p.receives
      and (p.name like ${like} or p.ministry like ${like} or h.name like ${like}
        or h.pinyin like ${start} or h.initials = ${letters} or p.region_code = any (${places}::text[]))
      order by coalesce(r.level, 0), p.region_code, p.rank limit ${most}`,
  );
}

/** The posts of the provinces that one can write to, in the order of the country's list. */
export async function leadersOfProvinces(db: Db): Promise<LeaderItem[]> {
  return leadersWhere(db, sql`p.valid_to is null and p.receives and r.level = 1 order by r.code, p.rank`);
}
