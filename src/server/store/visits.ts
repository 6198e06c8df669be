import { named } from './compose.ts';
import type { Tx } from './tx.ts';

const asked = named('select asked from visit_plans where message_id = $1 and round = $2');

/** Is the author of this answer to be called? An answer without a plan is from before plans: yes. */
export async function isAsked(tx: Tx, messageId: number, round: number): Promise<boolean> {
  return (await tx.rows<{ asked: boolean }>(asked, [messageId, round]))[0]?.asked ?? true;
}

const claim = named(`with mine as (
    insert into calls (message_id, staff_id, begun_at, until_at) values ($1, $2, $3, $4)
    on conflict (message_id) do update set staff_id = excluded.staff_id, begun_at = excluded.begun_at, until_at = excluded.until_at
      where calls.staff_id = excluded.staff_id or calls.until_at <= excluded.begun_at returning message_id)
  select (select s.name from calls c join staff s on s.id = c.staff_id where c.message_id = $1 and not exists (select from mine)) as other`);

/** Takes a call to one's phone; gives the name of whoever is calling already. */
export async function claimCall(
  tx: Tx,
  call: { messageId: number; staffId: number; now: Date; until: Date },
): Promise<string | null> {
  const values = [call.messageId, call.staffId, call.now, call.until];
  return (await tx.rows<{ other: string | null }>(claim, values))[0]?.other ?? null;
}

const caller = named(
  'select s.id, s.name from calls c join staff s on s.id = c.staff_id where c.message_id = $1 and c.until_at > $2',
);

/** Who is calling its author right now. */
export async function callerOf(
  tx: Tx,
  messageId: number,
  now: Date,
): Promise<{ id: number; name: string } | undefined> {
  return (await tx.rows<{ id: number; name: string }>(caller, [messageId, now]))[0];
}
