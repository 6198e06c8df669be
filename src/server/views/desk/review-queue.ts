import { sql } from 'kysely';
import { type Actor } from '../../../domain/actor.ts';
import { type Kind, type Urgency, urgencies } from '../../../domain/message.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';
import { readWords } from '../../store/people.ts';
import { keptCounts } from './kept-counts.ts';
import { liesAtDesk, type Returned, returnsOf } from './returns-to-desk.ts';

/** One thing that waits for a reviewer: a message, one that an office gave back, a follow-up or the words of a rating. */
export interface QueuedForReview {
  what: 'message' | 'returned' | 'follow-up' | 'rating';
  /** The follow-up or rating; the message's own id is not shown. */
  id: number | null;
  code: string;
  title: string;
  kind: Kind;
  leader: string;
  urgency: Urgency;
  /** When it came in or came back, and when it has to be reviewed; for what came back when the answer is due. */
  at: Date;
  dueAt: Date | null;
  /** Sent again after mending. */
  mended: boolean;
  /** By whom and why it came back. */
  returned: Returned | null;
  lockedBy: string | null;
  /** Nearly the same text came from so many accounts; null: it did not. */
  flood: Flood | null;
  /** A verdict that takes effect in seconds. */
  pendingUntil: Date | null;
}

/** How many near-equal messages, from how many accounts. */
export interface Flood {
  id: number;
  messages: number;
  accounts: number;
}

/** The flood of a message `w.message_id`; null: it is in none. */
export const floodOfRow = sql`(select json_build_object('id', g.id, 'messages', g.messages, 'accounts', g.accounts) from flood_members k
  join flood_groups g on g.id = k.group_id and g.flooded_at is not null where k.message_id = w.message_id and w.what = 'message')`;

interface Row extends Omit<QueuedForReview, 'title' | 'returned'> {
  messageId: number;
  title: string | null;
}

/** What waits for review, by urgency and then by age; what came back stands before all but emergencies, by due time. */
export async function reviewQueue(
  db: Db,
  actor: Actor,
  page: { limit: number; offset?: number },
  now: Date,
): Promise<{ items: QueuedForReview[]; total: number }> {
  if (!allows('read the review queue', relationsAtLarge(actor)))
    throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const [rows, waiting] = await Promise.all([
    pageOf(db, actor, page, now),
    keptCounts({ what: 'waiting', desks: ['review'] }, () => countWaiting(db), now),
  ]);
  const reader = actor.kind === 'staff' ? `staff:${actor.staffId}` : actor.kind;
  const [words, returns] = await Promise.all([
    readWords(
      reader,
      rows.filter((r) => r.title === null).map((r) => r.messageId),
      ['original', 'published'],
    ),
    returnsOf(
      db,
      rows.filter((r) => r.what === 'returned').map((r) => r.messageId),
      reader,
    ),
  ]);
  const titleOf = (row: Row) =>
    row.title ?? words.findLast((w) => w.messageId === row.messageId)?.content['title'] ?? '';
  return {
    items: rows.map((row) => queued(row, titleOf(row), returns.get(row.messageId))),
    total: rows[0] ? waiting + rows[0].returned : 0,
  };
}

// Beside the rows, how many came back that this reviewer may see.
async function pageOf(
  db: Db,
  actor: Actor,
  page: { limit: number; offset?: number },
  now: Date,
): Promise<(Row & { returned: number })[]> {
  const most = sql.lit(page.limit + (page.offset ?? 0));
  // Of each urgency no more is read than the page can show, from the index of what waits.
  const oldest = (urgency: Urgency) =>
    sql`(select 'message' as what, null::bigint as id, m.id as message_id, m.urgency, m.received_at as at, null::timestamptz as due_at from messages m
      where m.publication = 'awaiting-review' and m.urgency = ${sql.lit(urgency)} order by m.received_at, m.id limit ${most})`;
  const { rows } = await sql<Row & { returned: number }>`
    with waiting as (
      ${sql.join(urgencies.map(oldest), sql` union all `)}
      union all (select 'returned', null, m.id, m.urgency, ${cameBackAt}, m.due_at from messages m where ${liesAtDesk(actor)})
      union all (select 'follow-up', f.id, f.message_id, m.urgency, f.at, null
        from follow_ups f join messages m on m.id = f.message_id where f.state = 'awaiting-review')
      union all (select 'rating', g.id, g.message_id, m.urgency, g.at, null
        from ratings g join messages m on m.id = g.message_id where g.words_state = 'awaiting-review')),
    w as (select w.* from waiting w ${order} limit ${sql.lit(page.limit)} offset ${sql.lit(page.offset ?? 0)} ${page.offset ? plannedAnew : sql``})
    select w.what, w.id, w.message_id as "messageId", m.code, m.title, m.kind, p.name as leader, m.urgency, w.at,
      coalesce(c.due_at, w.due_at, w.at + interval '24 hours') as "dueAt",
      w.what = 'message' and m.history_seq > 1 and exists (select 1 from rejections x where x.message_id = m.id) as mended,
      s.name as "lockedBy", v.effective_at as "pendingUntil", ${floodOfRow} as flood,
      (select count(*) from messages m where ${liesAtDesk(actor)})::integer as returned
    from w join messages m on m.id = w.message_id join posts p on p.id = m.post_id
    left join clocks c on w.what = 'message' and c.message_id = m.id and c.what = 'review' and c.stopped_at is null
    left join review_locks l on w.what in ('message', 'returned') and l.message_id = m.id and l.until_at > ${now} left join staff s on s.id = l.staff_id
    left join verdicts v on w.what = 'message' and v.message_id = m.id ${order}`.execute(db);
  return rows;
}

/** How many of what comes from citizens wait for any reviewer. */
async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select ((select count(*) from messages where publication = 'awaiting-review')
    + (select count(*) from follow_ups where state = 'awaiting-review')
    + (select count(*) from ratings where words_state = 'awaiting-review'))::integer as n`.execute(db);
  return rows[0]?.n ?? 0;
}

/** When a message `m` was given back last. */
export const cameBackAt = sql`coalesce((select max(t.ended_at) from transfers t where t.message_id = m.id and t.state = 'returned'), m.received_at)`;

const order = sql`order by case when w.urgency = 'emergency' then 0 when w.what = 'returned' then 1 when w.urgency = 'urgent' then 2 else 3 end,
  w.what <> 'returned', w.due_at, w.at, w.message_id, w.id`;

function queued(row: Row, title: string, back: Returned | undefined): QueuedForReview {
  const { what, id, code, kind, leader, urgency, at, dueAt, mended, lockedBy, flood, pendingUntil } = row;
  const returned = row.what === 'returned' ? (back ?? null) : null;
  return {
    what,
    id,
    code,
    title,
    kind,
    leader,
    urgency,
    at,
    dueAt,
    mended,
    returned,
    lockedBy,
    flood,
    pendingUntil,
  };
}
