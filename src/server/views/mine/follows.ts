import { sql } from 'kysely';
import type { FollowedThing } from '../../../domain/following-news.ts';
import type { Db } from '../../store/db.ts';

/** Something that a citizen follows, as they see it. */
export interface ShownFollow {
  what: FollowedThing;
  /** By what it is addressed: a message or region by its code, a leader or topic by its number. */
  at: string;
  /** Of a message the title while everybody may read it; null: it is no longer shown. */
  name: string | null;
  nameEn: string | null;
  since: Date;
}

/** By what a followed thing is addressed and how it is called, as columns; `f` has its kind in `what` and its number in `ref`. */
export const followedColumns = (what: string, ref: string) =>
  sql.raw(`case ${what} when 'message' then (select x.code from messages x where x.id = ${ref}) else ${ref}::text end as at,
    case ${what} when 'message' then (select x.title from messages x where x.id = ${ref} and x.publication = 'public')
      when 'leader' then (select x.name from posts x where x.id = ${ref}) when 'region' then (select x.full_name from regions x where x.code = ${ref}::text)
      when 'topic' then (select x.name from topics x where x.id = ${ref}) end as name,
    case ${what} when 'topic' then (select x.name_en from topics x where x.id = ${ref}) end as "nameEn"`);

/** What a citizen follows, the newest first. */
export async function followsOf(db: Db, citizenId: number): Promise<ShownFollow[]> {
  const { rows } = await sql<ShownFollow>`
    select f.what, ${followedColumns('f.what', 'f.ref')}, f.made_at as since from follows f
    where f.citizen_id = ${citizenId} order by f.made_at desc, f.id desc`.execute(db);
  return rows;
}
