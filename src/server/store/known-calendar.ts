import type { CalendarDays } from '../../domain/calendar.ts';
import { loadCalendar } from './calendar.ts';
import { app } from './db.ts';

/** An emergency change of the calendar is known to every process after this long. */
const freshForMs = 60_000;

let known: { days: Promise<CalendarDays>; at: number } | undefined;

/** The working-day calendar as this process knows it. A stale one is renewed beside, so that no step waits for a second connection while it holds a lock. */
export async function knownCalendar(now: Date): Promise<CalendarDays> {
  if (!known) return renewed(now);
  const { days, at } = known;
  if (Math.abs(now.getTime() - at) > freshForMs) renewed(now).catch(() => {});
  return days;
}

async function renewed(now: Date): Promise<CalendarDays> {
  const before = known;
  const days = loadCalendar(app());
  if (!before) known = { days, at: now.getTime() };
  try {
    const loaded = await days;
    known = { days, at: now.getTime() };
    return loaded;
  } catch (error) {
    known = before;
    throw error;
  }
}

/** Forgets the calendar; the next step reads it anew. */
export function forgetCalendar(): void {
  known = undefined;
}
