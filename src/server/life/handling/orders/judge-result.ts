import type { Actor } from '../../../../domain/actor.ts';
import { dueAfter } from '../../../../domain/clocks.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { movedOrder } from '../../../../domain/hand-down/order-moves.ts';
import { moveParts } from '../../../store/hand-down/order-parts.ts';
import { knownCalendar } from '../../../store/known-calendar.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { checkWords, orderOf } from './own-order.ts';

/** The orderer accepts a reported result: the order is done. */
export async function approveResult(code: string, orderId: number, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const order = orderOf(locked.matter, orderId);
    const step = order.role === 'lead' ? 'approve-result' : 'approve-part';
    refuseStranger(locked.matter, step, actor, { of: order });
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      order,
      effects: () => ({
        rows: moveParts(locked.matter.id, order, { state: movedOrder(order, 'approve'), now }),
        facts: { order: order.id, from: order.fromId, to: order.toId },
      }),
    });
  });
}

/** The orderer sends a result back with words; the unit works on, at least one working day. */
export async function sendBackResult(
  code: string,
  of: { orderId: number; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = checkWords(of.words);
  const calendar = await knownCalendar(now);
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const order = orderOf(matter, of.orderId);
    const step = order.role === 'lead' ? 'send-back-result' : 'send-back-part';
    refuseStranger(matter, step, actor, { of: order });
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      order,
      holderId: order.toId,
      effects: () => {
        const state = movedOrder(order, 'send-back');
        const day = dueAfter(now, { workingDays: 1 }, calendar).at;
        const dueAt = order.dueAt > day ? order.dueAt : day;
        const clock = { what: 'work' as const, startsAt: now, dueAt, ownerId: order.toId };
        return {
          rows: moveParts(matter.id, order, { state, now, dueAt, clock }),
          words: [{ what: 'reason', ref: order.id, content: { words } }],
          jobs: [tellOffice(locked, order.toId, 'sent-back', now)],
          facts: { order: order.id, from: order.fromId, to: order.toId },
        };
      },
    });
  });
}
