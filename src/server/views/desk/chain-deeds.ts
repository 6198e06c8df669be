import type { Actor } from '../../../domain/actor.ts';
import { stands } from '../../../domain/decide.ts';
import { isOpen, leadLine, type Order } from '../../../domain/hand-down/order.ts';
import { type OrderMove, orderMoves } from '../../../domain/hand-down/order-moves.ts';
import type { Matter } from '../../../domain/matter.ts';
import { type Act, allows } from '../../../domain/policy.ts';
import { relationsTo, relationsToOrder } from '../../../domain/relations.ts';
import { type StepName, steps } from '../../../domain/steps/table.ts';

/** What this officer may do with one order now. */
export interface OrderDeeds {
  id: number;
  accept: boolean;
  /** Unless its time is over or a superior has ruled. */
  giveBack: boolean;
  report: boolean;
  approve: boolean;
  sendBack: boolean;
  cancel: boolean;
  waive: boolean;
  /** Let the joint unit see the writer's phone and name, or take that back. */
  grantReveal: boolean;
  endReveal: boolean;
}

/** What this officer may do with the message in the chain of offices. */
export interface ChainDeeds {
  /** Hand the work down, or call a joint unit in. */
  assign: boolean;
  callIn: boolean;
  transfer: boolean;
  returnTransfer: boolean;
  rule: boolean;
  nameComplained: boolean;
  declareConflict: boolean;
  merge: boolean;
  proposeEnd: boolean;
  decideEnd: boolean;
  orders: OrderDeeds[];
}

/** What may be done in the chain: from the table of steps and the relations alone. */
export function chainDeedsOf(matter: Matter, actor: Actor, now: Date): ChainDeeds {
  const relations = relationsTo(actor, matter);
  const may = (step: StepName) => stands(matter, steps[step]) && allows(steps[step].act as Act, relations);
  const own = (order: Order) =>
    relations.has('orderer') || relations.has('answerable') || order.parentId === null;
  const held = matter.orders.filter(isOpen);
  return {
    assign: may('assign') && relations.has('holder'),
    callIn:
      may('call-in') && (relations.has('answerable') || held.some((o) => o.state === 'accepted' && own(o))),
    transfer: may('transfer-on'),
    returnTransfer: may('return-transfer') || may('refer-transfer'),
    rule: may('rule-transfer') || may('rule-order'),
    nameComplained: may('name-complained'),
    declareConflict: may('declare-conflict'),
    merge: may('merge'),
    proposeEnd: may('propose-end'),
    decideEnd: may('end'),
    orders: held.map((order) => deedsOn(order, matter, { actor, now })),
  };
}

function deedsOn(order: Order, matter: Matter, { actor, now }: { actor: Actor; now: Date }): OrderDeeds {
  const relations = relationsToOrder(actor, matter, order);
  const lead = order.role === 'lead';
  const tip = leadLine(matter.orders).at(-1);
  const may = (name: StepName, move: OrderMove) =>
    orderMoves[move].from.includes(order.state) &&
    allows(steps[name].act as Act, relations) &&
    stands(matter, steps[name]);
  const leads =
    !lead && stands(matter, steps['grant-reveal']) && allows(steps['grant-reveal'].act, relations);
  const atTip = !lead || tip?.id === order.id;
  return {
    id: order.id,
    accept: may(lead ? 'accept-order' : 'accept-part', 'accept'),
    giveBack:
      may(lead ? 'return-order' : 'return-part', 'return') && !order.binding && now <= order.returnUntilAt,
    report: atTip && may(lead ? 'report' : 'report-part', 'report'),
    approve: may(lead ? 'approve-result' : 'approve-part', 'approve'),
    sendBack: may(lead ? 'send-back-result' : 'send-back-part', 'send-back'),
    cancel: may(lead ? 'cancel-order' : 'cancel-part', 'cancel'),
    waive: !lead && may('waive-part', 'waive'),
    grantReveal: leads && !order.revealGranted,
    endReveal: leads && order.revealGranted,
  };
}
