import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { readWords } from '../../store/people.ts';
import { liesAtDesk, returnsOf } from './returns-to-desk.ts';
import { cameBackAt, floodOfRow, type QueuedForReview } from './review-queue.ts';

/** The cuts through the review queue. */
export const reviewTabs = ['all', 'emergency', 'late', 'returned', 'mended', 'flood', 'words'] as const;
export type ReviewTab = (typeof reviewTabs)[number];

/** By urgency and due time with what came back on top, or as things came in. */
export const reviewOrders = ['due', 'come'] as const;
export type ReviewOrder = (typeof reviewOrders)[number];

/** What of the queue is asked for. */
export interface ReviewAsk {
  tab: ReviewTab;
  order: ReviewOrder;
  limit: number;
  offset: number;
}

/** The review queue as its desk shows it: one cut, one page, and how much stands in each cut. */
export interface ReviewDesk {
  items: QueuedForReview[];
  counts: Record<ReviewTab, number>;
}

type Row = Omit<QueuedForReview, 'title' | 'returned'> & { title: string | null; messageId: number };

/** What waits for a reviewer; verdicts that are about to take effect are no longer in it. */
export async function reviewDesk(db: Db, actor: Actor, ask: ReviewAsk, now: Date): Promise<ReviewDesk> {
  const reader = reviewerName(actor);
  const [found, counted] = await Promise.all([
    sql<Row>`${waiting(actor, now)} select w.what, w.id, w.message_id as "messageId", m.code, m.title, m.kind, p.name as leader, m.urgency, w.at,
        w.due_at as "dueAt", w.mended, s.name as "lockedBy", null::timestamptz as "pendingUntil", ${floodOfRow} as flood
      from waiting w join messages m on m.id = w.message_id join posts p on p.id = m.post_id
      left join review_locks l on w.what in ('message', 'returned') and l.message_id = m.id and l.until_at > ${now} left join staff s on s.id = l.staff_id
      where ${inTab(ask.tab, now)} order by ${ask.tab === 'flood' ? sql`${groupOfRow}, ` : sql``}${orderOf(ask.order)} limit ${ask.limit} offset ${ask.offset}`.execute(
      db,
    ),
    sql<ReviewDesk['counts']>`${waiting(actor, now)} select ${sql.join(
      reviewTabs.map((tab) => sql`count(*) filter (where ${inTab(tab, now)})::integer as ${sql.ref(tab)}`),
    )} from waiting w join messages m on m.id = w.message_id`.execute(db),
  ]);
  return {
    items: await withWords(db, found.rows, reader),
    counts: counted.rows[0] ?? { all: 0, emergency: 0, late: 0, returned: 0, mended: 0, flood: 0, words: 0 },
  };
}

/** How this reviewer is named at the database wall; refuses whoever does not review. */
export function reviewerName(actor: Actor): string {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('read the review queue', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return `staff:${actor.staffId}`;
}

// A held verdict that did not take effect within five seconds of its time comes back into the queue.
function waiting(actor: Actor, now: Date): RawBuilder<unknown> {
  return sql`with waiting as (
    select 'message' as what, null::bigint as id, m.id as message_id, m.received_at as at, c.due_at,
        exists (select from rejections x where x.message_id = m.id) as mended
      from messages m left join clocks c on c.message_id = m.id and c.what = 'review' and c.stopped_at is null
      where m.publication = 'awaiting-review' and not exists (
        select from verdicts v where v.message_id = m.id and v.effective_at > ${now}::timestamptz - interval '5 seconds')
    union all select 'returned', null, m.id, ${cameBackAt}, m.due_at, false from messages m where ${liesAtDesk(actor)}
    union all select 'follow-up', f.id, f.message_id, f.at, f.at + interval '24 hours', false from follow_ups f where f.state = 'awaiting-review'
    union all select 'rating', g.id, g.message_id, g.at, g.at + interval '24 hours', false from ratings g where g.words_state = 'awaiting-review')`;
}

const groupOfRow = sql`(select g.id from flood_members k join flood_groups g on g.id = k.group_id and g.flooded_at is not null
  where k.message_id = w.message_id and w.what = 'message')`;

function inTab(tab: ReviewTab, now: Date): RawBuilder<unknown> {
  switch (tab) {
    case 'all':
      return sql`true`;
    case 'emergency':
      return sql`m.urgency = 'emergency'`;
    case 'late':
      return sql`w.due_at < ${now}`;
    case 'returned':
      return sql`w.what = 'returned'`;
    case 'mended':
      return sql`w.mended`;
    case 'flood':
      return sql`${groupOfRow} is not null`;
    case 'words':
      return sql`w.what in ('follow-up', 'rating')`;
  }
}

function orderOf(order: ReviewOrder): RawBuilder<unknown> {
  if (order === 'come') return sql`w.at, w.message_id, w.id`;
  return sql`case when m.urgency = 'emergency' then 0 when w.what = 'returned' then 1 when m.urgency = 'urgent' then 2 else 3 end,
    w.what <> 'returned', w.due_at, w.at, w.message_id, w.id`;
}

async function withWords(db: Db, rows: Row[], reader: string): Promise<QueuedForReview[]> {
  const untitled = rows.filter((row) => row.title === null).map((row) => row.messageId);
  const back = rows.filter((row) => row.what === 'returned').map((row) => row.messageId);
  const [words, returns] = await Promise.all([
    readWords(reader, [...new Set(untitled)], ['original', 'published']),
    returnsOf(db, back, reader),
  ]);
  return rows.map(({ messageId, title, ...row }) => ({
    ...row,
    returned: row.what === 'returned' ? (returns.get(messageId) ?? null) : null,
    title: title ?? words.findLast((w) => w.messageId === messageId)?.content['title'] ?? '',
  }));
}
