import { named, type Bind, type Part } from './compose.ts';
import type { Tx } from './tx.ts';

const counted = named(
  `select count(*)::integer as n from pauses where message_id = $1 and at >= $2::timestamptz`,
);

/** How often the promise that began then has waited for the citizen. */
export async function pausesSince(tx: Tx, messageId: number, since: Date): Promise<number> {
  return (await tx.rows<{ n: number }>(counted, [messageId, since]))[0]?.n ?? 0;
}

/** One asking of the citizen: who asked, and until when the promise waits. */
export interface NewPause {
  id: number;
  messageId: number;
  officeId: number;
  staffId: number;
  at: Date;
  untilAt: Date;
}

/** Writes down that the promise waits. */
export function insertPause(p: NewPause): Part {
  return (bind: Bind) =>
    `insert into pauses (id, message_id, office_id, staff_id, at, until_at) values (${[p.id, p.messageId, p.officeId, p.staffId, p.at, p.untilAt].map(bind).join(', ')})`;
}
