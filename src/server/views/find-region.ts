import { sql } from 'kysely';
import type { Db } from '../store/db.ts';

/** A region found by what somebody typed. */
export interface FoundRegion {
  code: string;
  name: string;
  fullName: string;
  level: number;
  /** The former name by which it was found, if it was. */
  formerName: string | null;
}

/** The regions in force whose name, pinyin or initials begin with the words (成都, chengdu, cds), or that once bore the name; larger ones first. */
export async function findRegion(db: Db, words: string, most = 20): Promise<FoundRegion[]> {
  const name = words.normalize('NFKC').replace(/\s/g, '');
  if (name === '') return [];
  const letters = name.toLowerCase();
  const [nameEnd, lettersEnd] = [`${name}\u{10ffff}`, `${letters}\u{10ffff}`];
  const { rows } = await sql<FoundRegion>`
    select code, name, full_name as "fullName", level,
      (select f from unnest(former_names) f where f = ${name} limit 1) as "formerName"
    from regions
    where valid_to is null and (
      (name collate "C" >= ${name} and name collate "C" < ${nameEnd})
      or (pinyin >= ${letters} and pinyin < ${lettersEnd})
      or (initials >= ${letters} and initials < ${lettersEnd})
      or (former_names <> '{}' and former_names @> array[${name}]))
    order by level, length(name), code
    limit ${most}`.execute(db);
  return rows;
}
