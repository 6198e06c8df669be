import {
  addDays,
  type CalendarDays,
  dayOf,
  endOf,
  isProvisional,
  workingDayAfter,
  workingDayFrom,
} from './calendar.ts';
import type { Kind, Urgency } from './message.ts';

/** Every clock of the house by name; the promise clock runs under the name of what is promised next. */
export type ClockName =
  | 'review'
  | 'reply'
  | 'pass-on'
  | 'acknowledge'
  | 'collate'
  | 'mend'
  | 'visit'
  | 'close'
  /** A request for more time, to be decided. */
  | 'extension'
  /** From lateness to the dossier that the clock opens. */
  | 'lateness'
  /** The supervision file's own. */
  | 'dossier'
  /** A leader's instruction, owned by whoever owes the next word on it. */
  | 'instruction'
  /** The desk finds who answers for what was returned. */
  | 'transfer'
  /** The office accepts or returns a transfer; a unit an order. */
  | 'accept'
  | 'accept-order'
  /** A unit does what it was ordered; its orderer judges the result. */
  | 'work'
  | 'judge'
  /** A superior rules after the second return. */
  | 'rule';

/** A length as the domain speaks of it. */
export type Length = { hours: number } | { workingDays: number } | { days: number } | 'end-of-next-month';

/** When something is due, and whether the date rests on a year without announced holidays. */
export interface Due {
  at: Date;
  provisional: boolean;
}

const replyWorkingDays: Record<Exclude<Kind, 'thanks'>, number> = {
  consultation: 2,
  suggestion: 10,
  help: 10,
  complaint: 15,
};

/** How long a clock of this name runs by default. */
export function lengthOf(
  name: Exclude<ClockName, 'reply' | 'work' | 'lateness'>,
  urgency: Urgency = 'normal',
): Length {
  switch (name) {
    case 'review':
      return urgency === 'emergency' ? { hours: 2 } : { hours: 24 };
    // 当日转送: the same day, or the next worked one.
    case 'transfer':
      return urgency === 'emergency' ? { hours: 2 } : { workingDays: 0 };
    case 'accept':
    case 'accept-order':
      return urgency === 'emergency' ? { hours: 2 } : { workingDays: 2 };
    case 'judge':
    case 'rule':
      return urgency === 'emergency' ? { hours: 2 } : { workingDays: 1 };
    case 'pass-on':
      return { workingDays: 2 };
    case 'acknowledge':
      return { workingDays: 15 };
    case 'collate':
      return 'end-of-next-month';
    case 'visit':
    case 'extension':
      return { workingDays: 1 };
    case 'dossier':
      return { workingDays: 5 };
    // Its report is due when the leader says; to accept it the leader's office has two days.
    case 'instruction':
      return { workingDays: 2 };
    case 'mend':
    case 'close':
      return { days: 30 };
  }
}

/** The due time of a length that starts now. Day clocks don't count the first day and end at 24:00 of the last, which is never a rest day. */
export function dueAfter(start: Date, length: Length, calendar: CalendarDays): Due {
  if (length === 'end-of-next-month') return endOfWorkingDay(lastDayOfNextMonth(dayOf(start)), 0, calendar);
  if ('hours' in length)
    return { at: new Date(start.getTime() + length.hours * 3_600_000), provisional: false };
  if ('workingDays' in length) return endOfWorkingDay(dayOf(start), length.workingDays, calendar);
  return endOfWorkingDay(addDays(dayOf(start), length.days), 0, calendar);
}

/** 24:00 of the n-th working day after a day; with n = 0 of the day itself, or of the next one that is worked. */
export function endOfWorkingDay(day: string, n: number, calendar: CalendarDays): Due {
  const at = endOf(workingDayFrom(workingDayAfter(day, n, calendar), calendar));
  return { at, provisional: isProvisional(at, calendar) };
}

/** The due time of a length that follows on a clock that has run out: 24:00 belongs to the day that it ended. */
export function dueFollowing(ranOutAt: Date, length: Length, calendar: CalendarDays): Due {
  return dueAfter(new Date(ranOutAt.getTime() - 1), length, calendar);
}

/** Who answers, and how pressing it is: what the promise depends on. */
export interface PromiseFacts {
  kind: Kind;
  urgency: Urgency;
  ministry: boolean;
  receivedAt: Date;
  /** On the fast track it is answered within a day, like an emergency, counted from now. */
  fastTrack?: boolean;
  /** Lengths by policy; left out, or undefined for a clock: the default. */
  ruled?: (clock: 'review' | 'reply' | 'pass-on' | 'acknowledge') => Length | undefined;
}

/** How long an office has to answer by default. */
export function replyLength(of: { kind: Kind; urgency: Urgency; fastTrack?: boolean }): Length {
  if (of.urgency === 'emergency' || of.fastTrack) return { hours: 24 };
  return of.kind === 'thanks' ? lengthOf('pass-on') : { workingDays: replyWorkingDays[of.kind] };
}

/** The promise clock of a message in the office's hands from `start`: its name and due time. An emergency's first clock starts at its arrival. */
export function promiseFrom(
  start: Date,
  facts: PromiseFacts,
  calendar: CalendarDays,
): { name: ClockName; due: Due } {
  const name = facts.ministry ? 'acknowledge' : facts.kind === 'thanks' ? 'pass-on' : 'reply';
  const usual = name === 'reply' ? replyLength(facts) : lengthOf(name);
  const ruled = facts.fastTrack ? undefined : facts.ruled?.(name);
  return { name, due: dueAfter(start, ruled ?? usual, calendar) };
}

/** The latest reply date told at the door: as if transferred on the day on which the review clock ends. */
export function forecast(facts: PromiseFacts, calendar: CalendarDays): Due {
  if (facts.urgency === 'emergency' && !facts.ministry && facts.kind !== 'thanks')
    return promiseFrom(facts.receivedAt, facts, calendar).due;
  const review = facts.ruled?.('review') ?? lengthOf('review', facts.urgency);
  const reviewEnds = dueAfter(facts.receivedAt, review, calendar).at;
  return promiseFrom(reviewEnds, facts, calendar).due;
}

/** The follow-up question's own clock: five working days. */
export const questionLength: Length = { workingDays: 5 };

/** The three times at which a clock speaks: half, four fifths, late; all at once for a clock that starts late. */
export function speaksAt(startsAt: Date, dueAt: Date): readonly [Date, Date, Date] {
  const from = Math.min(startsAt.getTime(), dueAt.getTime());
  const span = dueAt.getTime() - from;
  return [new Date(from + span / 2), new Date(from + span * 0.8), dueAt];
}

function lastDayOfNextMonth(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
}
