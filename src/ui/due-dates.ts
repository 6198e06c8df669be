import {
  type CalendarDays,
  dayOf,
  daysBetween,
  endsWithDay,
  workingDaysBetween,
} from '../domain/calendar.ts';
import { clockTime, chinaDay, fullDay, shortDay } from './dates.ts';
import type { Remaining } from './spans.ts';
import type { Lang } from './words/words.ts';

const minute = 60_000;

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
    const left =
      unit === 'days'
        ? daysBetween(dayOf(now), dayOf(new Date(dueAt.getTime() - 1)))
        : workingDaysBetween(now, dueAt, calendar);
    if (!late || left !== 0) return { unit, count: Math.abs(left), late };
  }
  const minutes = Math.floor(Math.abs(dueAt.getTime() - now.getTime()) / minute);
  return minutes < 60
    ? { unit: 'minutes', count: minutes, late }
    : { unit: 'hours', count: Math.floor(minutes / 60), late };
}
