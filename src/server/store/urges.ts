import type { Part } from './compose.ts';
import { named } from './compose.ts';
import type { Tx } from './tx.ts';

const last = named('select max(at) as at from urges where message_id = $1 and office_id = $2');

/** When this office last urged about a message; null before that. */
export async function lastUrgeBy(tx: Tx, messageId: number, officeId: number): Promise<Date | null> {
  return (await tx.rows<{ at: Date | null }>(last, [messageId, officeId]))[0]?.at ?? null;
}

/** The row of one urging; without an office and a person it was the clock's. */
export function urgeRow(u: {
  id: number;
  messageId: number;
  officeId: number | null;
  staffId: number | null;
  at: Date;
}): Part {
  return (bind) =>
    `insert into urges (id, message_id, office_id, staff_id, at) values (${[u.id, u.messageId, u.officeId, u.staffId, u.at].map(bind).join(', ')})`;
}
