import type { Db } from '../db.ts';

/** A day with a name or a rule of its own. */
export interface NamedDay {
  day: string;
  working: boolean;
  name: string | null;
}

/** A year of the calendar as it is written. */
export interface CalendarYear {
  year: number;
  provisional: boolean;
  source: string;
  days: readonly NamedDay[];
}

/** The years that the calendar knows, and on what ground. */
export async function calendarYears(db: Db): Promise<Map<number, { provisional: boolean; source: string }>> {
  const rows = await db.selectFrom('calendar_years').selectAll().execute();
  return new Map(rows.map(({ year, provisional, source }) => [year, { provisional, source }]));
}

/** Writes a whole year: days that it does not name fall back to the plain week. Days that stand on another ground (`keep`) stay. */
export async function saveYear(tx: Db, year: CalendarYear, keep: (source: string) => boolean): Promise<void> {
  const { provisional, source } = year;
  const known = await daysOf(tx, year.year);
  const kept = new Set(known.filter((row) => keep(row.source)).map((row) => row.day));
  const named = new Set(year.days.map(({ day }) => day));
  const plain = known
    .filter(({ day }) => !named.has(day))
    .map(({ day }) => ({ day, working: inPlainWeek(day), name: null }));
  const days = [...year.days, ...plain].filter(({ day }) => !kept.has(day));
  await saveDays(tx, days, { provisional, source });
  await tx
    .insertInto('calendar_years')
    .values({ year: year.year, provisional, source })
    .onConflict((on) => on.column('year').doUpdateSet({ provisional, source }))
    .execute();
}

/** Writes single days; what was known of them is replaced. */
export async function saveDays(
  tx: Db,
  days: readonly NamedDay[],
  from: { provisional: boolean; source: string },
): Promise<void> {
  if (days.length === 0) return;
  await tx
    .insertInto('calendar_days')
    .values(days.map((day) => ({ ...day, ...from })))
    .onConflict((on) =>
      on.column('day').doUpdateSet((eb) => ({
        working: eb.ref('excluded.working'),
        name: eb.ref('excluded.name'),
        source: eb.ref('excluded.source'),
        provisional: eb.ref('excluded.provisional'),
      })),
    )
    .execute();
}

async function daysOf(db: Db, year: number): Promise<{ day: string; source: string }[]> {
  return db
    .selectFrom('calendar_days')
    .select(['day', 'source'])
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .execute();
}

function inPlainWeek(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
