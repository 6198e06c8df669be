import { writtenOnce } from './written-once.ts';

/** The days that decide the calendar: where a day differs from the plain Monday–Friday week, and which years the State Council has announced. */
export interface CalendarDays {
  /** Day (YYYY-MM-DD, Shanghai) → is it worked? Only days that differ from the plain week. */
  exceptions: ReadonlyMap<string, boolean>;
  officialYears: ReadonlySet<number>;
}

const dayLength = 86_400_000;
/** Shanghai keeps one offset, UTC+8, all year; no daylight saving since 1992. */
const shanghaiOffset = 8 * 3_600_000;

// The day so many days after 1970-01-01. A page writes a hundred moments of the same few days.
const textOf = writtenOnce(20_000, (number: number) =>
  new Date(number * dayLength).toISOString().slice(0, 10),
);

/** The day in Shanghai on which an instant falls, as YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return textOf(Math.floor((instant.getTime() + shanghaiOffset) / dayLength));
}

/** The time of day in Shanghai, as HH:MM. */
export function timeOf(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffset).toISOString().slice(11, 16);
}

/** The instant at which a Shanghai day begins (00:00). */
export function startOf(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - shanghaiOffset);
}

/** 24:00 of a day: the instant at which day clocks end. */
export function endOf(day: string): Date {
  return new Date(startOf(day).getTime() + dayLength);
}

/** Does an instant end a day, as due times of day clocks do? */
export function endsWithDay(at: Date): boolean {
  return (at.getTime() + shanghaiOffset) % dayLength === 0;
}

/** How many days lie from one to the other; negative if that comes first. */
export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** Days since 1970-01-01, which was a Thursday. */
function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayLength;
}

/** The day n days later (or earlier). */
export function addDays(day: string, n: number): string {
  return textOf(numberOf(day) + n);
}

/** Is this day worked? */
export function isWorkingDay(day: string, calendar: CalendarDays): boolean {
  return calendar.exceptions.get(day) ?? isPlainlyWorked(day);
}

function isPlainlyWorked(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The day itself if worked, else the next worked day. */
export function workingDayFrom(day: string, calendar: CalendarDays): string {
  let at = day;
  while (!isWorkingDay(at, calendar)) at = addDays(at, 1);
  return at;
}

/** The n-th working day after a day, which itself is not counted. */
export function workingDayAfter(day: string, n: number, calendar: CalendarDays): string {
  let at = day;
  for (let left = n; left > 0; left -= 1) at = workingDayFrom(addDays(at, 1), calendar);
  return at;
}

/** How many working days lie after the day of `from` up to and with the day on which `due` (24:00 belongs to the day it ends) falls; negative when late. */
export function workingDaysBetween(from: Date, due: Date, calendar: CalendarDays): number {
  const [first, last] = [dayOf(from), dayOf(new Date(due.getTime() - 1))];
  return workedUntil(last, calendar) - workedUntil(first, calendar);
}

// Lists say it of every row: counted by the week, and what differs from the plain week looked up.
function workedUntil(day: string, calendar: CalendarDays): number {
  // Counted from Monday, 1969-12-29, which is one of them.
  const days = numberOf(day) + 4;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5) + movedUntil(day, calendar.exceptions);
}

interface Moved {
  /** In order. */
  days: string[];
  /** How many more (fewer) days are worked up to and with each than in plain weeks. */
  sums: number[];
}
const moved = new WeakMap<CalendarDays['exceptions'], Moved>();

function movedUntil(day: string, exceptions: CalendarDays['exceptions']): number {
  const { days, sums } = moved.get(exceptions) ?? sumUp(exceptions);
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return sums[low - 1] ?? 0;
}

function sumUp(exceptions: CalendarDays['exceptions']): Moved {
  const days = [...exceptions.keys()].toSorted();
  let sum = 0;
  const sums = days.map((day) => (sum += Number(exceptions.get(day)) - Number(isPlainlyWorked(day))));
  moved.set(exceptions, { days, sums });
  return { days, sums };
}

/** Does a due day rest on a year whose holidays are not yet announced? The last week of a year hangs on the next year's announcement too: New Year has moved 29 and 31 December. */
export function isProvisional(due: Date, calendar: CalendarDays): boolean {
  const day = dayOf(new Date(due.getTime() - 1));
  return [day, addDays(day, 7)].some((d) => !calendar.officialYears.has(Number(d.slice(0, 4))));
}
