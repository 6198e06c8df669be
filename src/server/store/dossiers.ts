import { named, type Part } from './compose.ts';
import { insertClock } from './step-parts.ts';
import type { Tx } from './tx.ts';

/** An open dossier under its message's lock. */
export interface OpenDossier {
  id: number;
  number: number;
  officeId: number;
  office: string;
  unitId: number;
  dueAt: Date;
}

const open =
  named(`select d.id, d.number, d.office_id as "officeId", o.name as office, d.unit_id as "unitId", d.due_at as "dueAt"
  from dossiers d join offices o on o.id = d.office_id where d.message_id = $1 and d.closed_at is null`);

/** The open dossier of a message; undefined where there is none. */
export async function openDossierOf(tx: Tx, messageId: number): Promise<OpenDossier | undefined> {
  return (await tx.rows<OpenDossier>(open, [messageId]))[0];
}

/** A dossier that is to be opened. */
export interface NewDossier {
  id: number;
  messageId: number;
  officeId: number;
  unitId: number;
  openedBy: number | null;
  at: Date;
  dueAt: Date;
}

/** The rows of a new dossier: itself, its clock, and the end of the waiting for it. */
export function openingRows(d: NewDossier): Part[] {
  return [
    (bind) =>
      `insert into dossiers (id, message_id, office_id, unit_id, opened_by, opened_at, due_at) values (${[d.id, d.messageId, d.officeId, d.unitId, d.openedBy, d.at, d.dueAt].map(bind).join(', ')})`,
    stopClock(d.messageId, 'lateness', d.at),
    (bind) =>
      insertClock(bind, d.messageId, {
        what: 'dossier',
        startsAt: d.at,
        dueAt: d.dueAt,
        ownerId: d.officeId,
        promise: false,
      }),
  ];
}

/** Stops the message's clock of this name. */
export function stopClock(messageId: number, what: 'lateness' | 'dossier', at: Date): Part {
  return (bind) =>
    `update clocks set stopped_at = ${bind(at)}, next_at = null where message_id = ${bind(messageId)} and what = ${bind(what)} and stopped_at is null returning id`;
}

/** Starts the wait for the dossier of a late message, unless one is open or waited for. */
export function awaitDossier(wait: {
  messageId: number;
  startsAt: Date;
  dueAt: Date;
  ownerId: number;
}): Part {
  return (bind) =>
    insertClock(
      bind,
      wait.messageId,
      { what: 'lateness', startsAt: wait.startsAt, dueAt: wait.dueAt, ownerId: wait.ownerId, promise: false },
      `(select 1 where not exists (select from dossiers d where d.message_id = ${bind(wait.messageId)} and d.closed_at is null)
        and not exists (select from clocks c where c.message_id = ${bind(wait.messageId)} and c.what = 'lateness' and c.stopped_at is null)) as after`,
    );
}

/** A new due time: the dossier, and a new clock in place of the old one. They come first among the rows of their step: the third names the second. */
export function newDueRows(
  dossier: OpenDossier,
  to: { messageId: number; startsAt: Date; dueAt: Date },
): Part[] {
  return [
    (bind) => `update dossiers set due_at = ${bind(to.dueAt)} where id = ${bind(dossier.id)}`,
    stopClock(to.messageId, 'dossier', to.startsAt),
    (bind) =>
      insertClock(
        bind,
        to.messageId,
        {
          what: 'dossier',
          startsAt: to.startsAt,
          dueAt: to.dueAt,
          ownerId: dossier.officeId,
          promise: false,
        },
        '(select count(*) from row1) as after',
      ),
  ];
}

/** One entry of a dossier. */
export interface NewEntry {
  id: number;
  dossierId: number;
  what: 'progress' | 'reply' | 'late' | 'escalated' | 'closed';
  staffId: number | null;
  officeId: number;
  at: Date;
}

/** The row of an entry. */
export function entryRow(e: NewEntry): Part {
  return (bind) =>
    `insert into dossier_entries (id, dossier_id, what, staff_id, office_id, at) values (${[e.id, e.dossierId, e.what, e.staffId, e.officeId, e.at].map(bind).join(', ')})`;
}
