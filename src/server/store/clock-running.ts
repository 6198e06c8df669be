import { named } from './compose.ts';
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
