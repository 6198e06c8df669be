import type { Actor } from '../../../domain/actor.ts';
import { deletingOperator } from '../../../domain/retention/deletion-order.ts';
import { isRetentionRule, mayKeep } from '../../../domain/retention/schedule.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';

/** An operator lengthens or shortens how long something is kept, within the bounds of its rule; null: for good. */
export async function setRetention(
  to: { rule: string; days: number | null },
  actor: Actor,
  now: Date,
): Promise<void> {
  const staffId = deletingOperator(actor);
  const { rule, days } = to;
  if (!isRetentionRule(rule)) throw fault('rule', 'wrong-choice');
  if (!mayKeep(rule, days)) throw fault('days', 'kept-otherwise');
  await app().insertInto('retention_settings').values({ rule, days, staff_id: staffId, at: now }).execute();
}

function fault(field: string, code: 'wrong-choice' | 'kept-otherwise'): Refusal {
  return new Refusal('invalid', { faults: [{ field, code }] });
}
