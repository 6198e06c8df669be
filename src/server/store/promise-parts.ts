import type { Part } from './compose.ts';
import type { Locked } from './lock-message.ts';
import { insertClock, type PausedClock, type PromiseClock } from './step-parts.ts';

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

type NamedPart = [name: string, part: Part];

/** The writes by which the promise stops, goes on anew or stands still, and by which ends what hung on it. */
export function promiseParts(locked: Locked, move: PromiseMove, now: Date): NamedPart[] {
  const { promise } = move;
  if (promise !== undefined && promise !== 'stop' && 'pausedUntil' in promise)
    return [['paused', pause(locked.row.id, promise, now)]];
  const parts: NamedPart[] = [];
  if (promise || move.stopReview) parts.push(['stopped', stop(locked.row.id, move, now)]);
  if (promise) parts.push(...endWaiting(locked, move, now));
  if (promise && promise !== 'stop') {
    // Reads `stopped`, so that the old clock stops before the unique index meets the new one.
    parts.push([
      'started',
      (bind) =>
        insertClock(
          bind,
          locked.row.id,
          { ...promise, promise: true },
          '(select count(*) from stopped) as after',
        ),
    ]);
  }
  return parts;
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
function stop(messageId: number, move: PromiseMove, now: Date): Part {
  const also = [
    'lateness',
    ...(move.requestStays ? [] : ['extension']),
    ...(move.stopReview ? ['review'] : []),
  ];
  const which = move.promise
    ? `(promise or what in (${also.map((what) => `'${what}'`).join(', ')}))`
    : "what = 'review'";
  return (bind) =>
    `update clocks set stopped_at = ${bind(now)}, next_at = null where message_id = ${bind(messageId)} and ${which} and stopped_at is null returning id`;
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
