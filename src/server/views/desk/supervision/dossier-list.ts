import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type DossierResult, seatsOf } from '../../../../domain/supervising.ts';
import { sightOf } from '../../../../domain/visibility.ts';
import type { Db } from '../../../store/db.ts';
import { loadMessages, type MessageFacts } from '../../message-facts.ts';
import { titlesFor } from '../titles.ts';

/** The tabs of the dossiers: one's own office's that run, those of them that are late or closed, and those about one's own unit. */
export const dossierTabs = ['open', 'late', 'closed', 'on-us'] as const;
export type DossierTab = (typeof dossierTabs)[number];

/** A dossier in a list, with its message. */
export interface ListedDossier {
  number: number;
  message: MessageFacts & { title: string };
  office: string;
  unit: string;
  openedAt: Date;
  openedBy: string | null;
  dueAt: Date;
  closedAt: Date | null;
  result: DossierResult | null;
  /** The last thing written in it, and when. */
  last: { what: string; at: Date } | null;
}

/** The dossiers of somebody's offices, the earliest due first, with the counts of all tabs. */
export async function dossierList(
  db: Db,
  actor: Actor,
  ask: { tab: DossierTab; limit: number; offset: number },
  now: Date,
): Promise<{ items: ListedDossier[]; counts: Record<DossierTab, number> }> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const seats = seatsOf(actor);
  if (seats.length === 0) throw new Refusal('not-allowed');
  const [{ rows }, counts] = await Promise.all([
    sql<Row>`select d.number, d.message_id as "messageId", o.name as office, u.name as unit, d.opened_at as "openedAt", s.name as "openedBy",
        d.due_at as "dueAt", d.closed_at as "closedAt", d.result,
        (select json_build_object('what', e.what, 'at', e.at) from dossier_entries e where e.dossier_id = d.id order by e.at desc, e.id desc limit 1) as last
      from dossiers d join offices o on o.id = d.office_id join offices u on u.id = d.unit_id left join staff s on s.id = d.opened_by
      where ${condition(ask.tab, seats, now)} order by ${ask.tab === 'closed' ? sql`d.closed_at desc` : sql`d.due_at`}, d.id limit ${ask.limit} offset ${ask.offset}`.execute(
      db,
    ),
    countTabs(db, seats, now),
  ]);
  return { items: await withMessages(db, actor, rows), counts };
}

type Row = Omit<ListedDossier, 'message' | 'last'> & {
  messageId: number;
  last: { what: string; at: string } | null;
};

async function withMessages(db: Db, actor: Actor, rows: Row[]): Promise<ListedDossier[]> {
  const messages = await loadMessages(db, sql`m.id = any (${rows.map((r) => r.messageId)})`, sql``);
  const seen = messages.filter((m) => sightOf(actor, m.matter).page);
  const titles = await titlesFor(actor, seen);
  return rows.flatMap(({ messageId, last, ...row }) => {
    const message = seen.find((m) => m.id === messageId);
    if (!message) return [];
    return [
      {
        ...row,
        message: { ...message.facts, title: titles.get(messageId) ?? '' },
        last: last && { what: last.what, at: new Date(last.at) },
      },
    ];
  });
}

function condition(tab: DossierTab, seats: number[], now: Date): RawBuilder<unknown> {
  switch (tab) {
    case 'open':
      return sql`d.office_id = any (${seats}) and d.closed_at is null`;
    case 'late':
      return sql`d.office_id = any (${seats}) and d.closed_at is null and d.due_at <= ${now}`;
    case 'closed':
      return sql`d.office_id = any (${seats}) and d.closed_at is not null`;
    case 'on-us':
      return sql`d.unit_id = any (${seats}) and d.closed_at is null`;
  }
}

async function countTabs(db: Db, seats: number[], now: Date): Promise<Record<DossierTab, number>> {
  const each = dossierTabs.map(
    (tab) =>
      sql`(select count(*)::integer from dossiers d where ${condition(tab, seats, now)}) as ${sql.ref(tab)}`,
  );
  const { rows } = await sql<Record<DossierTab, number>>`select ${sql.join(each)}`.execute(db);
  return rows[0] as Record<DossierTab, number>;
}
