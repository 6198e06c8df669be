import { z } from 'zod';
import type { RetentionRule } from '../../../domain/retention/schedule.ts';
import { log } from '../../log.ts';
import { deleteDue } from '../../store/retention/delete-due.ts';
import { erasePerson, erasuresUnderWay } from './erase-person.ts';
import { confirmedDeletion, finishDeletion } from '../../store/retention/deletion-orders.ts';

/** Which order. */
export const retainPayload = z.object({ order: z.number().int() });

/** Carries out an order that two operators stand for, batch by batch. Broken off anywhere, it goes on with what is left. */
export async function retain({ order: id }: z.infer<typeof retainPayload>, now: Date): Promise<void> {
  const order = await confirmedDeletion(id);
  if (!order) return;
  if (order.requestId !== null) return erasePerson({ id, requestId: order.requestId }, now);
  for (const [rule, before] of Object.entries(order.rules))
    await deleteAll(rule as RetentionRule, new Date(before), { orderId: id, now });
  await finishDeletion(id, now);
}

/** Goes on with what persons asked for and what could not go yet; returns how many orders were looked at. */
export async function goOnErasing(now: Date): Promise<number> {
  const orders = await erasuresUnderWay();
  for (const order of orders) await retain({ order }, now);
  return orders.length;
}

/** Deletes everything that a rule lets go before a moment; returns how many. */
export async function deleteAll(
  rule: RetentionRule,
  before: Date,
  by: { orderId: number | null; now: Date },
): Promise<number> {
  let all = 0;
  for (let went = 1; went > 0; all += went) went = await deleteDue(rule, before, by);
  if (by.orderId !== null && all > 0) log().info({ rule, count: all, order: by.orderId }, 'deleted by order');
  return all;
}
