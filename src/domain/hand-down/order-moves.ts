import { Refusal } from '../refusal.ts';
import type { Order, OrderState } from './order.ts';

/** What may be done with one order. */
export type OrderMove = 'accept' | 'return' | 'report' | 'approve' | 'send-back' | 'cancel' | 'waive';

/** From which states each move is open, and where it leads: the small life of an order inside its message. */
export const orderMoves: Readonly<Record<OrderMove, { from: readonly OrderState[]; to: OrderState }>> = {
  accept: { from: ['offered'], to: 'accepted' },
  return: { from: ['offered'], to: 'returned' },
  report: { from: ['accepted'], to: 'reported' },
  approve: { from: ['reported'], to: 'done' },
  'send-back': { from: ['reported'], to: 'accepted' },
  cancel: { from: ['offered', 'accepted', 'reported'], to: 'cancelled' },
  waive: { from: ['offered', 'accepted', 'reported'], to: 'waived' },
};

/** The state after a move; refuses one that the order does not stand for. */
export function movedOrder(order: Order, move: OrderMove): OrderState {
  if (!orderMoves[move].from.includes(order.state))
    throw new Refusal('wrong-state', { detail: `${move} of an order that is ${order.state}` });
  if (move === 'return' && order.binding) throw new Refusal('ruled-already');
  return orderMoves[move].to;
}
