import { type CalendarDays, isWorkingDay } from '../../domain/calendar.ts';
import { recordClockChange } from './clock-changes.ts';
import type { Db } from './db.ts';

/** Lets running clocks follow what changed in the calendar, and promises on provisional dates what is official now. */
export async function letClocksFollow(
  tx: Db,
  before: CalendarDays,
  after: CalendarDays,
  by: { by: string; at: Date },
): Promise<void> {
  const named = [...new Set([...before.exceptions.keys(), ...after.exceptions.keys()])].sort();
  const days = named
    .filter((day) => isWorkingDay(day, before) !== isWorkingDay(day, after))
    .map((day) => ({ day, was: isWorkingDay(day, before) }));
  const announced = [...after.officialYears].some((year) => !before.officialYears.has(year));
  if (days.length > 0 || announced) await recordClockChange(tx, { cause: 'calendar', days, ...by });
}
