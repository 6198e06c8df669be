import type { CalendarDays } from '../../domain/calendar.ts';
import { loadCalendar } from './calendar.ts';
import { app } from './db.ts';

/** An emergency change of the calendar is known to every process after this long. */
const freshForMs = 60_000;

let known: { days: Promise<CalendarDays>; at: number } | undefined;

/** The working-day calendar as this process knows it, at most a minute old. */
export async function knownCalendar(now: Date): Promise<CalendarDays> {
  if (!known || Math.abs(now.getTime() - known.at) > freshForMs) {
    const days = loadCalendar(app());
    known = { days, at: now.getTime() };
    days.catch(() => (known = undefined));
  }
  return known.days;
}

/** Forgets the calendar; the next step reads it anew. */
export function forgetCalendar(): void {
  known = undefined;
}
