import type { Order, OrderRole, OrderState } from '../../../domain/hand-down/order.ts';
import type { ReturnCode } from '../../../domain/hand-down/return-codes.ts';
import type { Part } from '../compose.ts';
import { insertClock, type TurnClock } from '../step-parts.ts';

/** An order about to be given. */
export interface NewOrder {
  id: number;
  messageId: number;
  parentId: number | null;
  role: OrderRole;
  fromId: number;
  toId: number;
  /** Ruled: accepted by the ruling itself. */
  binding: boolean;
  by: number | null;
  now: Date;
  returnUntilAt: Date;
  dueAt: Date;
}

/** Gives the order and starts its clock: to accept it, or where a ruling gave it, to do it. */
export function giveParts(o: NewOrder): Part[] {
  const state: OrderState = o.binding ? 'accepted' : 'offered';
  const values = [o.id, o.messageId, o.parentId, o.role, o.fromId, o.toId, state, o.binding, o.by, o.now];
  const more = [o.returnUntilAt, o.dueAt, o.binding ? o.now : null];
  const clock: TurnClock = {
    what: o.binding ? 'work' : 'accept-order',
    startsAt: o.now,
    dueAt: o.binding ? o.dueAt : o.returnUntilAt,
    ownerId: o.toId,
    orderId: o.id,
  };
  return [
    (bind) =>
      `insert into assignments (id, message_id, parent_id, role, from_id, to_id, state, binding, ordered_by, ordered_at, return_until_at, due_at, accepted_at)
       values (${[...values, ...more].map(bind).join(', ')})`,
    (bind) => insertClock(bind, o.messageId, { ...clock, promise: false }),
  ];
}

/** What a move changes of an order beside its state. */
export interface Moved {
  state: OrderState;
  now: Date;
  code?: ReturnCode;
  dueAt?: Date;
  /** The clock that runs for it from now on. */
  clock?: Omit<TurnClock, 'orderId'>;
}

/** Moves an order on: its state, the end of its last clock and the start of the next. */
export function moveParts(messageId: number, { id }: Pick<Order, 'id'>, to: Moved): Part[] {
  const { clock } = to;
  return [
    (bind) =>
      `update assignments set state = ${bind(to.state)}, code = coalesce(${bind(to.code ?? null)}, code), due_at = coalesce(${bind(to.dueAt ?? null)}::timestamptz, due_at),
         rounds = rounds + case when state = 'reported' and ${bind(to.state)} = 'accepted' then 1 else 0 end,
         accepted_at = case when ${bind(to.state)} = 'accepted' then coalesce(accepted_at, ${bind(to.now)}::timestamptz) else accepted_at end,
         reported_at = case when ${bind(to.state)} = 'reported' then ${bind(to.now)}::timestamptz else reported_at end,
         ended_at = case when ${bind(to.state)} in ('offered', 'accepted', 'reported') then null else ${bind(to.now)}::timestamptz end
       where id = ${bind(id)}`,
    stopClocks(messageId, [id], to.now),
    ...(clock
      ? [((bind) => insertClock(bind, messageId, { ...clock, orderId: id, promise: false })) as Part]
      : []),
  ];
}

/** Lets a joint unit see the writer's phone and name, or no longer. */
export function revealPart({ id }: Pick<Order, 'id'>, grantedAt: Date | null): Part {
  return (bind) =>
    `update assignments set reveal_granted_at = ${bind(grantedAt)}::timestamptz where id = ${bind(id)}`;
}

/** Ends orders with everything under them. */
export function endParts(
  messageId: number,
  orders: readonly Pick<Order, 'id'>[],
  to: { state: 'cancelled' | 'ended'; now: Date },
): Part[] {
  const ids = orders.map((o) => o.id);
  if (ids.length === 0) return [];
  return [
    (bind) =>
      `update assignments set state = ${bind(to.state)}, ended_at = ${bind(to.now)} where id = any (${bind(ids)}::bigint[])`,
    stopClocks(messageId, ids, to.now),
  ];
}

function stopClocks(messageId: number, orderIds: readonly number[], now: Date): Part {
  return (bind) =>
    `update clocks set stopped_at = ${bind(now)}, next_at = null where message_id = ${bind(messageId)} and subject_id = any (${bind(orderIds)}::bigint[]) and not promise and stopped_at is null`;
}
