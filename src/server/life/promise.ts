import {
  dueAfter,
  type Due,
  forecast,
  lengthOf,
  promiseFrom,
  questionLength,
  type ClockName,
} from '../../domain/clocks.ts';
import { type ClockLength, petitionLaw, type RuledLength } from '../../domain/clock-policies.ts';
import type { CalendarDays } from '../../domain/calendar.ts';
import type { Change } from '../../domain/decide.ts';
import type { Matter } from '../../domain/matter.ts';
import type { Locked } from '../store/lock-message.ts';
import type { PromiseClock } from '../store/step-parts.ts';

/** Who has to act after a change; null: the author, or nobody at a closed end. */
export function holderAfter(change: Change, { matter, row }: Locked): number | null {
  switch (change.holder) {
    case 'same':
      return matter.holderId;
    case 'desk':
      return row.desk_id;
    case 'office':
      return change.promise === 'transfer' ? row.office_id : matter.answerableId;
    case 'above':
      return matter.aboveIds[0] ?? matter.answerableId;
    case 'author':
    case 'nobody':
      return null;
    case 'named':
      throw new Error(`${change.step} names its holder itself.`);
  }
}

/** The calendar, and how long the clocks of this message run. */
export interface Rules {
  calendar: CalendarDays;
  /** By policy alone, for the promise, which has its own defaults. */
  ruled: RuledLength;
  length: ClockLength;
  byPetitionLaw: boolean;
}

/** What becomes of the promise clock by a change; undefined: it runs on. */
export function promiseAfter(
  change: Change,
  locked: Locked,
  now: Date,
  rules: Rules,
): PromiseClock | 'stop' | undefined {
  if (change.step === 'accept' && rules.byPetitionLaw) return lawful(locked, now, rules.calendar);
  if (change.promise === 'same') return undefined;
  if (change.promise === 'stop') return 'stop';
  if (change.promise === 'pause' || change.promise === 'resume' || change.promise === 'move')
    throw new Error(`${change.step} hands in no promise.`);
  const { name, startsAt, due } = clockOf(change.promise, locked.matter, now, rules);
  const holder = holderAfter(change, locked);
  const ownerId =
    change.promise === 'transfer'
      ? locked.row.office_id
      : change.promise === 'mend'
        ? null
        : change.holder === 'desk'
          ? holder
          : locked.matter.answerableId;
  return { what: name, startsAt, dueAt: due.at, provisional: due.provisional, ownerId };
}

// From formal acceptance 60 days, where the date told at the transfer was 15 and 60 from there.
function lawful({ matter }: Locked, now: Date, calendar: CalendarDays): PromiseClock {
  const due = notLater(dueAfter(now, petitionLaw.finish, calendar), matter.dueAt);
  return {
    what: 'reply',
    startsAt: now,
    dueAt: due.at,
    provisional: due.provisional,
    ownerId: matter.answerableId,
  };
}

type Restart = Exclude<Change['promise'], 'same' | 'stop' | 'pause' | 'resume' | 'move'>;

function clockOf(
  promise: Restart,
  matter: Matter,
  now: Date,
  { calendar, ruled, length: usual }: Rules,
): { name: ClockName; startsAt: Date; due: Due } {
  const m = { ...matter, ruled };
  const length = (name: ClockName, due: Due, startsAt = now) => ({ name, startsAt, due });
  switch (promise) {
    case 'forecast':
      return length(
        'reply',
        notLater(
          forecast({ ...m, receivedAt: forecastFrom(m, now) }, calendar),
          m.publication === 'awaiting-review' ? m.dueAt : null,
        ),
      );
    case 'transfer': {
      // An emergency's 24 hours ran from its arrival: that is the date told, and it stays.
      const { name, due } = promiseFrom(now, m, calendar);
      return length(name, notLater(due, m.dueAt));
    }
    case 'sooner': {
      if (m.publication === 'awaiting-review')
        return length('reply', notLater(forecast({ ...m, receivedAt: now }, calendar), m.dueAt));
      const { name, due } = promiseFrom(now, m, calendar);
      return length(name, notLater(due, m.dueAt));
    }
    case 'again': {
      const { name, due } = promiseFrom(now, m, calendar);
      return length(name, due);
    }
    case 'question':
      return length('reply', dueAfter(now, questionLength, calendar));
    case 'close':
      return length(
        'close',
        later(
          dueAfter(m.answeredAt ?? now, lengthOf('close'), calendar),
          dueAfter(now, usual('visit'), calendar),
        ),
      );
    case 'visit':
      return length(promise, dueAfter(now, usual('visit'), calendar));
    case 'mend':
    case 'collate':
      return length(promise, dueAfter(now, lengthOf(promise), calendar));
  }
}

// Raised within its first day, an emergency is answered within 24 hours of its arrival; later, and when mended, of now.
function forecastFrom(m: Matter, now: Date): Date {
  const within = now.getTime() - m.receivedAt.getTime() < 86_400_000;
  return m.publication === 'awaiting-review' && within ? m.receivedAt : now;
}

// The citizen was told a date; a later step may only make it earlier.
function notLater(due: Due, told: Date | null): Due {
  return told !== null && told < due.at ? { at: told, provisional: due.provisional } : due;
}

function later(a: Due, b: Due): Due {
  return a.at >= b.at ? a : b;
}
