import { type CalendarDays, dayOf, endsWithDay, isWorkingDay, workingDaysBetween } from './calendar.ts';
import {
  dueAfter,
  type Due,
  dueFollowing,
  endOfWorkingDay,
  forecast,
  promiseFrom,
  type PromiseFacts,
} from './clocks.ts';
import {
  type ClockPolicy,
  type PolicedClock,
  type Ruled,
  type RuledLength,
  ruledLengths,
  usualLength,
} from './clock-policies.ts';
import { dueAfterPause } from './pausing.ts';

/** A running clock that may follow a change of the rules. */
export interface FollowingClock {
  what: string;
  promise: boolean;
  startsAt: Date;
  dueAt: Date;
  /** It stands still now: it follows nothing until it runs. */
  paused: boolean;
  /** Somebody above gave it its date, or the citizen's voice began it anew: it keeps that. */
  given: boolean;
  /** Still with the desk: the promise is the date told at the door. */
  forecast: boolean;
  /** When it stood still, first to last. */
  pauses: readonly { at: Date; endedAt: Date }[];
}

/** The message of the clock, as far as rules look at it. */
export type FollowingFacts = Ruled & Omit<PromiseFacts, 'ruled'>;

/** The rules that hold from now on. */
export interface Rules {
  policies: readonly ClockPolicy[];
  calendar: CalendarDays;
}

/**
 * When a running clock would be due under the policies that hold now: counted again from its start, with its pauses. A
 * promise only comes earlier by it, and never before the end of the next working day.
 */
export function dueByPolicies(clock: FollowingClock, of: FollowingFacts, rules: Rules, now: Date): Date {
  if (clock.paused || clock.given) return clock.dueAt;
  const anew = recounted(clock, of, rules, now);
  if (!clock.promise) return anew;
  const soonest = endsWithDay(anew)
    ? dueFollowing(now, { workingDays: 1 }, rules.calendar).at
    : new Date(now.getTime() + 3_600_000);
  const due = anew < soonest ? soonest : anew;
  return due < clock.dueAt ? due : clock.dueAt;
}

/** Would the policies alone put it off? For the numbers that an operator is shown before saying yes. */
export function wouldBeLater(clock: FollowingClock, of: FollowingFacts, rules: Rules, now: Date): boolean {
  return !clock.paused && !clock.given && recounted(clock, of, rules, now) > clock.dueAt;
}

function recounted(clock: FollowingClock, of: FollowingFacts, rules: Rules, now: Date): Date {
  const facts = { ...of, ruled: ruledLengths(rules.policies, of, now) };
  const { calendar } = rules;
  const due = dueAnew(clock, facts, calendar);
  return clock.pauses.reduce((at, pause) => dueAfterPause(at, pause, calendar).at, due);
}

function dueAnew(
  clock: FollowingClock,
  facts: FollowingFacts & { ruled: RuledLength },
  calendar: CalendarDays,
): Date {
  const { startsAt, what } = clock;
  if (clock.promise && clock.forecast) return forecast({ ...facts, receivedAt: startsAt }, calendar).at;
  if (clock.promise && what !== 'visit') return promiseFrom(startsAt, facts, calendar).due.at;
  const name = what as PolicedClock;
  return dueAfter(startsAt, facts.ruled(name) ?? usualLength(name, facts), calendar).at;
}

/**
 * When a running clock is due after days of the calendar changed: as many working days after its start as before. Clocks
 * of hours don't move; clocks of plain days (30 to mend, to close) move only where their last day is a rest day now.
 */
export function dueByCalendar(
  clock: Pick<FollowingClock, 'what' | 'startsAt' | 'dueAt'>,
  before: CalendarDays,
  after: CalendarDays,
): Due {
  const { startsAt, dueAt, what } = clock;
  if (!endsWithDay(dueAt)) return { at: dueAt, provisional: false };
  const last = dayOf(new Date(dueAt.getTime() - 1));
  if (['mend', 'close', 'collate'].includes(what) || !isWorkingDay(last, before))
    return endOfWorkingDay(last, 0, after);
  return endOfWorkingDay(dayOf(startsAt), workingDaysBetween(startsAt, dueAt, before), after);
}
