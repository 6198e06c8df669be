import { sql } from 'kysely';
import type { DutyQueue } from '../../domain/duty-queues.ts';
import type { Shift, Span } from '../../domain/roster.ts';
import type { Db } from './db.ts';

/** An office as its roster needs it. */
export interface RosterOffice {
  id: number;
  code: string | null;
  name: string;
  kind: string;
}

/** An office in force; undefined when there is none. */
export async function rosterOffice(tx: Db, officeId: number): Promise<RosterOffice | undefined> {
  return tx
    .selectFrom('offices')
    .select(['id', 'code', 'name', 'kind'])
    .where('id', '=', officeId)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
}

/** The standing shifts of an office that touch a span, the earliest first. */
export async function shiftsOf(tx: Db, officeId: number, within: Span): Promise<Shift[]> {
  const { rows } =
    await sql<Shift>`select id, queue, staff_id as "staffId", from_at as "from", to_at as "to" from shifts
    where office_id = ${officeId} and taken_back_at is null and from_at < ${within.to} and to_at > ${within.from} order by from_at, id`.execute(
      tx,
    );
  return rows;
}

/** Makes shifts; whoever calls has looked whether they may stand. */
export async function insertShifts(
  tx: Db,
  shifts: readonly Omit<Shift, 'id'>[],
  by: { officeId: number; staffId: number },
  now: Date,
): Promise<number[]> {
  if (shifts.length === 0) return [];
  const rows = await tx
    .insertInto('shifts')
    .values(
      shifts.map((s) => ({
        office_id: by.officeId,
        queue: s.queue,
        staff_id: s.staffId,
        from_at: s.from,
        to_at: s.to,
        made_by: by.staffId,
        made_at: now,
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Locks the roster of an office, so that two who keep it do so one after the other. */
export async function lockRoster(tx: Db, officeId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('roster:' || ${officeId}::text, 0))`.execute(tx);
}

/** A standing shift under its row lock, with its office. */
export async function lockShift(tx: Db, id: number): Promise<(Shift & { officeId: number }) | undefined> {
  const { rows } = await sql<Shift & { officeId: number }>`
    select id, office_id as "officeId", queue, staff_id as "staffId", from_at as "from", to_at as "to" from shifts
    where id = ${id} and taken_back_at is null for update`.execute(tx);
  return rows[0];
}

/** Takes a shift back; what was watched until now stays told by its row. */
export async function takeBack(tx: Db, id: number, by: number, now: Date): Promise<void> {
  await tx
    .updateTable('shifts')
    .set({ taken_back_by: by, taken_back_at: now })
    .where('id', '=', id)
    .execute();
}

/** Who works at an office and can be on duty there; reviewers belong to the review desk. */
export async function membersOf(
  db: Db,
  office: Pick<RosterOffice, 'id' | 'code'>,
  now: Date,
): Promise<{ id: number; name: string; phone: boolean }[]> {
  const { rows } = await sql<{ id: number; name: string; phone: boolean }>`
    select s.id, s.name, s.phone_at is not null as phone from staff s where s.left_at is null and exists (
      select 1 from staff_roles r where r.staff_id = s.id and (r.to_at is null or r.to_at > ${now})
        and (r.office_id = ${office.id} or (${office.code === 'review-desk'} and r.role = 'reviewer' and r.office_id is null)))
    order by s.name collate "C", s.id`.execute(db);
  return rows;
}

/** Does somebody watch a queue of this office, or did they until `since`? */
export async function watches(
  db: Db,
  of: { staffId: number; officeId: number; queue: DutyQueue },
  at: { now: Date; since: Date },
): Promise<boolean> {
  const { rows } =
    await sql`select 1 from shifts where office_id = ${of.officeId} and queue = ${of.queue} and staff_id = ${of.staffId}
    and taken_back_at is null and from_at <= ${at.now} and to_at > ${at.since} limit 1`.execute(db);
  return rows.length > 0;
}
