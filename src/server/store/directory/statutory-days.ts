import chineseDays from 'chinese-days';
import { addDays } from '../../../domain/calendar.ts';
import type { NamedDay } from './calendar-rows.ts';

/**
 * The days that rest by law (全国年节及纪念日放假办法, as in force from 2025) in a year whose arrangement is not yet
 * announced: no make-up days, no bridges.
 */
export function statutoryDays(year: number): NamedDay[] {
  const newYear = lunar(year, '01-01');
  const rests: [day: string, name: string][] = [
    [`${year}-01-01`, '元旦'],
    [addDays(newYear, -1), '除夕'],
    ...[0, 1, 2].map((n): [string, string] => [addDays(newYear, n), '春节']),
    [chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [lunar(year, '05-05'), '端午'],
    [lunar(year, '08-15'), '中秋'],
    ...['01', '02', '03'].map((n): [string, string] => [`${year}-10-${n}`, '国庆节']),
  ];
  const names = new Map<string, string>();
  for (const [day, name] of rests) names.set(day, [names.get(day), name].filter(Boolean).join('、'));
  return [...names].map(([day, name]) => ({ day, working: false, name }));
}

// Never a leap month's day: the festival lies in the month that comes first.
function lunar(year: number, monthDay: string): string {
  const { date } = chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`);
  if (!date) throw new Error(`No solar date for the lunar day ${year}-${monthDay}.`);
  return date;
}
