import { sql } from 'kysely';
import type { DeletionState } from '../../../domain/retention/deletion-order.ts';
import type { RetentionRule } from '../../../domain/retention/schedule.ts';
import type { Db } from '../db.ts';
import { retention } from './delete-due.ts';

/** An order under its row lock. */
export interface LockedDeletion {
  id: number;
  state: DeletionState;
  orderedBy: number;
  orderedAt: Date;
}

/** An order that is to be carried out. */
export interface ConfirmedDeletion {
  id: number;
  what: 'schedule' | 'person';
  /** Each rule with the moment before which things go. */
  rules: Partial<Record<RetentionRule, string>>;
  requestId: number | null;
}

/** Locks an order; undefined when there is none. */
export async function lockDeletion(tx: Db, id: number): Promise<LockedDeletion | undefined> {
  const { rows } = await sql<LockedDeletion>`
    select id, state, ordered_by as "orderedBy", ordered_at as "orderedAt" from deletion_orders where id = ${id} for update`.execute(
    tx,
  );
  return rows[0];
}

/** Leaves the job that carries a confirmed order out, in the transaction of the decision. */
export async function leaveDeletion(tx: Db, orderId: number, now: Date): Promise<void> {
  await sql`insert into outbox (task, payload, run_at) values ('retain', jsonb_build_object('order', ${orderId}::bigint), ${now})`.execute(
    tx,
  );
}

/** An order that is confirmed and not finished, as the retention role sees it; undefined otherwise. */
export async function confirmedDeletion(id: number): Promise<ConfirmedDeletion | undefined> {
  const { rows } = await retention().query<ConfirmedDeletion>(
    `select id, what, rules, request_id as "requestId" from deletion_orders where id = $1 and state = 'confirmed' and finished_at is null`,
    [id],
  );
  return rows[0];
}

/** Notes that everything of an order is gone. */
export async function finishDeletion(id: number, now: Date): Promise<void> {
  await retention().query(
    'update deletion_orders set finished_at = $2 where id = $1 and finished_at is null',
    [id, now],
  );
}
