import type { CalendarDays } from '../../domain/calendar.ts';
import { knownCalendar } from '../store/known-calendar.ts';

/** The working days, for pages that say how many of them are left; at most a minute old. */
export function workingCalendar(now: Date): Promise<CalendarDays> {
  return knownCalendar(now);
}
