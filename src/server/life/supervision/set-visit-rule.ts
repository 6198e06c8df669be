import { type Actor, holds } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';

/** The head of an office decides what share of its answers is visited; it holds for answers from now on. */
export async function setVisitRule(
  rule: { officeId: number; percent: number },
  actor: Actor,
  now: Date,
): Promise<void> {
  if (actor.kind !== 'staff' || !holds(actor, 'head', rule.officeId)) throw new Refusal('not-allowed');
  if (!Number.isInteger(rule.percent) || rule.percent < 0 || rule.percent > 100)
    throw new Refusal('invalid', { faults: [{ field: 'percent', code: 'wrong-choice' }] });
  await app()
    .insertInto('visit_rules')
    .values({ office_id: rule.officeId, percent: rule.percent, set_by: actor.staffId, set_at: now })
    .execute();
}
