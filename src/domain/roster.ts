import { addDays, dayOf, startOf } from './calendar.ts';
import type { DutyQueue } from './duty-queues.ts';

/** From one moment to another. */
export interface Span {
  from: Date;
  to: Date;
}

/** A watch at one office's queue that somebody keeps. */
export interface Shift extends Span {
  id: number;
  queue: DutyQueue;
  staffId: number;
}

const weekLength = 7 * 86_400_000;
/** A shift is a day and a night at most. */
export const longestShiftHours = 48;

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** When nobody is on duty between two moments, in order. */
export function gapsIn(shifts: readonly Span[], within: Span): Span[] {
  const gaps: Span[] = [];
  let covered = within.from;
  for (const { from, to } of [...shifts].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (from >= within.to) break;
    if (from > covered) gaps.push({ from: covered, to: from });
    if (to > covered) covered = to;
  }
  if (covered < within.to) gaps.push({ from: covered, to: within.to });
  return gaps;
}

const hour = 3_600_000;

/** Tonight and tomorrow night, from ten to seven: what those who keep a roster must know in time. */
export function nightsAhead(now: Date): Span[] {
  return [0, 1].map((n) => ({
    from: new Date(startOf(addDays(dayOf(now), n)).getTime() + 22 * hour),
    to: new Date(startOf(addDays(dayOf(now), n + 1)).getTime() + 7 * hour),
  }));
}

/** The gaps of one queue that reach into a coming night, each from the end of the watch before it; none where nobody has watched yet. */
export function gapsAtNight(shifts: readonly Span[], now: Date): Span[] {
  const nights = nightsAhead(now);
  const times = (of: readonly Date[]) => of.map((each) => each.getTime());
  if (shifts.length === 0) return [];
  const from = new Date(Math.min(...times(shifts.map((shift) => shift.from))));
  const to = new Date(Math.max(...times([...shifts, ...nights].map((span) => span.to))));
  return gapsIn(shifts, { from, to }).filter((gap) => nights.some((night) => overlap(gap, night)));
}

/** Do two spans share a moment? */
export function overlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The same watches a week later, without those who would then stand twice at the same queue. */
export function nextWeek(week: readonly Shift[], already: readonly Shift[]): Omit<Shift, 'id'>[] {
  const later = week.map(({ queue, staffId, from, to }) => ({
    queue,
    staffId,
    from: new Date(from.getTime() + weekLength),
    to: new Date(to.getTime() + weekLength),
  }));
  return later.filter(
    (shift) =>
      !already.some(
        (each) => each.staffId === shift.staffId && each.queue === shift.queue && overlap(each, shift),
      ),
  );
}

/** Which queues an office has to watch: the platform's desks one each, a unit its own work, the others their units' too. */
export function queuesOf(office: { code: string | null; kind: string }): readonly DutyQueue[] {
  if (office.code === 'review-desk') return ['review'];
  if (office.kind === 'platform') return ['supervision'];
  const bottom = ['department', 'town', 'community'].includes(office.kind);
  return bottom ? ['handling'] : ['handling', 'supervision'];
}
