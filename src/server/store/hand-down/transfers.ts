import type { ReturnCode } from '../../../domain/hand-down/return-codes.ts';
import { named, type Part } from '../compose.ts';
import type { HandDownTables } from '../schema/hand-down.ts';
import type { Tx } from '../tx.ts';

/** One hand-over of a message from one office to another. */
export interface Transfer {
  fromId: number;
  toId: number;
  way: HandDownTables['transfers']['way'];
  state: HandDownTables['transfers']['state'];
}

const all = named(
  `select from_id as "fromId", to_id as "toId", way, state from transfers where message_id = $1 order by id`,
);

/** How a message came to where it is, first to last. */
export function transfersOf(tx: Tx, messageId: number): Promise<Transfer[]> {
  return tx.rows<Transfer>(all, [messageId]);
}

/** Hands a message over; what stood before has moved on. */
export function transferParts(t: {
  messageId: number;
  fromId: number;
  toId: number;
  staffId: number | null;
  way: Transfer['way'];
  now: Date;
}): Part[] {
  return [
    endStanding(t.messageId, { state: 'moved', now: t.now }),
    (bind) =>
      `insert into transfers (message_id, from_id, to_id, staff_id, way, state, at) values (${[t.messageId, t.fromId, t.toId, t.staffId, t.way, 'standing', t.now].map(bind).join(', ')})`,
  ];
}

/** Ends the hand-over that stands. */
export function endStanding(
  messageId: number,
  to: { state: 'moved' | 'returned'; code?: ReturnCode; now: Date },
): Part {
  return (bind) =>
    `update transfers set state = ${bind(to.state)}, code = ${bind(to.code ?? null)}, ended_at = ${bind(to.now)} where message_id = ${bind(messageId)} and state = 'standing'`;
}
