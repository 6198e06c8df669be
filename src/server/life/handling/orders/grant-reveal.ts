import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { isOpen } from '../../../../domain/hand-down/order.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { revealPart } from '../../../store/hand-down/order-parts.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { type Taken, takeLocked, unchanged } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { orderOf } from './own-order.ts';

/** The lead unit lets a joint unit see the writer's phone and name while it works on its part, or takes that back. */
export async function grantReveal(
  code: string,
  of: { orderId: number; granted: boolean },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const order = orderOf(matter, of.orderId);
    const step = of.granted ? 'grant-reveal' : 'end-reveal';
    refuseStranger(matter, step, actor, { of: order });
    if (order.role !== 'joint' || !isOpen(order))
      throw new Refusal('wrong-state', { detail: `${step} of a ${order.role} order that is ${order.state}` });
    if (order.revealGranted === of.granted) return unchanged(locked);
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      order,
      effects: () => ({
        rows: [revealPart(order, of.granted ? now : null)],
        jobs: of.granted ? [tellOffice(locked, order.toId, 'reveal-granted', now)] : [],
        facts: { order: order.id, to: order.toId },
      }),
    });
  });
}
