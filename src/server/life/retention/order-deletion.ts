import type { Actor } from '../../../domain/actor.ts';
import { deletingOperator } from '../../../domain/retention/deletion-order.ts';
import {
  goesBefore,
  isRetentionRule,
  keepingOf,
  type RetentionRule,
} from '../../../domain/retention/schedule.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { keptDays } from '../../store/retention/settings.ts';

/** An operator orders that what has had its time by these rules goes. Nothing goes before another operator confirms; the moments are fixed now, so that what was looked at is what goes. */
export async function orderDeletion(names: readonly string[], actor: Actor, now: Date): Promise<number> {
  const staffId = deletingOperator(actor);
  const wrong = names.find((name) => !isRetentionRule(name) || keepingOf(name).way !== 'order');
  if (names.length === 0 || wrong !== undefined)
    throw new Refusal('invalid', {
      faults: [{ field: 'rules', code: names.length === 0 ? 'required' : 'wrong-choice' }],
    });
  return app()
    .transaction()
    .execute(async (tx) => {
      const days = await keptDays(tx);
      const rules = (names as RetentionRule[]).flatMap((rule) => {
        const before = goesBefore(days[rule], now);
        return before ? [[rule, before.toISOString()] as const] : [];
      });
      if (rules.length === 0) throw new Refusal('nothing-to-delete');
      const { id } = await tx
        .insertInto('deletion_orders')
        .values({
          ...{ what: 'schedule', rules: JSON.stringify(Object.fromEntries(rules)), state: 'ordered' },
          ...{ ordered_by: staffId, ordered_at: now },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
}
