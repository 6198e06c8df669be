import { sql } from 'kysely';
import { type Actor } from '../../../domain/actor.ts';
import type { Kind, Urgency } from '../../../domain/message.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { readWords } from '../../store/people.ts';

/** One thing that waits for a reviewer: a message, a follow-up or the words of a rating. */
export interface QueuedForReview {
  what: 'message' | 'follow-up' | 'rating';
  /** The follow-up or rating; the message's own id is not shown. */
  id: number | null;
  code: string;
  title: string;
  kind: Kind;
  leader: string;
  urgency: Urgency;
  /** When it came in, and when it has to be reviewed. */
  at: Date;
  dueAt: Date | null;
  /** Sent again after mending. */
  mended: boolean;
  lockedBy: string | null;
  /** A verdict that takes effect in seconds. */
  pendingUntil: Date | null;
}

interface Row extends Omit<QueuedForReview, 'title'> {
  messageId: number;
  title: string | null;
}

/** What waits for review, by urgency and then by age. */
export async function reviewQueue(
  db: Db,
  actor: Actor,
  page: { limit: number; offset?: number },
  now: Date,
): Promise<{ items: QueuedForReview[]; total: number }> {
  if (!allows('read the review queue', relationsAtLarge(actor)))
    throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const { rows } = await sql<Row & { total: number }>`
    with waiting as (
      select 'message' as what, null::bigint as id, m.id as message_id, m.urgency, m.received_at as at, c.due_at
        from messages m left join clocks c on c.message_id = m.id and c.what = 'review' and c.stopped_at is null where m.publication = 'awaiting-review'
      union all select 'follow-up', f.id, f.message_id, m.urgency, f.at, f.at + interval '24 hours'
        from follow_ups f join messages m on m.id = f.message_id where f.state = 'awaiting-review'
      union all select 'rating', g.id, g.message_id, m.urgency, g.at, g.at + interval '24 hours'
        from ratings g join messages m on m.id = g.message_id where g.words_state = 'awaiting-review'),
    w as (select w.*, count(*) over ()::integer as total from waiting w ${order} limit ${page.limit} offset ${page.offset ?? 0})
    select w.what, w.id, w.message_id as "messageId", m.code, m.title, m.kind, p.name as leader, m.urgency, w.at, w.due_at as "dueAt",
      w.what = 'message' and m.history_seq > 1 and exists (select 1 from rejections x where x.message_id = m.id) as mended,
      s.name as "lockedBy", v.effective_at as "pendingUntil", w.total
    from w join messages m on m.id = w.message_id join posts p on p.id = m.post_id
    left join review_locks l on w.what = 'message' and l.message_id = m.id and l.until_at > ${now} left join staff s on s.id = l.staff_id
    left join verdicts v on w.what = 'message' and v.message_id = m.id ${order}`.execute(db);
  const reader = actor.kind === 'staff' ? `staff:${actor.staffId}` : actor.kind;
  const words = await readWords(
    reader,
    rows.filter((r) => r.title === null).map((r) => r.messageId),
    ['original', 'published'],
  );
  const titleOf = (row: Row) =>
    row.title ?? words.findLast((w) => w.messageId === row.messageId)?.content['title'] ?? '';
  return {
    items: rows.map((row) => queued(row, titleOf(row))),
    total: rows[0]?.total ?? 0,
  };
}

const order = sql`order by case w.urgency when 'emergency' then 0 when 'urgent' then 1 else 2 end, w.due_at, w.at, w.message_id`;

function queued(row: Row, title: string): QueuedForReview {
  const { what, id, code, kind, leader, urgency, at, dueAt, mended, lockedBy, pendingUntil } = row;
  return { what, id, code, title, kind, leader, urgency, at, dueAt, mended, lockedBy, pendingUntil };
}
