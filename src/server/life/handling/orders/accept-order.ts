import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { movedOrder } from '../../../../domain/hand-down/order-moves.ts';
import { moveParts } from '../../../store/hand-down/order-parts.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { orderOf } from './own-order.ts';

/** A unit signs for an order (签收): mine. From now its own clock runs. */
export async function acceptOrder(code: string, orderId: number, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const order = orderOf(locked.matter, orderId);
    const step = order.role === 'lead' ? 'accept-order' : 'accept-part';
    if (order.state === 'offered') refuseStranger(locked.matter, step, actor, { of: order });
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      order,
      effects: () => {
        const state = movedOrder(order, 'accept');
        const clock = { what: 'work' as const, startsAt: now, dueAt: order.dueAt, ownerId: order.toId };
        return {
          rows: moveParts(locked.matter.id, order, { state, now, clock }),
          facts: { order: order.id, to: order.toId },
        };
      },
    });
  });
}
