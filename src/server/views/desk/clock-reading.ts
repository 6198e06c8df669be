import {
  addDays,
  type CalendarDays,
  dayOf,
  isWorkingDay,
  startOf,
  workingDaysBetween,
} from '../../../domain/calendar.ts';
import { knownCalendar } from '../../store/known-calendar.ts';

/** What a clock says now, counted by the server. */
export interface ClockReading {
  /** Used share: above 1 when late. */
  used: number;
  state: 'running' | 'risk' | 'late' | 'paused';
  unit: 'workdays' | 'hours' | 'minutes' | 'days';
  /** How many units are left, or how many over. */
  count: number;
  late: boolean;
  dueAt: Date;
  /** It waits for the citizen until then. */
  pausedUntil: Date | null;
}

/** One working day of a clock, for its ruler. */
export interface RulerDay {
  day: string;
  kind: 'used' | 'today' | 'open' | 'due' | 'over';
}

/** A clock to be read: since when and until when it runs, and its name where that is known. */
export interface RunningSpan {
  startsAt: Date | null;
  dueAt: Date;
  what?: string;
  /** It stands still since then, until that time; and stood still before for so long. */
  pausedAt?: Date | null;
  pausedUntil?: Date | null;
  idleMs?: number;
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
/** A ruler longer than this says less than words do. */
const mostCells = 24;

/** Reads clocks at this moment: makes the reader once, with the calendar of working days. */
export async function clockReader(now: Date): Promise<(span: RunningSpan) => ClockReading> {
  const calendar = await knownCalendar(now);
  return (span) => read(span, now, calendar);
}

/** The working days of a clock from the first that counts to the last, and those over; empty for clocks of hours and long ones. */
export async function workingDayRuler(span: RunningSpan, now: Date): Promise<RulerDay[]> {
  if (!span.startsAt || !endsWithDay(span) || inPlainDays(span)) return [];
  const calendar = await knownCalendar(now);
  const [today, last] = [dayOf(now), dayOf(new Date(span.dueAt.getTime() - 1))];
  const end = today > last ? today : last;
  const cells: RulerDay[] = [];
  for (let at = addDays(dayOf(span.startsAt), 1); at <= end && cells.length <= mostCells; at = addDays(at, 1))
    if (isWorkingDay(at, calendar)) cells.push({ day: at, kind: kindOf(at, today, last) });
  return cells.length > mostCells ? [] : cells;
}

function kindOf(at: string, today: string, last: string): RulerDay['kind'] {
  if (at > last) return 'over';
  if (at === today) return 'today';
  if (at === last) return 'due';
  return at < today ? 'used' : 'open';
}

function read(span: RunningSpan, now: Date, calendar: CalendarDays): ClockReading {
  const { startsAt, dueAt } = span;
  const from = (startsAt?.getTime() ?? now.getTime()) + (span.idleMs ?? 0);
  const pausedUntil = span.pausedUntil ?? null;
  const until = pausedUntil && span.pausedAt ? span.pausedAt : now;
  const used = (until.getTime() - from) / Math.max(dueAt.getTime() - from, minute);
  const late = pausedUntil === null && now >= dueAt;
  return {
    used: Math.max(0, late ? Math.max(used, 1.001) : used),
    state: pausedUntil ? 'paused' : late ? 'late' : used >= 0.8 ? 'risk' : 'running',
    ...left(span, now, calendar),
    late,
    dueAt,
    pausedUntil,
  };
}

function left(
  span: RunningSpan,
  now: Date,
  calendar: CalendarDays,
): { unit: ClockReading['unit']; count: number } {
  const { dueAt } = span;
  const ms = Math.abs(dueAt.getTime() - now.getTime());
  if (endsWithDay(span) && !inPlainDays(span)) {
    const days = Math.abs(workingDaysBetween(now, dueAt, calendar));
    // Late on a rest day, or on the first morning: a day all the same.
    return { unit: 'workdays', count: now >= dueAt ? Math.max(1, days) : days };
  }
  if (inPlainDays(span) || ms >= 2 * day) return { unit: 'days', count: Math.floor(ms / day) };
  return ms >= 2 * hour
    ? { unit: 'hours', count: Math.floor(ms / hour) }
    : { unit: 'minutes', count: Math.floor(ms / minute) };
}

/** A clock of days ends at 24:00 in Shanghai; one of hours as good as never. */
function endsWithDay({ dueAt }: RunningSpan): boolean {
  return startOf(dayOf(dueAt)).getTime() === dueAt.getTime();
}

function inPlainDays({ what }: RunningSpan): boolean {
  return what === 'close' || what === 'mend';
}
