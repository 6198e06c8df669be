import type { CalendarDays } from '../../src/domain/calendar.ts';
import {
  type ClockName,
  dueAfter,
  forecast,
  lengthOf,
  promiseFrom,
  questionLength,
} from '../../src/domain/clocks.ts';
import { dueAfterPause } from '../../src/domain/pausing.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { noConflicts } from '../../src/domain/conflict.ts';
import type { Change } from '../../src/domain/decide.ts';
import type { Matter } from '../../src/domain/matter.ts';
import type { StepName } from '../../src/domain/steps/table.ts';
import { author, places } from './cast.ts';
import {
  answerableAfter,
  counted,
  earlier,
  later,
  isTimelyBelow,
  lineAbove,
  namedBy,
  ordersAfter,
} from './simulated-orders.ts';

/** The promise clock that runs. */
export interface Clock {
  what: ClockName;
  dueAt: Date;
  ownerId: number | null;
  /** Since when it waits for the citizen; null: it runs. */
  pausedAt: Date | null;
}

/** A message without a database: what a row, its promise clock and its history would hold. */
export interface Simulated {
  matter: Matter;
  clock: Clock | null;
  /** When its author last sent it: an emergency's 24 hours run from here. */
  sentAt: Date;
  /** How often the promise has waited for the citizen. */
  pauses: number;
  history: StepName[];
  /** Offices that returned it or handed it on before accepting. */
  passedBy: readonly number[];
  /** The offices above the first one that answered. */
  line: readonly number[];
}

/** What may differ between messages at the door. */
export type Beginning = Pick<Matter, 'kind' | 'urgency' | 'ministry' | 'aboveIds' | 'approvers'>;

/** A message that was just received. */
export function received(of: Beginning, now: Date, calendar: CalendarDays): Simulated {
  const dueAt = forecast({ ...of, receivedAt: now }, calendar).at;
  const matter: Matter = {
    ...of,
    id: 1,
    code: '384720195526',
    publication: 'awaiting-review',
    handling: 'waiting',
    voice: 'not-said',
    attention: 'normal',
    authorId: author.citizenId,
    postId: places.post,
    answerableId: places.desk,
    holderId: places.desk,
    deskId: places.desk,
    orders: [],
    conflicts: noConflicts,
    reviewerId: null,
    wish: 'public',
    nextStep: 'review',
    closedReason: null,
    transferredAt: null,
    ...{ reopened: 0, questions: 0, visitTries: 0 },
    receivedAt: now,
    answeredAt: null,
    dueAt,
    firstDueAt: dueAt,
    pausedUntil: null,
    fastTrack: false,
    adopted: false,
  };
  return {
    matter,
    clock: { what: 'reply', dueAt, ownerId: places.desk, pausedAt: null },
    sentAt: now,
    pauses: 0,
    history: [],
    passedBy: [],
    line: of.aboveIds,
  };
}

/** What the steps' own code asks before it takes one: how often, and for the machine whether it is time. */
export function isTimely(s: Simulated, step: StepName, now: Date): boolean {
  const { matter: m, pauses } = s;
  const late = m.dueAt !== null && m.dueAt <= now && m.pausedUntil === null;
  switch (step) {
    case 'reopen':
    case 'visit-not-settled':
      return m.reopened < 2;
    case 'send-up':
    case 'visit-sent-up':
      return m.reopened === 2;
    case 'visit-noted':
      return m.reopened > 2;
    case 'ask-again':
      return m.questions < 3;
    case 'pause':
      return pauses < 2 && !late;
    case 'resume-due':
      return m.pausedUntil !== null && m.pausedUntil <= now;
    case 'plan-visit':
      return m.visitTries === 0;
    case 'visit-in-vain':
      return m.visitTries < 2;
    case 'mend':
      return !late;
    case 'close':
    case 'lapse':
    case 'urge':
      return late;
    default:
      return isTimelyBelow(s, step);
  }
}

/** The message after a decided step, as the store would leave it. */
export function applied(
  s: Simulated,
  change: Change,
  by: { actor: Actor; now: Date },
  calendar: CalendarDays,
): Simulated {
  const { matter: m } = s;
  const transfers = change.promise === 'transfer';
  const answerableId = transfers ? places.office : answerableAfter(s, change.step);
  const holderId = change.holder === 'named' ? namedBy(s, change.step) : holderAfter(change, m, answerableId);
  const sentAt = change.step === 'mend' ? by.now : s.sentAt;
  const dueAt = dueBy(change, { ...s, sentAt }, by.now, calendar);
  const clock = clockBy(change, s.clock, { dueAt, answerableId, now: by.now });
  const closed = change.lives.handling === 'closed';
  const matter: Matter = {
    ...m,
    ...change.lives,
    ...counted(change.step, m),
    ...ordersAfter(s, change),
    answerableId,
    holderId,
    transferredAt: transfers ? by.now : m.transferredAt,
    nextStep: change.next,
    closedReason: closed ? change.closes : null,
    dueAt: clock?.dueAt ?? null,
    pausedUntil: pausedUntil(change, m, by.now),
    answeredAt: change.step === 'answer' ? by.now : m.answeredAt,
    reviewerId: transfers && by.actor.kind === 'staff' ? by.actor.staffId : m.reviewerId,
  };
  const pauses = change.promise === 'pause' ? s.pauses + 1 : change.promise === 'again' ? 0 : s.pauses;
  const passes = ['return-transfer', 'refer-transfer', 'transfer-on'].includes(change.step);
  const passedBy = passes ? [...s.passedBy, m.answerableId] : s.passedBy;
  const aboveIds = lineAbove(matter, s.line);
  return {
    ...s,
    matter: { ...matter, aboveIds },
    clock,
    sentAt,
    pauses,
    history: [...s.history, change.step],
    passedBy,
  };
}

function pausedUntil({ promise }: Change, m: Matter, now: Date): Date | null {
  if (promise === 'same') return m.pausedUntil;
  return promise === 'pause' ? new Date(now.getTime() + 5 * 86_400_000) : null;
}

function holderAfter(change: Change, m: Matter, answerableId: number): number | null {
  if (change.holder === 'same') return m.holderId;
  if (change.holder === 'desk') return places.desk;
  if (change.holder === 'office') return answerableId;
  return change.holder === 'above' ? (m.aboveIds[0] ?? answerableId) : null;
}

function clockBy(
  change: Change,
  running: Clock | null,
  by: { dueAt: Date | null; answerableId: number; now: Date },
): Clock | null {
  if (change.promise === 'same')
    return running && { ...running, ownerId: running.ownerId === null ? null : by.answerableId };
  if (change.promise === 'pause') return running && { ...running, pausedAt: by.now };
  if (change.promise === 'stop' || !by.dueAt) return null;
  return {
    what: nameOf(change),
    dueAt: by.dueAt,
    ownerId: change.promise === 'mend' ? null : by.answerableId,
    pausedAt: null,
  };
}

function nameOf(change: Change): ClockName {
  const { promise, next } = change;
  if (promise === 'mend' || promise === 'collate' || promise === 'visit' || promise === 'close')
    return promise;
  return next === 'acknowledge' || next === 'pass-on' ? next : 'reply';
}

function dueBy(change: Change, s: Simulated, now: Date, calendar: CalendarDays): Date | null {
  const { matter: m, sentAt } = s;
  const told = m.publication === 'awaiting-review' ? m.dueAt : null;
  switch (change.promise) {
    case 'same':
    case 'pause':
    case 'stop':
      return null;
    case 'resume': {
      const [due, at, until] = [s.clock?.dueAt ?? now, s.clock?.pausedAt ?? now, m.pausedUntil ?? now];
      return dueAfterPause(due, { at, endedAt: until < now ? until : now }, calendar).at;
    }
    case 'move':
      return m.dueAt && dueAfter(m.dueAt, { workingDays: 4 }, calendar).at;
    case 'forecast':
      return earlier(forecast({ ...m, receivedAt: now }, calendar).at, told);
    case 'transfer':
      return earlier(promiseFrom(runsByHour(m) ? sentAt : now, m, calendar).due.at, m.dueAt);
    case 'again':
      return promiseFrom(now, m, calendar).due.at;
    case 'question':
      return dueAfter(now, questionLength, calendar).at;
    case 'sooner':
      return earlier(promiseFrom(now, m, calendar).due.at, m.dueAt);
    case 'close': {
      const [month, day] = [lengthOf('close'), lengthOf('visit')];
      return later(dueAfter(m.answeredAt ?? now, month, calendar).at, dueAfter(now, day, calendar).at);
    }
    default:
      return dueAfter(now, lengthOf(change.promise), calendar).at;
  }
}

// Only an emergency that is to be answered runs 24 hours from its arrival.
function runsByHour({ urgency, kind, ministry }: Matter): boolean {
  return urgency === 'emergency' && kind !== 'thanks' && !ministry;
}
