import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { OrderRole, OrderState } from '../../../domain/hand-down/order.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { readWords } from '../../store/people.ts';
import type { Db } from '../../store/db.ts';
import { cutsDown, filterCondition, type QueueFilter } from './queue-filter.ts';
import { keptCounts } from './kept-counts.ts';
import { loadRows, type MessageFacts } from '../message-facts.ts';
import {
  type Ask,
  correctionExists,
  countTabs,
  draftExists,
  hidden,
  isOurs,
  type OfficeCounts,
  orderDue,
  orderOf,
  ordersOf,
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

/** What these offices answer for or have by an order, the earliest due first, with the counts of all tabs. */
export async function officeQueue(
  db: Db,
  actor: Actor,
  ask: Ask & { filter?: QueueFilter },
  now: Date,
): Promise<{ items: QueuedAtOffice[]; counts: OfficeCounts }> {
  const offices = officesOf(actor);
  const cut = cutsDown(ask.filter ?? {});
  const desk = { offices, fits: filterCondition(ask.filter ?? {}, actor, now) };
  // The page that every desk begins with.
  const keeping =
    cut || ask.offset ? undefined : { key: `office queue ${ask.tab} ${ask.limit}`, given: [offices, now] };
  const count = () => countTabs(db, desk, now);
  const [found, counts] = await Promise.all([
    // The page is found first, on the message alone: what is joined to it is joined to the page alone.
    loadRows<More>(
      db,
      () => ({
        beside: orderBeside(offices),
        condition: sql`m.id = any (array(${pageOf(desk, ask, now)}))`,
        order: orderOf(ask.tab),
        more: moreOf(offices),
      }),
      keeping,
    ),
    cut ? count() : keptCounts({ what: 'tabs', desks: offices }, count, now),
  ]);
  const titles = await titlesOf(
    actor,
    found.filter((m) => m.title === null).map((m) => m.id),
  );
  const items = found.map(({ id, title, facts, more: { startsAt, draftWaits, inCharge, order } }) => ({
    ...facts,
    title: title ?? titles.get(id) ?? '',
    ...{ startsAt, draftWaits, inCharge },
    order: order && { ...order, startsAt: new Date(order.startsAt), dueAt: new Date(order.dueAt) },
  }));
  return { items, counts };
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

type More = Pick<QueuedAtOffice, 'startsAt' | 'draftWaits' | 'inCharge'> & {
  order: (Omit<QueuedOrder, 'startsAt' | 'dueAt'> & Record<'startsAt' | 'dueAt', string>) | null;
};

// What a row shows beside the facts, found for the rows of the page alone.
function moreOf(offices: number[]) {
  return sql`(select c.starts_at from clocks c where c.message_id = m.id and c.promise and c.stopped_at is null) as "startsAt",
    (${draftExists} or ${correctionExists}) as "draftWaits",
    (select jsonb_build_object('id', s.id, 'name', s.name) from charges c join staff s on s.id = c.staff_id
      where c.message_id = m.id and c.ended_at is null and c.office_id = any (${hidden(offices)}) limit 1) as "inCharge", ordered."order"`;
}

// The order that these offices have to do first of a message's: it is shown, and the page stands in the order of its due time.
function orderBeside(offices: number[]) {
  return sql`left join lateral (
    select jsonb_build_object('id', a.id, 'role', a.role, 'state', a.state, 'from', jsonb_build_object('id', f.id, 'name', f.name),
        'startsAt', coalesce(a.accepted_at, a.ordered_at), 'dueAt', ${orderDue}) as "order", ${orderDue} as due
      from ${ordersOf} a join offices f on f.id = a.from_id where ${isOurs(offices)}
      order by ${orderDue}, a.id limit 1) ordered on true`;
}

// What is not public has its title behind the wall.
async function titlesOf(actor: Actor, ids: number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0 || actor.kind !== 'staff') return new Map();
  const words = await readWords(`staff:${actor.staffId}`, ids, ['original', 'published']);
  return new Map(words.map((each) => [each.messageId, each.content['title'] ?? '']));
}
