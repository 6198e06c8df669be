import type { Actor } from '../actor.ts';
import { allows } from '../policy.ts';
import { relationsAtLarge } from '../relations.ts';
import { Refusal } from '../refusal.ts';

/** Where an order to delete stands; `carried-out` once the last thing is gone. */
export type DeletionState = 'ordered' | 'confirmed' | 'refused';

/** The operator who acts; refuses everybody else. */
export function deletingOperator(actor: Actor): number {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!allows('delete by order', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return actor.staffId;
}

const daysToConfirm = 14;

/** May this operator decide so? Another than the one who ordered confirms, within two weeks; whoever ordered may take it back. */
export function checkDeletion(
  order: { state: DeletionState; orderedBy: number; orderedAt: Date },
  by: { operator: number; agree: boolean; now: Date },
): void {
  if (order.state !== 'ordered') throw new Refusal('deletion-decided');
  if (!by.agree) return;
  if (order.orderedBy === by.operator) throw new Refusal('second-operator-confirms');
  if (by.now.getTime() - order.orderedAt.getTime() > daysToConfirm * 86_400_000)
    throw new Refusal('deletion-stale', { with: { days: daysToConfirm } });
}
