import type { Change } from '../../src/domain/decide.ts';
import { isOpen, leadLine, openBranch, type Order } from '../../src/domain/hand-down/order.ts';
import { movedOrder, type OrderMove } from '../../src/domain/hand-down/order-moves.ts';
import type { Matter } from '../../src/domain/matter.ts';
import type { StepName } from '../../src/domain/steps/table.ts';
import { places } from './cast.ts';
import type { Simulated } from './simulated-message.ts';

const below: Readonly<Record<number, readonly number[]>> = {
  [places.office]: [places.bureau, places.otherBureau],
  [places.bureau]: [places.town, places.otherTown],
};
const offices = [places.office, places.otherOffice] as const;

const moves: Partial<Record<StepName, OrderMove>> = {
  'accept-order': 'accept',
  'return-order': 'return',
  'refer-order': 'return',
  report: 'report',
  'approve-result': 'approve',
  'send-back-result': 'send-back',
  'cancel-order': 'cancel',
  'accept-part': 'accept',
  'return-part': 'return',
  'report-part': 'report',
  'approve-part': 'approve',
  'send-back-part': 'send-back',
  'cancel-part': 'cancel',
  'waive-part': 'waive',
};

/** The order that a step of the chain is about: the deepest lead, or the one joint part. */
export function orderFor(step: StepName, { orders }: Matter): Order | undefined {
  if (!moves[step]) return undefined;
  return step.endsWith('-part')
    ? orders.find((o) => o.role === 'joint' && isOpen(o))
    : leadLine(orders).at(-1);
}

/** The order whose second return is to be ruled on. */
export function disputed({ orders }: Matter): Order | undefined {
  return orders.findLast((o) => o.role === 'lead' && o.state === 'returned');
}

/** What the steps' own code asks of the tree before it takes one. */
export function isTimelyBelow({ matter: m, passedBy }: Simulated, step: StepName): boolean {
  const order = orderFor(step, m);
  const move = moves[step];
  if (move && (!order || !canMove(order, move))) return false;
  switch (step) {
    case 'assign':
      return m.holderId !== null && targetFor(m, m.holderId, false) !== undefined;
    case 'call-in':
      return !m.orders.some((o) => o.role === 'joint');
    case 'answer':
      return !m.orders.some((o) => o.role === 'joint' && isOpen(o));
    case 'return-order':
      return returnedBefore(m, order) === 0;
    case 'refer-order':
      return returnedBefore(m, order) > 0;
    case 'rule-order':
    case 'rule-back':
    case 'fall-back-order':
      return disputed(m) !== undefined;
    case 'return-transfer':
      return passedBy.length === 0;
    case 'refer-transfer':
      return passedBy.length > 0;
    case 'transfer-on':
      return transferTarget(m, passedBy) !== undefined;
    case 'reroute':
    case 'reroute-waiting':
    case 'reroute-answered':
      return m.transferredAt !== null && m.answerableId !== places.desk && m.aboveIds.length > 0;
    case 'reroute-order':
      return leadLine(m.orders).length > 0;
    default:
      return true;
  }
}

/** Whom a step of the chain names as holder. */
export function namedBy(s: Simulated, step: StepName): number {
  const { matter: m } = s;
  const order = orderFor(step, m);
  switch (step) {
    case 'assign':
      return must(targetFor(m, must(m.holderId), false));
    case 'rule-order':
      return must(targetFor(m, must(disputed(m)).fromId, true));
    case 'send-back-result':
      return must(order).toId;
    case 'rule-back':
    case 'fall-back-order':
      return must(disputed(m)).fromId;
    case 'refer-order':
    case 'return-order':
    case 'report':
    case 'cancel-order':
      return must(order).fromId;
    case 'reroute-order':
      return must(leadLine(m.orders)[0]).fromId;
    case 'succeed':
      return must(m.holderId);
    default:
      return answerableAfter(s, step);
  }
}

/** Who answers after a step. */
export function answerableAfter({ matter: m, passedBy }: Simulated, step: StepName): number {
  switch (step) {
    case 'return-transfer':
      return places.desk;
    case 'refer-transfer':
      return m.aboveIds.at(-1) ?? places.desk;
    case 'transfer-on':
      return must(transferTarget(m, passedBy));
    case 'rule-transfer':
      return offices.find((id) => !m.conflicts.officeIds.includes(id)) ?? m.answerableId;
    case 'fall-back':
      return m.aboveIds[0] ?? m.answerableId;
    case 'reroute':
    case 'reroute-waiting':
    case 'reroute-answered':
      return must(m.aboveIds[0]);
    default:
      return m.answerableId;
  }
}

/** The offices above whoever answers now, without those complained of. */
export function lineAbove({ answerableId, conflicts }: Matter, line: readonly number[]): number[] {
  return line.slice(line.indexOf(answerableId) + 1).filter((id) => !conflicts.officeIds.includes(id));
}

/** The tree after a step, and who is complained of. */
export function ordersAfter(s: Simulated, change: Change): Partial<Matter> {
  const { matter: m } = s;
  const { step } = change;
  const order = orderFor(step, m);
  if (change.lives.handling === 'closed' && m.handling !== 'closed')
    return { orders: ended(m.orders, m.orders) };
  if (step === 'assign' || step === 'rule-order' || step === 'call-in')
    return { orders: [...m.orders, given(s, step)] };
  if (step === 'reroute-order')
    return { orders: ended(m.orders, openBranch(m.orders, must(leadLine(m.orders)[0]))) };
  if (step === 'succeed-afresh') return { orders: ended(m.orders, m.orders) };
  if (step.startsWith('reroute')) {
    const conflicts = { ...m.conflicts, officeIds: [...m.conflicts.officeIds, m.answerableId] };
    return { conflicts, orders: ended(m.orders, m.orders) };
  }
  const move = moves[step];
  if (!order || !move) return {};
  const state = movedOrder(order, move);
  const under = move === 'cancel' ? openBranch(m.orders, order) : [];
  return { orders: ended(m.orders, under).map((o) => (o.id === order.id ? { ...o, state } : o)) };
}

/** What a step counts. */
export function counted(step: StepName, m: Matter): Partial<Matter> {
  if (step === 'ask-again') return { questions: m.questions + 1 };
  if (step === 'answer') return { visitTries: 0 };
  const reopens =
    step === 'reopen' || step === 'send-up' || step === 'visit-not-settled' || step === 'visit-sent-up';
  const visits = step.startsWith('visit-');
  return { ...(reopens && { reopened: m.reopened + 1 }), ...(visits && { visitTries: m.visitTries + 1 }) };
}

function given({ matter: m }: Simulated, step: StepName): Order {
  const parent = step === 'rule-order' ? must(disputed(m)) : undefined;
  const fromId = parent?.fromId ?? (step === 'call-in' ? m.answerableId : must(m.holderId));
  const own = m.orders.find((o) => o.toId === fromId && o.state === 'accepted');
  const toId = step === 'call-in' ? places.helper : must(targetFor(m, fromId, step === 'rule-order'));
  return {
    ...{ id: m.orders.length + 1, parentId: parent ? parent.parentId : (own?.id ?? null) },
    ...{ role: step === 'call-in' ? 'joint' : 'lead', fromId, toId, binding: step === 'rule-order' },
    state: step === 'rule-order' ? 'accepted' : 'offered',
    ...{ returnUntilAt: m.receivedAt, dueAt: m.receivedAt, revealGranted: false },
  };
}

function targetFor({ orders }: Matter, fromId: number, ruled: boolean): number | undefined {
  return (below[fromId] ?? []).find(
    (id) => !orders.some((o) => o.toId === id && (isOpen(o) || (!ruled && o.state === 'returned'))),
  );
}

function transferTarget(m: Matter, passedBy: readonly number[]): number | undefined {
  return offices.find(
    (id) => id !== m.answerableId && !passedBy.includes(id) && !m.conflicts.officeIds.includes(id),
  );
}

function returnedBefore({ orders }: Matter, order: Order | undefined): number {
  return orders.filter((o) => o.state === 'returned' && o.role === 'lead' && o.parentId === order?.parentId)
    .length;
}

function canMove(order: Order, move: OrderMove): boolean {
  try {
    movedOrder(order, move);
    return true;
  } catch {
    return false;
  }
}

function ended(orders: readonly Order[], which: readonly Order[]): Order[] {
  return orders.map((o) => (which.includes(o) && isOpen(o) ? { ...o, state: 'cancelled' } : o));
}

function must<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Error('The step names nobody.');
  return found;
}

/** The earlier of two times. */
export function earlier(a: Date, told: Date | null): Date {
  return told !== null && told < a ? told : a;
}

/** The later of two times. */
export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
