import { createRequire } from 'node:module';
import chineseDays from 'chinese-days';
import { addDays } from '../../../domain/calendar.ts';
import type { NamedDay } from './calendar-rows.ts';

/** The first year whose data were compared with the State Council's notice. */
const firstYear = 2018;

/** The name of the package in the source of a day: such days follow the package when it is brought up to date. */
export const publishedSource = 'chinese-days';

/** The years that the State Council has announced, as the package chinese-days has them: holidays, make-up days, emergency changes. */
export function publishedYears(): { source: string; years: Map<number, NamedDay[]> } {
  const { version } = createRequire(import.meta.url)('chinese-days/package.json') as { version: string };
  const years = new Map<number, NamedDay[]>();
  for (let year = firstYear; ; year += 1) {
    const days = announcedDays(year);
    if (days.length === 0) break;
    years.set(year, days);
  }
  return { source: `${publishedSource} ${version}`, years };
}

function announcedDays(year: number): NamedDay[] {
  const days: NamedDay[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const { work, name } = chineseDays.getDayDetail(day);
    // An announced day is named in both languages ("Spring Festival,春节,4"), any other by its weekday alone.
    const holiday = name.split(',')[1];
    if (holiday !== undefined) days.push({ day, working: work, name: work ? `${holiday}调休上班` : holiday });
  }
  return days;
}
