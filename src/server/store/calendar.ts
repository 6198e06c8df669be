import { sql } from 'kysely';
import { dayOf, type CalendarDays } from '../../domain/calendar.ts';
import type { Db } from './db.ts';
import { calendarYears, saveYear } from './directory/calendar-rows.ts';
import { publishedSource, publishedYears } from './directory/published-years.ts';
import { letClocksFollow } from './let-clocks-follow.ts';
import { recordChange } from './directory/record-change.ts';
import { statutoryDays } from './directory/statutory-days.ts';

/** For how many years ahead provisional days are computed. */
const yearsAhead = 2;

/** The working days as the rules need them: where they differ from the plain week, and which years are official. */
export async function loadCalendar(db: Db): Promise<CalendarDays> {
  const days = await db
    .selectFrom('calendar_days')
    .select(['day', 'working'])
    .where(sql<boolean>`working <> (extract(isodow from day) < 6)`)
    .execute();
  const years = await db
    .selectFrom('calendar_years')
    .select('year')
    .where('provisional', '=', false)
    .execute();
  return {
    exceptions: new Map(days.map(({ day, working }) => [day, working])),
    officialYears: new Set(years.map(({ year }) => year)),
  };
}

/**
 * Fills the calendar: announced years from the package, and provisional ones up to two years ahead. Run at every
 * start: it adds what is missing, and never touches what an operator entered. Returns the years it wrote.
 */
export async function seedCalendar(
  tx: Db,
  now: Date,
): Promise<{ official: number[]; provisional: number[] }> {
  const before = await loadCalendar(tx);
  const known = await calendarYears(tx);
  const { source, years } = publishedYears();
  const official = [...years.keys()].filter(
    (year) => known.get(year)?.source !== source && !entered(known.get(year)),
  );
  for (const year of official) {
    await saveYear(tx, { year, provisional: false, source, days: years.get(year) ?? [] }, byOperator);
  }
  const thisYear = Number(dayOf(now).slice(0, 4));
  const unannounced = Array.from({ length: yearsAhead + 1 }, (_, n) => thisYear + n);
  const provisional = unannounced.filter((year) => !years.has(year) && !known.has(year));
  for (const year of provisional) {
    await saveYear(
      tx,
      { year, provisional: true, source: 'statutory days', days: statutoryDays(year) },
      byOperator,
    );
  }
  if (official.length + provisional.length > 0) {
    const what = { act: 'seed-calendar', source, official, provisional };
    await recordChange(tx, { at: now, by: 'machine:calendar', what });
    if (known.size > 0)
      await letClocksFollow(tx, before, await loadCalendar(tx), { by: 'machine:calendar', at: now });
  }
  return { official, provisional };
}

function byOperator(source: string): boolean {
  return !source.startsWith(publishedSource) && source !== 'statutory days';
}

function entered(year: { provisional: boolean; source: string } | undefined): boolean {
  return year !== undefined && !year.provisional && byOperator(year.source);
}
