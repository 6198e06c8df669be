import { named } from './compose.ts';
import type { Tx } from './tx.ts';

/** The promise clock that runs, or stands still, on a message. */
export interface RunningPromise {
  id: number;
  what: string;
  ownerId: number | null;
  startsAt: Date;
  dueAt: Date;
  idleMs: number;
  pausedAt: Date | null;
  resumesAt: Date | null;
}

const statement =
  named(`select id, what, owner_id as "ownerId", starts_at as "startsAt", due_at as "dueAt", idle_ms::float8 as "idleMs",
  paused_at as "pausedAt", resumes_at as "resumesAt" from clocks where message_id = $1 and promise and stopped_at is null`);

/** The promise of an open message; there is always one. Asked under the message's lock. */
export async function runningPromise(tx: Tx, messageId: number): Promise<RunningPromise> {
  const [row] = await tx.rows<RunningPromise>(statement, [messageId]);
  if (!row) throw new Error(`Message ${messageId} is open and has no promise clock.`);
  return row;
}
