import { named } from './compose.ts';
import type { Tx } from './tx.ts';

const last = named(`select s.id as "staffId", s.name, h.step from history h join staff s on s.id = h.actor_id
  where h.message_id = $1 and h.actor_kind = 'staff' order by h.seq desc limit 1`);

/** The latest step that a member of staff took with a message: told to whoever came second. */
export async function lastStaffStep(
  tx: Tx,
  messageId: number,
): Promise<{ staffId: number; name: string; step: string } | undefined> {
  return (await tx.rows<{ staffId: number; name: string; step: string }>(last, [messageId]))[0];
}
