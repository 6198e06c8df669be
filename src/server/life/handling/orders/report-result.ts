import type { Actor } from '../../../../domain/actor.ts';
import { dueAfter } from '../../../../domain/clocks.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { isOpen } from '../../../../domain/hand-down/order.ts';
import { movedOrder } from '../../../../domain/hand-down/order-moves.ts';
import { limits } from '../../../../domain/message.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { moveParts } from '../../../store/hand-down/order-parts.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { rulesFor } from '../../clocks/ruled.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { checkWords, orderOf } from './own-order.ts';

/** A unit reports to whoever ordered it what was done; the orderer accepts it or sends it back. */
export async function reportResult(
  code: string,
  of: { orderId: number; text: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const text = checkWords(of.text, limits.reply, 'text');
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const order = orderOf(matter, of.orderId);
    const step = order.role === 'lead' ? 'report' : 'report-part';
    refuseStranger(matter, step, actor, { of: order });
    if (matter.orders.some((o) => o.parentId === order.id && isOpen(o))) throw new Refusal('order-open');
    const { calendar, length } = await rulesFor(locked, now);
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      order,
      holderId: order.fromId,
      effects: () => {
        const state = movedOrder(order, 'report');
        const dueAt = dueAfter(now, length('judge'), calendar).at;
        const clock = { what: 'judge' as const, startsAt: now, dueAt, ownerId: order.fromId };
        return {
          rows: moveParts(matter.id, order, { state, now, clock }),
          words: [{ what: 'result', ref: order.id, content: { text } }],
          jobs: [tellOffice(locked, order.fromId, 'result', now)],
          facts: { order: order.id, from: order.toId, to: order.fromId },
        };
      },
    });
  });
}
