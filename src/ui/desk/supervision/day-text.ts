import { clockTime, shortDay, weekday } from '../../dates.ts';

/** 11月24日 周二: the last day of a day clock, which ends at its 24:00. */
export function dayText(dueAt: Date, lang: 'zh' | 'en'): string {
  const last = clockTime(dueAt) === '00:00' ? new Date(dueAt.getTime() - 1) : dueAt;
  return `${shortDay(last, lang)} ${weekday(last, lang)}`;
}
