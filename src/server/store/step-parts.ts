import { type ClockName, speaksAt } from '../../domain/clocks.ts';
import type { Bind, Part } from './compose.ts';
import type { HistoryLine } from './history.ts';
import type { Job } from './jobs.ts';

/** The insert of one history line. */
export function insertHistory(bind: Bind, line: HistoryLine, hash: Buffer): string {
  const values = [
    line.messageId,
    line.seq,
    line.step,
    line.role,
    line.actorKind,
    line.actorId,
    line.officeId,
    line.at,
    JSON.stringify(line.changes),
    line.wordsDigest,
    hash,
  ];
  return `insert into history (message_id, seq, step, role, actor_kind, actor_id, office_id, at, changes, words_digest, hash) values (${values.map(bind).join(', ')})`;
}

/** A promise clock to be started. */
export type PromiseClock = {
  what: ClockName;
  startsAt: Date;
  dueAt: Date;
  provisional: boolean;
  ownerId: number | null;
  /** For how long it stood still before; left out: never. */
  idleMs?: number;
  /** The clock goes on from an earlier one: warnings that have been given are not given again. */
  goesOn?: { stage: number; nextAt: Date };
};

/** The promise stands still and waits for the citizen. */
export interface PausedClock {
  pausedUntil: Date;
}
/** A clock beside the promise: whose turn it is with the message, or with one order of it. */
export type TurnClock = Omit<PromiseClock, 'provisional'> & { orderId?: number };

/** The insert of one running clock; `after` orders it behind another CTE. */
export function insertClock(
  bind: Bind,
  messageId: number,
  c: TurnClock & { promise: boolean },
  after = '(select 1) as after',
): string {
  const { stage, nextAt } = c.goesOn ?? { stage: 0, nextAt: speaksAt(c.startsAt, c.dueAt)[0] };
  return `insert into clocks (message_id, subject_id, what, promise, owner_id, starts_at, due_at, stage, next_at, idle_ms)
    select ${bind(messageId)}::bigint, ${bind(c.orderId ?? null)}::bigint, ${bind(c.what)}, ${bind(c.promise)}::boolean, ${bind(c.ownerId)}::bigint, ${bind(c.startsAt)}::timestamptz, ${bind(c.dueAt)}::timestamptz, ${bind(stage)}::smallint, ${bind(nextAt)}::timestamptz, ${bind(c.idleMs ?? 0)}::bigint from ${after}`;
}

/** The outbox rows that tell the world, in the transaction of the change. */
export function jobParts(jobs: readonly Job[]): [string, Part][] {
  if (jobs.length === 0) return [];
  return [
    [
      'outboxed',
      (bind) => `insert into outbox (task, payload, run_at, job_key)
    select t, p::jsonb, r, k from unnest(${bind(jobs.map((j) => j.task))}::text[], ${bind(jobs.map((j) => JSON.stringify(j.payload)))}::text[],
      ${bind(jobs.map((j) => j.runAt))}::timestamptz[], ${bind(jobs.map((j) => j.key ?? null))}::text[]) as j (t, p, r, k)`,
    ],
  ];
}
