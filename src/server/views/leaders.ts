import { sql, type RawBuilder } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import type { Db } from '../store/db.ts';

/** A post that can be written to, as lists show it. */
export interface LeaderItem {
  id: number;
  /** As shown: 成都市委书记. */
  name: string;
  title: string;
  /** Null for a ministry. */
  region: { code: string; name: string; fullName: string } | null;
  ministry: string | null;
  kinds: Kind[];
  officeId: number;
  officeName: string;
  /** Who holds the post today; a vacant post still receives. */
  holder: string | null;
  vacant: boolean;
}

/** A post by itself: also one that has ended, which can be read and no longer written to. */
export interface LeaderView extends LeaderItem {
  receives: boolean;
  validFrom: string;
  validTo: string | null;
  /** The post in force that took its place. */
  successor: { id: number; name: string } | null;
}

const itemColumns = sql`p.id, p.name, p.title, p.ministry, p.kinds, o.id as "officeId", o.name as "officeName", h.name as holder,
  h.id is null as vacant,
  case when r.code is not null
    then jsonb_build_object('code', r.code, 'name', r.name, 'fullName', r.full_name) end as region`;

const joins = sql`posts p
  join offices o on o.id = p.office_id
  left join regions r on r.code = p.region_code
  left join holders h on h.post_id = p.id and h.to_on is null`;

/** The posts of a region that can be written to, by rank. */
export async function leadersOfRegion(db: Db, regionCode: string): Promise<LeaderItem[]> {
  return leadersWhere(
    db,
    sql`p.region_code = ${regionCode} and p.valid_to is null and p.receives order by p.rank`,
  );
}

/** The ministries' posts, in the order of the State Council's list; they take suggestions only. */
export async function leadersOfMinistries(db: Db): Promise<LeaderItem[]> {
  return leadersWhere(db, sql`p.ministry is not null and p.valid_to is null and p.receives order by p.id`);
}

/** One post, in force or ended; undefined where there is none. */
export async function leader(db: Db, postId: number): Promise<LeaderView | undefined> {
  const { rows } = await sql<LeaderView>`
    select ${itemColumns}, p.receives and p.valid_to is null as receives, p.valid_from as "validFrom",
      p.valid_to as "validTo",
      (with recursive line(id, name, valid_to, successor_id) as (
          select s.id, s.name, s.valid_to, s.successor_id from posts s where s.id = p.successor_id
          union select s.id, s.name, s.valid_to, s.successor_id from line join posts s on s.id = line.successor_id)
        select jsonb_build_object('id', id, 'name', name) from line where valid_to is null) as successor
    from ${joins} where p.id = ${postId}`.execute(db);
  return rows[0];
}

/** Posts by a condition on posts p, their region r and present holder h, with the order. */
export async function leadersWhere(db: Db, which: RawBuilder<unknown>): Promise<LeaderItem[]> {
  const { rows } = await sql<LeaderItem>`select ${itemColumns} from ${joins} where ${which}`.execute(db);
  return rows;
}
