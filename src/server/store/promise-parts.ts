import type { Part } from './compose.ts';
import type { Locked } from './lock-message.ts';
import type { SetPart } from './sets.ts';
import { type PausedClock, type PromiseClock, startClock, stopClocks } from './step-parts.ts';

/** What a step does to the clocks of its message. */
export interface PromiseMove {
  /** A new promise clock, a pause of the one that runs, 'stop', or undefined: it runs on. */
  promise?: PromiseClock | PausedClock | 'stop';
  /** How the waiting for the citizen ends by this step, if it does; left out: the step overtook it. */
  pauseEnds?: 'citizen' | 'office' | 'above' | 'date';
  /** A request for more time outlives this new promise; left out: it is overtaken. */
  requestStays?: boolean;
  /** The review clock is stopped by a verdict. */
  stopReview?: boolean;
}

/** The writes by which the promise stops and goes on anew. */
export function promiseSets({ row }: Locked, move: PromiseMove, now: Date): SetPart[] {
  const { promise } = move;
  if (pauses(promise)) return [];
  const sets: SetPart[] = [];
  if (promise || move.stopReview) sets.push(stop(row.id, move, now));
  // Behind `stopped`, so that the old clock stops before the unique index meets the new one.
  if (promise && promise !== 'stop')
    sets.push(startClock('started', row.id, { ...promise, promise: true }, 'stopped'));
  return sets;
}

/** The writes by which it stands still, and by which ends what hung on it. */
export function waitingParts(locked: Locked, move: PromiseMove, now: Date): NamedPart[] {
  const { promise } = move;
  if (pauses(promise)) return [['paused', pause(locked.row.id, promise, now)]];
  return promise ? endWaiting(locked, move, now) : [];
}

type NamedPart = [name: string, part: Part];

function pauses(promise: PromiseMove['promise']): promise is PausedClock {
  return promise !== undefined && promise !== 'stop' && 'pausedUntil' in promise;
}

/** The message's own columns that tell of its promise. */
export function promiseColumns({ promise }: PromiseMove): Record<string, unknown> {
  if (promise === undefined) return {};
  if (promise === 'stop') return { due_at: null, paused_until: null };
  if ('pausedUntil' in promise) return { paused_until: promise.pausedUntil };
  return { due_at: promise.dueAt, due_provisional: promise.provisional, paused_until: null };
}

/** What history keeps of it. */
export function promiseChanges({ promise }: PromiseMove): Record<string, unknown> {
  if (promise === undefined) return {};
  if (promise === 'stop') return { due: null };
  if ('pausedUntil' in promise) return { pausedUntil: promise.pausedUntil.toISOString() };
  return { due: promise.dueAt.toISOString() };
}

// Lateness belongs to the promise that was missed, and so does a request for more time; with a new promise they are over.
function stop(messageId: number, move: PromiseMove, now: Date): SetPart {
  const also = [
    'lateness',
    ...(move.requestStays ? [] : ['extension']),
    ...(move.stopReview ? ['review'] : []),
  ];
  const which = move.promise
    ? `(c.promise or c.what in (${also.map((what) => `'${what}'`).join(', ')}))`
    : "c.what = 'review'";
  return stopClocks('stopped', which, { messageId, now });
}

function pause(messageId: number, { pausedUntil }: PausedClock, now: Date): Part {
  return (
    bind,
  ) => `update clocks set paused_at = ${bind(now)}, resumes_at = ${bind(pausedUntil)}, next_at = ${bind(pausedUntil)}
    where message_id = ${bind(messageId)} and promise and stopped_at is null returning id`;
}

function endWaiting({ row, matter }: Locked, move: PromiseMove, now: Date): NamedPart[] {
  const parts: NamedPart[] = [];
  if (matter.pausedUntil !== null)
    parts.push([
      'waited',
      (bind) =>
        `update pauses set ended_at = ${bind(now)}, ended_by = ${bind(move.pauseEnds ?? 'overtaken')} where message_id = ${bind(row.id)} and ended_at is null`,
    ]);
  // More time can be asked for while the office works, and at no other stage.
  if (matter.handling === 'in-progress' && !move.requestStays)
    parts.push([
      'overtaken',
      (bind) =>
        `update extensions set state = 'overtaken', decided_at = ${bind(now)} where message_id = ${bind(row.id)} and state = 'asked'`,
    ]);
  return parts;
}
