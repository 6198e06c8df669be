import type { Actor, StaffRole } from './actor.ts';
import {
  type CalendarDays,
  addDays,
  dayOf,
  endOf,
  startOf,
  workingDayAfter,
  workingDayFrom,
} from './calendar.ts';
import type { ClockLength } from './clock-policies.ts';
import { dueAfter } from './clocks.ts';
import { Refusal } from './refusal.ts';

/** The roles that bind somebody to an office, as its worker or as supervisor of those below it. */
const atOffice: readonly StaffRole[] = ['officer', 'approver', 'head', 'supervisor'];

/** How a dossier can end. */
export const dossierResults = ['settled', 'answered', 'ended'] as const;
export type DossierResult = (typeof dossierResults)[number];

/** The least time between two urgings of one message by the same office. */
export const urgeEveryMs = 3_600_000;

/** The most messages that are urged, accepted or given to somebody at once. */
export const mostAtOnce = 200;

/** The offices at which somebody works or supervises. */
export function seatsOf(actor: Actor): number[] {
  if (actor.kind !== 'staff') return [];
  return [
    ...new Set(
      actor.duties.flatMap((d) => (d.officeId !== null && atOffice.includes(d.role) ? [d.officeId] : [])),
    ),
  ];
}

/** The nearest office above a message at which this person sits: as which they urge and supervise. */
export function officeAbove(actor: Actor, aboveIds: readonly number[]): number | undefined {
  const seats = seatsOf(actor);
  return aboveIds.find((id) => seats.includes(id));
}

/** When the clock opens a dossier on a message that became late then: at the start of the next working day. */
export function dossierOpensAt(lateAt: Date, calendar: CalendarDays): Date {
  return startOf(workingDayAfter(dayOf(lateAt), 1, calendar));
}

/** The due time of a dossier: 24:00 of the day named, or of the next working day where that one is a rest day; the usual length where none is named. */
export function dossierDue(
  day: string | undefined,
  now: Date,
  { calendar, length }: { calendar: CalendarDays; length: ClockLength },
): Date {
  if (!day) return dueAfter(now, length('dossier'), calendar).at;
  const [today, last] = [dayOf(now), addDays(dayOf(now), 366)];
  if (!isDay(day) || day <= today || day > last)
    throw new Refusal('invalid', { faults: [{ field: 'dueOn', code: 'due-not-ahead' }] });
  return endOf(workingDayFrom(day, calendar));
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
