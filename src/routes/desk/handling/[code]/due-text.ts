import { clockTime, shortDay, weekday } from '#ui/dates.ts';
import type { Words } from '#ui/words/words.ts';

/** 11月24日 周二 24:00 到期: a clock of days ends at 24:00 of its last day. */
export function dueText(dueAt: Date, w: Words): string {
  const last = clockTime(dueAt) === '00:00' ? new Date(dueAt.getTime() - 1) : dueAt;
  const time = last === dueAt ? clockTime(dueAt) : '24:00';
  return w.desk.dueAt(`${shortDay(last, w.lang)} ${weekday(last, w.lang)} ${time}`);
}
