import type { Actor } from '../../../../domain/actor.ts';
import { dayOf } from '../../../../domain/calendar.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { loadCalendar } from '../../../store/calendar.ts';
import { letClocksFollow } from '../../../store/let-clocks-follow.ts';
import { saveDays, saveYear, type NamedDay } from '../../../store/directory/calendar-rows.ts';
import type { Db } from '../../../store/db.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { keeper } from '../keeper.ts';

/** Days that an operator enters: a year's announced arrangement, or single days of an emergency change. */
export interface CalendarEntry {
  days: readonly NamedDay[];
  /** The year that these days announce in full; without it they change single days only. */
  announcedYear?: number;
  /** The notice, in words. */
  source: string;
}

/** Enters what the State Council has announced. From then on the entry stands, whatever a package says. */
export async function setCalendarDays(tx: Db, entry: CalendarEntry, by: Actor, now: Date): Promise<void> {
  const who = keeper(by);
  const { days, announcedYear, source } = entry;
  refuseWrongDays(entry);
  if (source.trim() === '') throw new Refusal('invalid', { faults: [{ field: 'source', code: 'required' }] });
  const before = await loadCalendar(tx);
  if (announcedYear === undefined)
    await saveDays(tx, days, { provisional: false, source: operatorSource(entry) });
  else {
    const year = { year: announcedYear, provisional: false, source: operatorSource(entry), days };
    await saveYear(tx, year, () => false);
  }
  await recordChange(tx, { at: now, by: who, what: { act: 'set-calendar-days', ...entry } });
  await letClocksFollow(tx, before, await loadCalendar(tx), { by: who, at: now });
}

// An operator's ground is marked, so that no notice can be mistaken for the package's name.
function operatorSource({ source }: CalendarEntry): string {
  return `operator: ${source.trim()}`;
}

function refuseWrongDays({ days, announcedYear }: CalendarEntry): void {
  const wrong = days.find(
    ({ day }) => !isDay(day) || (announcedYear && !day.startsWith(`${announcedYear}-`)),
  );
  const twice = new Set(days.map(({ day }) => day)).size !== days.length;
  if (days.length > 0 && !wrong && !twice) return;
  throw new Refusal('invalid', { faults: [{ field: 'days', code: 'wrong-choice' }] });
}

function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const instant = new Date(`${day}T00:00:00+08:00`);
  return !Number.isNaN(instant.getTime()) && dayOf(instant) === day;
}
