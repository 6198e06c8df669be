import { sql } from 'kysely';
import type { ClockName } from '../../domain/clocks.ts';
import type { Db } from '../store/db.ts';

/** One clock of a message that the public may know: when it began, when it was due, and when it ended. */
export interface PromiseClock {
  what: ClockName;
  /** What was promised to the citizen; the review's own clock is none. */
  promise: boolean;
  startsAt: Date;
  dueAt: Date;
  /** Null: it runs. */
  stoppedAt: Date | null;
  /** Since when it waits for the author; null: it does not. */
  pausedAt: Date | null;
  /** For how long it stood still before. */
  idleMs: number;
}

/** All promises of a message and its reviews, first to last. Whoever asks has seen that the reader may see the page. */
export async function promiseClocks(db: Db, code: string): Promise<PromiseClock[]> {
  const { rows } = await sql<PromiseClock>`
    select c.what, c.promise, c.starts_at as "startsAt", c.due_at as "dueAt", c.stopped_at as "stoppedAt", c.paused_at as "pausedAt", c.idle_ms::float8 as "idleMs"
    from clocks c join messages m on m.id = c.message_id
    where m.code = ${code} and (c.promise or c.what = 'review') order by c.starts_at, c.id`.execute(db);
  return rows;
}
