import { named } from './compose.ts';
import type { Tx } from './tx.ts';

const statement = named(
  `select due_at as "dueAt" from clocks where message_id = $1 and what = 'review' and stopped_at is null order by due_at limit 1`,
);

/** By when the review desk has to decide on a message; undefined when no review clock runs. */
export async function reviewDueOf(tx: Tx, messageId: number): Promise<Date | undefined> {
  return (await tx.rows<{ dueAt: Date }>(statement, [messageId]))[0]?.dueAt;
}
