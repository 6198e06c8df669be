import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { dayOf, startOf } from '../../../../domain/calendar.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { loadMessages, type MessageFacts } from '../../message-facts.ts';
import { titlesFor } from '../titles.ts';
import { postsOf } from './instructable.ts';

/** Why a message is put before a leader. */
export type LeaderReason = 'emergency' | 'hot' | 'late' | 'unsettled' | 'new';

/** One message on the leader's page. */
export interface LeaderItem extends MessageFacts {
  title: string;
  reasons: LeaderReason[];
  /** How many on this topic came within seven days, where they are many. */
  alike: number;
  read: boolean;
  instructed: boolean;
}

/** What lies before the holder of a post today. */
export interface LeaderPage {
  post: { id: number; name: string; receives: boolean };
  /** Other posts that this person holds. */
  posts: { id: number; name: string }[];
  week: { received: number; answered: number; late: number; instructed: number };
  items: LeaderItem[];
}

const most = 60;
/** So many on one topic in seven days are a hot matter. */
const many = 3;

interface Marks {
  id: number;
  alike: number;
  read: boolean;
  instructed: boolean;
}

/** The messages of a post that its holder should see: what is pressing, hot, late, or new since yesterday; unread first. */
export async function leaderPage(
  db: Db,
  actor: Actor,
  postId: number | undefined,
  now: Date,
): Promise<LeaderPage> {
  const mine = postsOf(actor);
  const posts = await db
    .selectFrom('posts')
    .select(['id', 'name', 'receives'])
    .where('id', 'in', mine)
    .orderBy('rank')
    .orderBy('id')
    .execute();
  const post = postId === undefined ? posts[0] : posts.find((each) => each.id === postId);
  if (!post) throw new Refusal('not-found');
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  const [marks, week] = await Promise.all([
    marksOf(db, post.id, weekAgo, now),
    weekOf(db, post.id, weekAgo, now),
  ]);
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  const found = await loadMessages(
    db,
    sql`m.id = any (${marks.map((mark) => mark.id)}::bigint[])`,
    sql`order by m.transferred_at desc, m.id desc`,
  );
  const titles = await titlesFor(actor, found);
  const items = found.map((message) => {
    const mark = byId.get(message.id) as Marks;
    const reasons = reasonsOf(message.facts, mark, message.matter.transferredAt, now);
    return {
      ...message.facts,
      title: titles.get(message.id) ?? '',
      reasons,
      alike: mark.alike,
      read: mark.read,
      instructed: mark.instructed,
    };
  });
  return { post, posts: posts.map(({ id, name }) => ({ id, name })), week, items: items.toSorted(byWeight) };
}

async function marksOf(db: Db, postId: number, weekAgo: Date, now: Date): Promise<Marks[]> {
  const yesterday = startOf(dayOf(new Date(now.getTime() - 86_400_000)));
  const { rows } = await sql<Marks>`
    with hot as (
      select topic_id, count(*)::integer as n from messages where post_id = ${postId} and transferred_at > ${weekAgo} group by topic_id having count(*) >= ${many})
    select m.id, coalesce(h.n, 0) as alike, r.at is not null as read, exists (select from instructions i where i.message_id = m.id) as instructed
    from messages m left join hot h on h.topic_id = m.topic_id and m.transferred_at > ${weekAgo}
      left join leader_reads r on r.post_id = ${postId} and r.message_id = m.id
    where m.post_id = ${postId} and m.transferred_at is not null and m.handling <> 'closed' and m.publication in ('public', 'private', 'taken-down')
      and (m.transferred_at >= ${yesterday} or m.urgency = 'emergency' or m.voice = 'not-settled' or h.n is not null
        or (${isLate(now)} and m.handling in ('waiting', 'in-progress')))
    order by m.urgency = 'emergency' desc, (${isLate(now)}) desc, m.transferred_at desc limit ${most}`.execute(
    db,
  );
  return rows;
}

// A promise that waits for its writer is not late.
function isLate(now: Date) {
  return sql`m.due_at < ${now} and m.paused_until is null`;
}

async function weekOf(db: Db, postId: number, weekAgo: Date, now: Date): Promise<LeaderPage['week']> {
  const { rows } = await sql<LeaderPage['week']>`
    select count(*) filter (where m.transferred_at > ${weekAgo})::integer as received, count(*) filter (where m.answered_at > ${weekAgo})::integer as answered,
      count(*) filter (where m.handling in ('waiting', 'in-progress') and ${isLate(now)})::integer as late,
      (select count(*)::integer from addressees a join instructions i on i.id = a.instruction_id where i.post_id = ${postId} and a.ended_at is null) as instructed
    from messages m where m.post_id = ${postId} and m.transferred_at is not null and m.publication <> 'withdrawn'
      and (m.transferred_at > ${weekAgo} or m.answered_at > ${weekAgo} or m.handling in ('waiting', 'in-progress'))`.execute(
    db,
  );
  return rows[0] as LeaderPage['week'];
}

function reasonsOf(m: MessageFacts, mark: Marks, transferredAt: Date | null, now: Date): LeaderReason[] {
  const reasons: LeaderReason[] = [];
  const open = m.state.handling === 'waiting' || m.state.handling === 'in-progress';
  if (m.urgency === 'emergency') reasons.push('emergency');
  if (open && m.dueAt && m.dueAt < now && m.pausedUntil === null) reasons.push('late');
  if (mark.alike >= many) reasons.push('hot');
  if (m.state.voice === 'not-settled') reasons.push('unsettled');
  if (transferredAt && dayOf(transferredAt) === dayOf(now)) reasons.push('new');
  return reasons;
}

const weights: Record<LeaderReason, number> = { emergency: 8, late: 4, hot: 3, unsettled: 2, new: 1 };

function byWeight(a: LeaderItem, b: LeaderItem): number {
  const weight = ({ reasons, read }: LeaderItem) =>
    reasons.reduce((sum, reason) => sum + weights[reason], 0) - (read ? 100 : 0);
  return weight(b) - weight(a);
}
