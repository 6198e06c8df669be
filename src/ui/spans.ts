import type { Words } from './words/words.ts';

/** What is left of a clock, counted by the server: never from the reader's clock. */
export interface Remaining {
  unit: 'workdays' | 'hours' | 'minutes' | 'days';
  /** How many units are left, or how many over when late. */
  count: number;
  late: boolean;
}

/** 还剩1个工作日 · 已逾期2个工作日 · 今天到期 */
export function remainingText(remaining: Remaining, w: Words): string {
  const { unit, count, late } = remaining;
  if (!late && count === 0 && (unit === 'workdays' || unit === 'days')) return w.spans.leftToday;
  const span = w.spans[unit](count);
  return late ? w.spans.over(span) : w.spans.left(span);
}

/** 48分钟 · 1小时28分 · 3天: how long something took, from milliseconds. */
export function spanText(milliseconds: number, w: Words): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return w.spans.lessThanMinute;
  if (minutes < 60) return w.spans.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return w.spans.days(Math.floor(hours / 24));
  return minutes % 60 === 0 ? w.spans.hours(hours) : w.spans.hoursMinutes(hours, minutes % 60);
}
