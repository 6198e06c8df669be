import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { nearestCommonSuperior } from '../../../../domain/hand-down/office-line.ts';
import type { Order } from '../../../../domain/hand-down/order.ts';
import { movedOrder } from '../../../../domain/hand-down/order-moves.ts';
import { isReturnCode, type ReturnCode } from '../../../../domain/hand-down/return-codes.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { StepName } from '../../../../domain/steps/table.ts';
import { officesInLine } from '../../../store/hand-down/offices-in-line.ts';
import { moveParts } from '../../../store/hand-down/order-parts.ts';
import { withMessage } from '../../../store/lock-message.ts';
import type { Tx } from '../../../store/tx.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { checkWords, isToUnitOf, orderOf } from './own-order.ts';

/** Why something is returned: a code that is shown, words that stay inside. */
export interface ReturnReason {
  code: string;
  words: string;
}

/** A unit says: not ours (退回). It goes back to its orderer; the second time a common superior rules. */
export async function returnOrder(
  code: string,
  of: { orderId: number; reason: ReturnReason },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const reason = checkReturn(of.reason);
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const order = orderOf(matter, of.orderId);
    if (order.state === 'offered' || !isToUnitOf(actor, matter, order))
      refuseStranger(matter, order.role === 'lead' ? 'return-order' : 'return-part', actor, { of: order });
    const state = movedOrder(order, 'return');
    if (now > order.returnUntilAt) throw new Refusal('return-too-late');
    const { step, holderId } = await whereTo(tx, matter, order);
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      order,
      holderId,
      effects: () => ({
        rows: moveParts(matter.id, order, { state, now, code: reason.code }),
        words: [{ what: 'reason', ref: order.id, content: { words: reason.words } }],
        jobs: [tellOffice(locked, holderId, step === 'refer-order' ? 'to-rule' : 'returned', now)],
        facts: { order: order.id, from: order.toId, to: holderId, code: reason.code },
      }),
    });
  });
}

/** The reason of a return, tidied; throws when code or words cannot stand. */
export function checkReturn(reason: ReturnReason): { code: ReturnCode; words: string } {
  const words = checkWords(reason.words);
  if (!isReturnCode(reason.code))
    throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-choice' }] });
  return { code: reason.code, words };
}

async function whereTo(tx: Tx, matter: Matter, order: Order): Promise<{ step: StepName; holderId: number }> {
  if (order.role === 'joint') return { step: 'return-part', holderId: order.fromId };
  const earlier = matter.orders.filter(
    (o) => o.role === 'lead' && o.state === 'returned' && o.parentId === order.parentId,
  );
  if (earlier.length === 0) return { step: 'return-order', holderId: order.fromId };
  const offices = await officesInLine(tx, [...earlier.map((o) => o.toId), order.toId, order.fromId]);
  const units = [...earlier, order].flatMap((o) => offices.get(o.toId) ?? []);
  const superior = nearestCommonSuperior(units, (id) => matter.conflicts.officeIds.includes(id));
  return { step: 'refer-order', holderId: superior ?? order.fromId };
}
