import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { openBranch } from '../../../../domain/hand-down/order.ts';
import { movedOrder } from '../../../../domain/hand-down/order-moves.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { endParts, moveParts } from '../../../store/hand-down/order-parts.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { checkWords, orderOf } from './own-order.ts';

/** The orderer takes an order back, with everything ordered under it. */
export async function cancelOrder(
  code: string,
  of: { orderId: number; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = checkWords(of.words);
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const order = orderOf(matter, of.orderId);
    const step = order.role === 'lead' ? 'cancel-order' : 'cancel-part';
    refuseStranger(matter, step, actor, { of: order });
    movedOrder(order, 'cancel');
    const branch = openBranch(matter.orders, order);
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      order,
      holderId: order.fromId,
      effects: () => ({
        rows: endParts(matter.id, branch, { state: 'cancelled', now }),
        words: [{ what: 'reason', ref: order.id, content: { words } }],
        jobs: branch.map((o) => tellOffice(locked, o.toId, 'cancelled', now)),
        facts: { order: order.id, from: order.fromId, to: order.toId },
      }),
    });
  });
}

/** The orderer, or whoever stands over them, lets the answer go without a joint unit's part; the reply names it. */
export async function waivePart(
  code: string,
  of: { orderId: number; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = checkWords(of.words);
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const order = orderOf(matter, of.orderId);
    refuseStranger(matter, 'waive-part', actor, { of: order });
    if (order.role !== 'joint') throw new Refusal('wrong-state', { detail: 'a lead order is not waived' });
    return takeLocked(tx, locked, {
      step: 'waive-part',
      actor,
      now,
      order,
      effects: () => ({
        rows: moveParts(matter.id, order, { state: movedOrder(order, 'waive'), now }),
        words: [{ what: 'reason', ref: order.id, content: { words } }],
        jobs: [tellOffice(locked, order.toId, 'cancelled', now)],
        facts: { order: order.id, from: order.fromId, to: order.toId },
      }),
    });
  });
}
