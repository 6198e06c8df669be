import { named } from './compose.ts';
import type { PromiseClock } from './step-parts.ts';
import type { Tx } from './tx.ts';

const statement = named(`select c.stopped_at is null and not exists (
    select from history h where h.message_id = c.message_id and h.step = any ($3::text[]) and (h.changes->>'clock')::bigint = c.id) as due
  from clocks c where c.id = $1 and c.message_id = $2`);

/** Does this clock of the message still run, and has none of these steps been taken on its account? Asked under the message's lock. */
export async function clockStillDue(
  tx: Tx,
  of: { clockId: number; messageId: number },
  steps: readonly string[],
): Promise<boolean> {
  return (await tx.rows<{ due: boolean }>(statement, [of.clockId, of.messageId, steps]))[0]?.due ?? false;
}

const turn = named(
  `select max(due_at) as due from clocks where message_id = $1 and what = $2 and subject_id is null and not promise and stopped_at is null`,
);

/** When the clock of whose turn it is ends for this message; undefined where none runs. */
export async function turnClock(tx: Tx, messageId: number, what: string): Promise<Date | undefined> {
  return (await tx.rows<{ due: Date | null }>(turn, [messageId, what]))[0]?.due ?? undefined;
}

const promise =
  named(`select c.what, c.starts_at as "startsAt", c.due_at as "dueAt", m.due_provisional as provisional, c.owner_id as "ownerId"
  from clocks c join messages m on m.id = c.message_id where c.message_id = $1 and c.promise and c.stopped_at is null`);

/** The promise clock that runs for a message; undefined at its end. */
export async function runningPromise(tx: Tx, messageId: number): Promise<PromiseClock | undefined> {
  return (await tx.rows<PromiseClock>(promise, [messageId]))[0];
}
