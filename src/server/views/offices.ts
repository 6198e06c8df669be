import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { OfficeKind } from '../store/schema/directory.ts';
import { type LeaderItem, leadersWhere } from './leaders.ts';

/** An office or unit in a list. */
export interface OfficeItem {
  id: number;
  name: string;
  kind: OfficeKind;
}

/** An office by itself: also one that has ended, whose messages can still be read. */
export interface OfficeView extends OfficeItem {
  /** Null for the platform's and the ministries'. */
  region: { code: string; name: string; fullName: string } | null;
  above: { id: number; name: string } | null;
  /** Of one for a time: the last day. */
  termUntil: string | null;
  validTo: string | null;
  successor: { id: number; name: string } | null;
}

/** One office, in force or ended; undefined where there is none. */
export async function office(db: Db, officeId: number): Promise<OfficeView | undefined> {
  const { rows } = await sql<OfficeView>`
    select o.id, o.name, o.kind, o.term_until as "termUntil", o.valid_to as "validTo",
      case when r.code is not null then jsonb_build_object('code', r.code, 'name', r.name, 'fullName', r.full_name) end as region,
      case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end as above,
      case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as successor
    from offices o left join regions r on r.code = o.region_code left join offices a on a.id = o.above_id
      left join offices s on s.id = o.successor_id
    where o.id = ${officeId}`.execute(db);
  return rows[0];
}

/** The offices and units in force of a region, those that answer first; null: those of no region. */
export async function officesOfRegion(db: Db, regionCode: string | null): Promise<OfficeItem[]> {
  const where: RawBuilder<unknown> =
    regionCode === null ? sql`o.region_code is null` : sql`o.region_code = ${regionCode}`;
  const { rows } = await sql<OfficeItem>`
    select o.id, o.name, o.kind from offices o where ${where} and o.valid_to is null
    order by o.kind <> 'petition', o.kind, o.id`.execute(db);
  return rows;
}

/** The posts for which an office takes messages, by rank. */
export async function postsOfOffice(db: Db, officeId: number): Promise<LeaderItem[]> {
  return leadersWhere(
    db,
    sql`p.office_id = ${officeId} and p.valid_to is null and p.receives order by p.rank, p.id`,
  );
}
