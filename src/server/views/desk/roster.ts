import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { addDays, dayOf, startOf } from '../../../domain/calendar.ts';
import type { DutyQueue } from '../../../domain/duty-queues.ts';
import { gapsIn, mondayOf, queuesOf, type Shift, type Span } from '../../../domain/roster.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { membersOf } from '../../store/shifts.ts';
import { type DutyOffice, dutyOffices } from './duty-offices.ts';

/** A watch as the roster shows it. */
export interface RosterShift extends Shift {
  name: string;
  /** Can be reached by telephone. */
  phone: boolean;
}

/** One queue through the week: who watches it each day, and when nobody does. */
export interface RosterRow {
  queue: DutyQueue;
  days: { day: string; shifts: RosterShift[]; gaps: Span[] }[];
  /** Who watches it now. */
  now: RosterShift[];
  /** When nobody will in the next 48 hours; empty where the queue has no roster at all. */
  soon: Span[];
}

/** The roster of one office in one week. */
export interface Roster {
  office: DutyOffice;
  offices: DutyOffice[];
  /** Its Monday. */
  week: string;
  rows: RosterRow[];
  members: { id: number; name: string; phone: boolean }[];
}

/** The roster of an office where one works, for the week in which a day lies; the first own office where none is named. */
export async function roster(
  db: Db,
  actor: Actor,
  ask: { officeId: number | null; day: string | null },
  now: Date,
): Promise<Roster | undefined> {
  const offices = await dutyOffices(db, actor);
  const office = ask.officeId === null ? offices[0] : offices.find((each) => each.id === ask.officeId);
  if (!office && ask.officeId !== null) throw new Refusal('not-found');
  if (!office) return undefined;
  const week = mondayOf(ask.day ?? dayOf(now));
  const whole = { from: startOf(week), to: startOf(addDays(week, 7)) };
  const soon = { from: now, to: new Date(now.getTime() + soonMs) };
  const [shifts, members] = await Promise.all([
    shiftsWithNames(db, office.id, [whole, soon]),
    membersOf(db, office, now),
  ]);
  const rows = queuesOf(office).map((queue) =>
    rowOf(
      queue,
      shifts.filter((s) => s.queue === queue),
      { week, now },
    ),
  );
  return { office, offices, week, rows, members };
}

const soonMs = 48 * 3_600_000;

async function shiftsWithNames(
  db: Db,
  officeId: number,
  [whole, soon]: readonly [Span, Span],
): Promise<RosterShift[]> {
  const { rows } =
    await sql<RosterShift>`select d.id, d.queue, d.staff_id as "staffId", d.from_at as "from", d.to_at as "to", s.name, s.phone_at is not null as phone
    from shifts d join staff s on s.id = d.staff_id and s.left_at is null
    where d.office_id = ${officeId} and d.taken_back_at is null and ((d.from_at < ${whole.to} and d.to_at > ${whole.from}) or (d.from_at < ${soon.to} and d.to_at > ${soon.from}))
    order by d.from_at, d.id`.execute(db);
  return rows;
}

function rowOf(queue: DutyQueue, shifts: RosterShift[], at: { week: string; now: Date }): RosterRow {
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => {
    const day = addDays(at.week, n);
    const whole = { from: startOf(day), to: startOf(addDays(day, 1)) };
    // What is past needs nobody any more.
    const ahead = { from: at.now > whole.from ? at.now : whole.from, to: whole.to };
    return {
      day,
      shifts: shifts.filter((s) => s.from >= whole.from && s.from < whole.to),
      gaps: ahead.from < ahead.to ? gapsIn(shifts, ahead) : [],
    };
  });
  const soon = { from: at.now, to: new Date(at.now.getTime() + soonMs) };
  return {
    queue,
    days,
    now: shifts.filter((s) => s.from <= at.now && s.to > at.now),
    soon: shifts.length > 0 ? gapsIn(shifts, soon) : [],
  };
}
