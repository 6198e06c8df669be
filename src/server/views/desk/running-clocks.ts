import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** A clock that runs on a message. */
export interface DeskClock {
  what: string;
  promise: boolean;
  startsAt: Date;
  dueAt: Date;
  /** Since when it stands still; null: it runs. */
  pausedAt: Date | null;
  /** For how long it stood still before. */
  idleMs: number;
}

/** The clocks that run on a message, the earliest due first. */
export async function runningClocks(db: Db, messageId: number): Promise<DeskClock[]> {
  const { rows } =
    await sql<DeskClock>`select what, promise, starts_at as "startsAt", due_at as "dueAt", paused_at as "pausedAt", idle_ms::float8 as "idleMs" from clocks where message_id = ${messageId} and stopped_at is null order by due_at`.execute(
      db,
    );
  return rows;
}
