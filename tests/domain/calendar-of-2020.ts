import type { CalendarDays } from '../../src/domain/calendar.ts';

const span = (from: string, to: string, worked: boolean): [string, boolean][] => {
  const days: [string, boolean][] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push([new Date(at).toISOString().slice(0, 10), worked]);
  return days;
};

/** The State Council's calendar around the Spring Festival of 2020 and the National Day, with the extension to 2 February. */
export const calendarOf2020: CalendarDays = {
  exceptions: new Map([
    ...span('2020-01-01', '2020-01-01', false),
    ...span('2020-01-19', '2020-01-19', true),
    ...span('2020-01-24', '2020-02-02', false),
    ...span('2020-09-27', '2020-09-27', true),
    ...span('2020-10-01', '2020-10-08', false),
    ...span('2020-10-10', '2020-10-10', true),
  ]),
  officialYears: new Set([2019, 2020]),
};

/** Weekends alone, and no year announced. */
export const plainWeek: CalendarDays = { exceptions: new Map(), officialYears: new Set() };

/** An instant by the clock on a wall in Shanghai. */
export function shanghai(day: string, time = '00:00:00.000'): Date {
  return new Date(`${day}T${time}${time.includes('.') ? '' : '.000'}+08:00`);
}
