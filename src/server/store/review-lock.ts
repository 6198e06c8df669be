import type { Actor } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { named } from './compose.ts';
import type { Locked } from './lock-message.ts';
import { isOneOfFew, type SetPart } from './sets.ts';
import { alone, type Tx } from './tx.ts';

/** How long a reviewer keeps a message without touching it. */
const lockMinutes = 10;

const claim =
  named(`insert into review_locks (message_id, staff_id, until_at) select m.id, $2, $3 from messages m where m.code = $1
  on conflict (message_id) do update set staff_id = excluded.staff_id, until_at = excluded.until_at
  where review_locks.staff_id = excluded.staff_id or review_locks.until_at <= $4 returning staff_id`);
const release = named(
  'delete from review_locks l using messages m where m.code = $1 and l.message_id = m.id and l.staff_id = $2',
);
/** Takes a message to the reviewer's table, so that two don't work on it; false when somebody else has it. */
export async function lockForReview(
  tx: Tx,
  { code, staffId }: { code: string; staffId: number },
  now: Date,
): Promise<boolean> {
  const until = new Date(now.getTime() + lockMinutes * 60_000);
  return (await tx.rows(claim, [code, staffId, until, now])).length > 0;
}

/** Puts it back into the queue. */
export async function unlockReview(code: string, staffId: number): Promise<void> {
  await alone.rows(release, [code, staffId]);
}

/** Refuses a verdict on what another reviewer has on the table. */
export function refuseIfLocked({ onTable }: Locked, actor: Actor, now: Date): void {
  if (actor.kind !== 'staff') return;
  const holder = onTable.find(
    ({ staffId, untilAt }) => staffId !== actor.staffId && (untilAt === null || new Date(untilAt) > now),
  );
  if (holder) throw new Refusal('locked-by-other', { with: { who: holder.name } });
}

/** A verdict takes its message off every table. */
export function dropLock(messageId: number): SetPart {
  return {
    name: 'unlocked',
    columns: '(message bigint)',
    text: `delete from review_locks l using each_unlocked e where l.message_id = e.message and ${isOneOfFew('e.message')}`,
    rows: [{ message: messageId }],
  };
}
