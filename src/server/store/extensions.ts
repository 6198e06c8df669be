import { named, type Part } from './compose.ts';
import type { Tx } from './tx.ts';

/** A request for more time that waits to be decided. */
export interface OpenExtension {
  id: number;
  askedBy: number;
  askedOf: number;
  dueAt: Date;
  wantedAt: Date;
}

const open =
  named(`select id, asked_by as "askedBy", asked_of as "askedOf", due_at as "dueAt", wanted_at as "wantedAt"
  from extensions where message_id = $1 and state = 'asked'`);
const granted = named(
  `select count(*)::integer as n from extensions where message_id = $1 and state = 'granted' and asked_at >= $2::timestamptz`,
);

/** The request that waits on a message, if one does. */
export async function openExtension(tx: Tx, messageId: number): Promise<OpenExtension | undefined> {
  return (await tx.rows<OpenExtension>(open, [messageId]))[0];
}

/** How often the promise that began then was put off. */
export async function extensionsSince(tx: Tx, messageId: number, since: Date): Promise<number> {
  return (await tx.rows<{ n: number }>(granted, [messageId, since]))[0]?.n ?? 0;
}

/** A request as it is made. */
export interface NewExtension extends OpenExtension {
  messageId: number;
  officeId: number;
  askedAt: Date;
  /** The reason as everybody may read it once it is granted; null: for the author alone. */
  publicWords: string | null;
}

/** Writes down a request. */
export function insertExtension(e: NewExtension): Part {
  const values = [
    e.id,
    e.messageId,
    e.officeId,
    e.askedBy,
    e.askedOf,
    e.askedAt,
    e.dueAt,
    e.wantedAt,
    e.publicWords,
  ];
  return (bind) =>
    `insert into extensions (id, message_id, office_id, asked_by, asked_of, asked_at, due_at, wanted_at, public_words) values (${values.map(bind).join(', ')})`;
}

/** Writes down what became of a request, and stops its clock. */
export function decideExtension(
  id: number,
  by: { state: 'granted' | 'refused'; staffId: number; at: Date },
): Part {
  return (bind) =>
    `update extensions set state = ${bind(by.state)}, decided_by = ${bind(by.staffId)}, decided_at = ${bind(by.at)},
      public_words = case when ${bind(by.state)} = 'granted' then public_words end where id = ${bind(id)} and state = 'asked'`;
}

/** Stops the clock on which a request waits. */
export function stopRequestClock(messageId: number, at: Date): Part {
  return (bind) =>
    `update clocks set stopped_at = ${bind(at)}, next_at = null where message_id = ${bind(messageId)} and what = 'extension' and stopped_at is null`;
}

/** Asks the office above instead. */
export function askOf(id: number, officeId: number): Part {
  return (bind) => `update extensions set asked_of = ${bind(officeId)} where id = ${bind(id)}`;
}
