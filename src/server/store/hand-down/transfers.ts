import type { ReturnCode } from '../../../domain/hand-down/return-codes.ts';
import { named } from '../compose.ts';
import type { HandDownTables } from '../schema/hand-down.ts';
import { isOneOfFew, type SetPart } from '../sets.ts';
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

interface HandOver {
  messageId: number;
  fromId: number;
  toId: number;
  staffId: number | null;
  way: Transfer['way'];
  now: Date;
}

/** Hands a message over; what stood before has moved on. */
export function transferParts(t: HandOver): SetPart[] {
  return [endStanding(t.messageId, { state: 'moved', now: t.now }), firstTransfer(t)];
}

/** Hands a message over that nobody had before. */
export function firstTransfer(t: HandOver): SetPart {
  return {
    name: 'handed',
    columns: '(message bigint, sender bigint, receiver bigint, staff bigint, way text, at timestamptz)',
    text: `insert into transfers (message_id, from_id, to_id, staff_id, way, state, at)
      select message, sender, receiver, staff, way, 'standing', at from each_handed`,
    rows: [
      { message: t.messageId, sender: t.fromId, receiver: t.toId, staff: t.staffId, way: t.way, at: t.now },
    ],
  };
}

/** Ends the hand-over that stands. */
export function endStanding(
  messageId: number,
  to: { state: 'moved' | 'returned'; code?: ReturnCode; now: Date },
): SetPart {
  return {
    name: 'moved_on',
    columns: '(message bigint, state text, code text, at timestamptz)',
    text: `update transfers t set state = e.state, code = e.code, ended_at = e.at from each_moved_on e where t.message_id = e.message and ${isOneOfFew('e.message')} and t.state = 'standing'`,
    rows: [{ message: messageId, state: to.state, code: to.code ?? null, at: to.now }],
  };
}
