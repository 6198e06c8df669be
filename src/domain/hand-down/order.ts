/** What becomes of one order (交办): offered, then accepted, reported and done; or one of its other ends. */
export const orderStates = [
  'offered',
  'accepted',
  'reported',
  'done',
  'returned',
  'cancelled',
  'waived',
  'ended',
] as const;
export type OrderState = (typeof orderStates)[number];

/** The lead unit does the work and carries the message; a joint unit gives its part. */
export const orderRoles = ['lead', 'joint'] as const;
export type OrderRole = (typeof orderRoles)[number];

/** One order of the tree that a message is handed down by. */
export interface Order {
  id: number;
  /** The order by which the orderer itself has the work; null: the answerable office orders. */
  parentId: number | null;
  role: OrderRole;
  fromId: number;
  toId: number;
  state: OrderState;
  /** Ruled by a superior: it cannot be returned. */
  binding: boolean;
  /** Until then the unit may return it; afterwards only above can move it. */
  returnUntilAt: Date;
  dueAt: Date;
  /** Of a joint part: the lead lets the unit see the writer's phone and name. */
  revealGranted: boolean;
}

const open: readonly OrderState[] = ['offered', 'accepted', 'reported'];

/** Is somebody still at it? */
export function isOpen({ state }: Pick<Order, 'state'>): boolean {
  return open.includes(state);
}

/** The open lead orders from the answerable office down to the unit that does the work. */
export function leadLine(orders: readonly Order[]): Order[] {
  const leads = orders.filter((o) => o.role === 'lead' && isOpen(o));
  const line: Order[] = [];
  for (
    let next = leads.find((o) => o.parentId === null);
    next;
    next = leads.find((o) => o.parentId === line.at(-1)?.id)
  )
    line.push(next);
  return line;
}

/** Who leads (主办): the deepest unit that accepted the work; while there is none, the office that answers. */
export function leadOf(orders: readonly Order[], answerableId: number): number {
  return leadLine(orders).findLast((o) => o.state !== 'offered')?.toId ?? answerableId;
}

/** An order and everything ordered under it that is still open. */
export function openBranch(orders: readonly Order[], root: Order): Order[] {
  const below = orders.filter((o) => o.parentId === root.id && isOpen(o));
  return [root, ...below.flatMap((o) => openBranch(orders, o))];
}

/** Who stands over the orderer of this order in the tree, up to the answerable office. */
export function orderersOver(orders: readonly Order[], order: Order): number[] {
  const parent = orders.find((o) => o.id === order.parentId);
  return parent ? [parent.fromId, ...orderersOver(orders, parent)] : [];
}

/** The order by which this office orders on: null where it is the answerable office itself; undefined where it may not order. */
export function seatOf(
  orders: readonly Order[],
  officeId: number,
  answerableId: number,
): Order | null | undefined {
  if (officeId === answerableId) return null;
  return orders.find((o) => o.toId === officeId && o.state === 'accepted');
}
