import { addDays, type CalendarDays, dayOf, endOf, workingDaysBetween } from '../domain/calendar.ts';
import { clockTime, chinaDay, fullDay, shortDay } from './dates.ts';
import type { Remaining } from './spans.ts';
import type { Lang } from './words/words.ts';

const minute = 60_000;

/** Does a clock end at the end of a day, as day clocks do? */
export function endsWithDay(dueAt: Date): boolean {
  return endOf(dayOf(new Date(dueAt.getTime() - 1))).getTime() === dueAt.getTime();
}

/** 11月24日 24:00: a due time as people say it; midnight belongs to the day that it ends. */
export function dueText(dueAt: Date, lang: Lang, now: Date): string {
  const day = new Date(dueAt.getTime() - (endsWithDay(dueAt) ? 1 : 0));
  const name =
    chinaDay(day).slice(0, 4) === chinaDay(now).slice(0, 4) ? shortDay(day, lang) : fullDay(day, lang);
  return `${name} ${endsWithDay(dueAt) ? '24:00' : clockTime(dueAt)}`;
}

/** What is left of a clock, or how far it is over: working days (or days, for the long clocks) where it ends with a day, hours and minutes where it does not. */
export function remaining(
  now: Date,
  dueAt: Date,
  calendar: CalendarDays,
  unit: 'workdays' | 'days' = 'workdays',
): Remaining {
  const late = now >= dueAt;
  if (endsWithDay(dueAt)) {
    const count =
      unit === 'days' ? daysBetween(now, dueAt) : Math.abs(workingDaysBetween(now, dueAt, calendar));
    if (!late || count > 0) return { unit, count, late };
  }
  const minutes = Math.floor(Math.abs(dueAt.getTime() - now.getTime()) / minute);
  return minutes < 60
    ? { unit: 'minutes', count: minutes, late }
    : { unit: 'hours', count: Math.floor(minutes / 60), late };
}

function daysBetween(now: Date, dueAt: Date): number {
  const [from, last] = [dayOf(now), dayOf(new Date(dueAt.getTime() - 1))];
  const [low, high] = from <= last ? [from, last] : [last, from];
  let count = 0;
  for (let day = low; day < high; day = addDays(day, 1)) count += 1;
  return count;
}
