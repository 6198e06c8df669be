import { sql } from 'kysely';
import type { StaffRole } from '../../domain/actor.ts';
import type { Db } from './db.ts';

/** Somebody who stands in for another at an office, from when to when. */
export interface StandIn {
  id: number;
  officeId: number;
  absentId: number;
  deputyId: number;
  from: Date;
  to: Date;
  decidedAt: Date | null;
}

/** A duty that somebody holds of their own at an office. */
export interface OwnDuty {
  id: number;
  role: StaffRole;
}

const columns = sql`id, office_id as "officeId", absent_id as "absentId", deputy_id as "deputyId", from_at as "from", to_at as "to", decided_at as "decidedAt"`;

/** One that has not ended, under its row lock. */
export async function lockStandIn(tx: Db, id: number, now: Date): Promise<StandIn | undefined> {
  const { rows } = await sql<StandIn>`select ${columns} from stand_ins
    where id = ${id} and ended_at is null and to_at > ${now} for update`.execute(tx);
  return rows[0];
}

/** Keeps who asks for whom to be stood in for; settled by `decide`. */
export async function insertStandIn(
  tx: Db,
  of: Omit<StandIn, 'id' | 'decidedAt'>,
  by: number,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{
    id: number;
  }>`insert into stand_ins (office_id, absent_id, deputy_id, from_at, to_at, asked_by, asked_at)
    values (${of.officeId}, ${of.absentId}, ${of.deputyId}, ${of.from}, ${of.to}, ${by}, ${now}) returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? 0;
}

/** Settles it: from its beginning the stand-in holds these duties too. */
export async function settleStandIn(
  tx: Db,
  of: Omit<StandIn, 'decidedAt'>,
  duties: readonly OwnDuty[],
  { by, now }: { by: number; now: Date },
): Promise<void> {
  await sql`update stand_ins set decided_by = ${by}, decided_at = ${now} where id = ${of.id}`.execute(tx);
  await sql`insert into staff_roles (staff_id, role, office_id, from_at, to_at, stand_in_id, for_staff_id, for_role_id)
    select ${of.deputyId}, d.role, ${of.officeId}, ${of.from}, ${of.to}, ${of.id}, ${of.absentId}, d.id
    from unnest(${duties.map((d) => d.id)}::bigint[], ${duties.map((d) => d.role)}::text[]) as d (id, role)`.execute(
    tx,
  );
}

/** Ends it this minute, with the duties that came with it. */
export async function endStandIn(tx: Db, id: number, { by, now }: { by: number; now: Date }): Promise<void> {
  await sql`update stand_ins set ended_by = ${by}, ended_at = ${now} where id = ${id}`.execute(tx);
  // One that has not begun leaves no duty behind.
  await sql`update staff_roles set to_at = greatest(${now}::timestamptz, from_at) where stand_in_id = ${id} and to_at > ${now}`.execute(
    tx,
  );
}

/** Does somebody stand in for this person at this office at any time between? */
export async function standsAlready(
  tx: Db,
  of: Pick<StandIn, 'officeId' | 'absentId' | 'from' | 'to'>,
): Promise<boolean> {
  const { rows } =
    await sql`select 1 from stand_ins where office_id = ${of.officeId} and absent_id = ${of.absentId}
    and ended_at is null and from_at < ${of.to} and to_at > ${of.from} limit 1`.execute(tx);
  return rows.length > 0;
}

/** What somebody does of their own at an office; nothing of what they do for others. */
export async function ownDutiesAt(
  tx: Db,
  of: { staffId: number; officeId: number },
  now: Date,
): Promise<OwnDuty[]> {
  const { rows } =
    await sql<OwnDuty>`select r.id, r.role from staff_roles r join staff s on s.id = r.staff_id and s.left_at is null
    where r.staff_id = ${of.staffId} and r.office_id = ${of.officeId} and r.stand_in_id is null and (r.to_at is null or r.to_at > ${now})
    order by r.id`.execute(tx);
  return rows;
}

/** Tells members of staff of it at their desk. */
export async function tellOfStandIn(
  tx: Db,
  of: { id: number; officeId: number; what: string; staffIds: readonly number[] },
  now: Date,
): Promise<void> {
  await sql`insert into staff_notices (staff_id, office_id, what, cause, urgent, at, stand_in_id)
    select distinct s, ${of.officeId}::bigint, ${of.what}, ${`${of.what}:${of.id}`}, false, ${now}::timestamptz, ${of.id}::bigint
    from unnest(${of.staffIds}::bigint[]) as s on conflict (cause, staff_id) do nothing`.execute(tx);
}

/** The heads of an office, by their own duty. */
export async function headsOf(tx: Db, officeId: number, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct r.staff_id as id from staff_roles r
    where r.office_id = ${officeId} and r.role = 'head' and r.stand_in_id is null and (r.to_at is null or r.to_at > ${now})`.execute(
    tx,
  );
  return rows.map(({ id }) => Number(id));
}
