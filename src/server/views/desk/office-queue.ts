import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { OrderRole, OrderState } from '../../../domain/hand-down/order.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { readWords } from '../../store/people.ts';
import type { Db } from '../../store/db.ts';
import { inCharge } from './colleagues.ts';
import { filterCondition, type QueueFilter } from './queue-filter.ts';
import { loadMessages, type MessageFacts } from '../message-facts.ts';
import {
  type Ask,
  correctionExists,
  countTabs,
  draftExists,
  isOurs,
  type OfficeCounts,
  orderDue,
  orderOf,
  pageOf,
} from './office-tabs.ts';

/** A message that an office answers for, in its queue. */
export interface QueuedAtOffice extends MessageFacts {
  title: string;
  startsAt: Date | null;
  draftWaits: boolean;
  /** Who of the office is in charge of it. */
  inCharge: { id: number; name: string } | null;
  /** The order by which these offices have it; null: they answer for it themselves. */
  order: QueuedOrder | null;
}

/** An order as a queue shows it: from whom, and until when it is to be signed for, and then to be done. */
export interface QueuedOrder {
  id: number;
  role: OrderRole;
  state: OrderState;
  from: { id: number; name: string };
  startsAt: Date;
  dueAt: Date;
}

/** What these offices answer for, the earliest due first, with the counts of all tabs. */
export async function officeQueue(
  db: Db,
  actor: Actor,
  ask: Ask & { filter?: QueueFilter },
  now: Date,
): Promise<{ items: QueuedAtOffice[]; counts: OfficeCounts }> {
  const offices = officesOf(actor);
  const desk = { offices, fits: filterCondition(ask.filter ?? {}, actor, now) };
  // The page is found first, on the message alone: what is joined to it is joined to the page alone.
  const found = await loadMessages(
    db,
    sql`m.id = any (array(${pageOf(desk, ask, now)}))`,
    orderOf(desk, ask.tab),
  );
  const ids = found.map((m) => m.id);
  const [words, extras, charged, counts] = await Promise.all([
    readWords(
      `staff:${actor.kind === 'staff' ? actor.staffId : 0}`,
      found.filter((m) => !m.text).map((m) => m.id),
      ['original', 'published'],
    ),
    extrasOf(db, ids, offices),
    inCharge(db, ids, offices),
    countTabs(db, desk, now),
  ]);
  return {
    items: found.map((m) => ({
      ...m.facts,
      title: m.text?.title ?? words.findLast((w) => w.messageId === m.id)?.content['title'] ?? '',
      startsAt: extras.get(m.id)?.startsAt ?? null,
      draftWaits: extras.get(m.id)?.draftWaits ?? false,
      order: orderIn(extras.get(m.id)),
      inCharge: charged.get(m.id) ?? null,
    })),
    counts,
  };
}

/** The offices whose queue this member of staff works on; throws for others. */
export function officesOf(actor: Actor): number[] {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('read the office queue', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return [
    ...new Set(
      actor.duties.flatMap((d) =>
        ['officer', 'approver', 'head'].includes(d.role) && d.officeId !== null ? [d.officeId] : [],
      ),
    ),
  ];
}

type Extras = Pick<QueuedAtOffice, 'startsAt' | 'draftWaits'> &
  (OrderColumns | { [name in keyof OrderColumns]: null });
type OrderColumns = {
  orderId: number;
  role: OrderRole;
  orderState: OrderState;
  fromId: number;
  fromName: string;
  orderStartsAt: Date;
  orderDueAt: Date;
};

async function extrasOf(db: Db, ids: number[], offices: number[]): Promise<Map<number, Extras>> {
  const { rows } = await sql<Extras & { id: number }>`select m.id, c.starts_at as "startsAt",
      (${draftExists} or ${correctionExists}) as "draftWaits", a.*
    from messages m left join clocks c on c.message_id = m.id and c.promise and c.stopped_at is null
    left join lateral (select a.id as "orderId", a.role, a.state as "orderState", a.from_id as "fromId", f.name as "fromName",
        coalesce(a.accepted_at, a.ordered_at) as "orderStartsAt", ${orderDue} as "orderDueAt"
      from assignments a join offices f on f.id = a.from_id where a.message_id = m.id and ${isOurs(offices)}
      order by "orderDueAt", a.id limit 1) a on true where m.id = any (${ids})`.execute(db);
  return new Map(rows.map((r) => [r.id, r]));
}

function orderIn(found: Extras | undefined): QueuedOrder | null {
  if (!found || found.orderId === null) return null;
  const { orderId: id, role, orderState: state, fromId, fromName } = found;
  const [startsAt, dueAt] = [found.orderStartsAt, found.orderDueAt];
  return { id, role, state, from: { id: fromId, name: fromName }, startsAt, dueAt };
}
