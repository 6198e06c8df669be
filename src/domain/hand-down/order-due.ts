import { addDays, type CalendarDays, dayOf, endOf, isWorkingDay, workingDayFrom } from '../calendar.ts';
import { dueAfter } from '../clocks.ts';
import type { Urgency } from '../message.ts';

/**
 * When a unit is due by default: a working day before the promise ends, so that the answer can still be written; for an
 * emergency two thirds of what is left; and where the promise is over, the end of the next working day.
 */
export function orderDue(
  at: { now: Date; promiseDueAt: Date | null; urgency: Urgency },
  calendar: CalendarDays,
): Date {
  const { now, promiseDueAt, urgency } = at;
  const soonest = dueAfter(now, { workingDays: 1 }, calendar).at;
  if (!promiseDueAt || promiseDueAt <= now)
    return urgency === 'emergency' ? new Date(now.getTime() + 2 * 3_600_000) : soonest;
  if (urgency === 'emergency')
    return new Date(now.getTime() + ((promiseDueAt.getTime() - now.getTime()) * 2) / 3);
  const before = endOf(workingDayBefore(dayOf(new Date(promiseDueAt.getTime() - 1)), calendar));
  return before > soonest ? before : soonest < promiseDueAt ? soonest : promiseDueAt;
}

/** The end of a day that the orderer chose; a rest day becomes the next worked one. */
export function chosenDue(day: string, calendar: CalendarDays): Date {
  return endOf(workingDayFrom(day, calendar));
}

function workingDayBefore(day: string, calendar: CalendarDays): string {
  let at = addDays(day, -1);
  while (!isWorkingDay(at, calendar)) at = addDays(at, -1);
  return at;
}
