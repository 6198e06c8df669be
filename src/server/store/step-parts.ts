import { type ClockName, speaksAt } from '../../domain/clocks.ts';
import { asHex, type Bind } from './compose.ts';
import type { HistoryLine } from './history.ts';
import type { Job } from './jobs.ts';
import { isOneOfFew, type SetPart } from './sets.ts';
import { pagesToldApart } from './watch-writes.ts';

/** The insert of one history line; whoever writes it tells the pages that show the message. */
export function tellHistory(line: HistoryLine, hash: Buffer): SetPart {
  return {
    name: 'told',
    columns: `(message bigint, seq integer, step text, role text, actor_kind text, actor bigint, office bigint, at timestamptz, changes jsonb, digest bytea, hash bytea)`,
    text: `${pagesToldApart} insert into history (message_id, seq, step, role, actor_kind, actor_id, office_id, at, changes, words_digest, hash)
      select message, seq, step, role, actor_kind, actor, office, at, changes, digest, hash from each_told`,
    rows: [
      {
        ...{ message: line.messageId, seq: line.seq, step: line.step, role: line.role },
        ...{ actor_kind: line.actorKind, actor: line.actorId, office: line.officeId, at: line.at },
        ...{ changes: line.changes, digest: line.wordsDigest && asHex(line.wordsDigest), hash: asHex(hash) },
      },
    ],
  };
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

/** The insert of one running clock, as a part of what a step writes beside its own; `after` orders it behind another CTE. */
export function insertClock(
  bind: Bind,
  messageId: number,
  c: TurnClock & { promise: boolean },
  after = '(select 1) as after',
): string {
  const { stage, nextAt } = firstWord(c);
  return `insert into clocks (${clockColumns})
    select ${bind(messageId)}::bigint, ${bind(c.orderId ?? null)}::bigint, ${bind(c.what)}, ${bind(c.promise)}::boolean, ${bind(c.ownerId)}::bigint, ${bind(c.startsAt)}::timestamptz, ${bind(c.dueAt)}::timestamptz, ${bind(stage)}::smallint, ${bind(nextAt)}::timestamptz, ${bind(c.idleMs ?? 0)}::bigint from ${after}`;
}

/** The start of a clock; `after` names what must be written before, where an old clock stops for it. */
export function startClock(
  name: string,
  messageId: number,
  c: TurnClock & { promise: boolean },
  after?: string,
): SetPart {
  const { what, promise, startsAt, dueAt } = c;
  const { stage, nextAt } = firstWord(c);
  return {
    name,
    columns: `(message bigint, subject bigint, what text, promise boolean, owner bigint, starts timestamptz, due timestamptz, stage smallint, next timestamptz, idle bigint)`,
    text: `insert into clocks (${clockColumns})
      select e.message, e.subject, e.what, e.promise, e.owner, e.starts, e.due, e.stage, e.next, e.idle
      from each_${name} e${after ? `, (select count(*) from ${after}) as after` : ''}`,
    rows: [
      {
        ...{ message: messageId, subject: c.orderId ?? null, what, promise, owner: c.ownerId },
        ...{ starts: startsAt, due: dueAt, stage, next: nextAt, idle: c.idleMs ?? 0 },
      },
    ],
  };
}

/**
 * Stops those running clocks of a message that `which` says of `c`. Said so that no index of kinds can be asked for it: where few
 * clocks of a kind ran when the table was last analysed, all that run since would be read to find one.
 */
export function stopClocks(name: string, which: string, of: { messageId: number; now: Date }): SetPart {
  return {
    name,
    columns: '(message bigint, at timestamptz)',
    text: `update clocks c set stopped_at = e.at, next_at = null from each_${name} e where c.message_id = e.message and ${isOneOfFew('e.message')} and (${which}) is true and c.stopped_at is null returning c.id`,
    rows: [{ message: of.messageId, at: of.now }],
  };
}

const clockColumns =
  'message_id, subject_id, what, promise, owner_id, starts_at, due_at, stage, next_at, idle_ms';

function firstWord(c: TurnClock): { stage: number; nextAt: Date } {
  return c.goesOn ?? { stage: 0, nextAt: speaksAt(c.startsAt, c.dueAt)[0] };
}

/** The outbox rows that tell the world, in the transaction of the change. */
export function leaveForLater(jobs: readonly Job[]): SetPart {
  return {
    name: 'outboxed',
    columns: `(task text, payload jsonb, run_at timestamptz, job_key text)`,
    text: `insert into outbox (task, payload, run_at, job_key) select task, payload, run_at, job_key from each_outboxed`,
    rows: jobs.map(({ task, payload, runAt, key }) => ({
      task,
      payload,
      run_at: runAt,
      job_key: key ?? null,
    })),
  };
}
