import type { Conflicts } from '../../domain/conflict.ts';
import type { Order } from '../../domain/hand-down/order.ts';
import type { Matter } from '../../domain/matter.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { MessagesTable } from './schema/board.ts';
import type { Selectable } from 'kysely';
import { named } from './compose.ts';
import type { WrappedKey } from './envelope.ts';
import { type Tx, underLock } from './tx.ts';

/** A message under its row lock: what the step decides on, and what saving it needs. */
export interface Locked {
  matter: Matter;
  row: Decisive & StandingRow;
  /** With whom it is in review. */
  onTable: readonly OnTable[];
  /** Final answers published so far: the round that a rating belongs to. */
  answers: number;
  /** An id for a row that this step writes (reply, follow-up, rating). */
  spareId: number;
}

/** What the chain of offices above, the approvers and the reviewer of a message `m` are; used wherever relations are asked. */
export const standingColumns = `
  p.ministry is not null as ministry, p.name as leader,
  -- Where the office of the post is complained of, the level above answers.
  case when not exists (select from conflicts k where k.message_id = m.id and k.office_id = p.office_id) then p.office_id
    else (with recursive up(id, depth) as (
      select o.above_id, 1 from offices o where o.id = p.office_id
      union all select o.above_id, up.depth + 1 from up join offices o on o.id = up.id where up.id is not null and up.depth < 9
    ) select id from up where id is not null and not exists (select from conflicts k where k.message_id = m.id and k.office_id = up.id) order by depth limit 1)
  end as office_id,
  (select d.id from offices d where d.code = 'review-desk') as desk_id,
  array(with recursive up(id, depth) as (
    select o.above_id, 1 from offices o where o.id = m.answerable_id
    union all select o.above_id, up.depth + 1 from up join offices o on o.id = up.id where up.id is not null and up.depth < 9
  ) select id from up where id is not null order by depth) as above_ids,
  (select count(distinct r.staff_id)::integer from staff_roles r join staff s on s.id = r.staff_id and s.left_at is null
    where r.office_id = m.answerable_id and r.role in ('approver', 'head') and r.to_at is null
      and not exists (select from conflicts k where k.message_id = m.id and k.staff_id = r.staff_id)) as approvers,
  (select coalesce(json_agg(json_build_object('id', a.id, 'parentId', a.parent_id, 'role', a.role, 'fromId', a.from_id, 'toId', a.to_id, 'state', a.state, 'binding', a.binding, 'returnUntilAt', a.return_until_at, 'dueAt', a.due_at, 'revealGranted', a.reveal_granted_at is not null) order by a.id), '[]')
    from assignments a where a.message_id = m.id) as orders,
  (select json_build_object('officeIds', coalesce(json_agg(k.office_id) filter (where k.office_id is not null), '[]'),
      'postIds', coalesce(json_agg(k.post_id) filter (where k.post_id is not null), '[]'),
      'staffIds', coalesce(json_agg(k.staff_id) filter (where k.staff_id is not null), '[]')) from conflicts k where k.message_id = m.id) as conflicts,
  (select b.staff_id from publications b where b.message_id = m.id and b.act in ('published', 'kept-private') order by b.id desc limit 1) as reviewer_id`;

const decisive = [
  ...(['id', 'code', 'post_id', 'region_code', 'province_code', 'city_code', 'kind', 'topic_id'] as const),
  ...([
    'urgency',
    'wish',
    'source',
    'author_id',
    'author_label',
    'title',
    'body',
    'place',
    'picture_count',
  ] as const),
  ...(['publication', 'handling', 'voice', 'attention', 'answerable_id', 'holder_id', 'next_step'] as const),
  ...(['due_at', 'first_due_at', 'due_provisional', 'paused_until', 'received_at', 'published_at'] as const),
  ...([
    'transferred_at',
    'accepted_at',
    'contacted_at',
    'answered_at',
    'closed_at',
    'closed_reason',
  ] as const),
  ...([
    'reopened',
    'questions',
    'visit_tries',
    'visited',
    'fast_track',
    'adopted',
    'original_differs',
  ] as const),
  ...(['first_answered_at', 'answer_days', 'contact_due_at', 'ratings', 'satisfied'] as const),
  ...(['history_seq', 'history_hash', 'key_id', 'wrapped_key', 'merged_into_id'] as const),
] satisfies readonly (keyof MessagesTable)[];
type Decisive = Pick<Selectable<MessagesTable>, (typeof decisive)[number]>;

/** What a step asks of a message `m` and its post `p`. */
export const columns = `${decisive.map((column) => `m.${column}`).join(', ')}, nextval('spare_ids') as spare_id, ${standingColumns},
  (select count(*)::integer from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published') as answers,
  case when m.publication = 'awaiting-review' then (select json_agg(json_build_object('staffId', s.id, 'name', s.name, 'untilAt', t.until_at))
    from (select l.staff_id, l.until_at from review_locks l where l.message_id = m.id
      union all select v.staff_id, null from verdicts v where v.message_id = m.id) t join staff s on s.id = t.staff_id) end as on_table`;

const lock = named('select id from messages where code = $1 for update');
const standing = named(
  `select ${columns} from messages m join posts p on p.id = m.post_id where m.code = $1`,
);

/** Locks a further message in the same transaction; whoever locks two takes the smaller code first, so that they never wait for each other. */
export async function lockAnother(tx: Tx, code: string): Promise<Locked> {
  await tx.rows(lock, [code]);
  const [row] = await tx.rows<LockRow>(standing, [code]);
  if (!row) throw new Refusal('not-found');
  return lockedOf(row);
}

/** Locks a message by its public code and does the work in that transaction. */
export async function withMessage<T>(code: string, work: (tx: Tx, locked: Locked) => Promise<T>): Promise<T> {
  if (!isCode(code)) throw new Refusal('not-found');
  const values = [code];
  return underLock<LockRow, T>(
    { lock: { statement: lock, values }, ask: { statement: standing, values } },
    (tx, [row]) => {
      if (!row) throw new Refusal('not-found');
      return work(tx, lockedOf(row));
    },
  );
}

/** Can this be a message's public code? */
export function isCode(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** What a step works with, from what was asked. */
export function lockedOf(row: LockRow): Locked {
  return {
    matter: matterOf(row),
    row,
    spareId: row.spare_id,
    answers: row.answers,
    onTable: row.on_table ?? [],
  };
}

/** The joined row that standingColumns add to a message. */
export interface StandingRow {
  ministry: boolean;
  leader: string;
  /** The office that handles the messages of the post. */
  office_id: number;
  desk_id: number;
  above_ids: number[];
  approvers: number;
  orders: OrderAsJson[];
  conflicts: Conflicts;
  reviewer_id: number | null;
}
/** A reviewer on whose table a message lies, or whose verdict takes effect in seconds. */
export interface OnTable {
  staffId: number;
  name: string;
  /** Until when it lies there; null: a verdict is given. */
  untilAt: string | null;
}
type OrderAsJson = Omit<Order, 'returnUntilAt' | 'dueAt'> & { returnUntilAt: string; dueAt: string };
/** A message that was locked. */
export type LockRow = Decisive &
  StandingRow & { spare_id: number; answers: number; on_table: OnTable[] | null };

/** The domain's view of a row. */
export function matterOf(row: Decisive & StandingRow): Matter {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    urgency: row.urgency,
    wish: row.wish,
    ministry: row.ministry,
    publication: row.publication,
    handling: row.handling,
    voice: row.voice,
    attention: row.attention,
    authorId: row.author_id,
    postId: row.post_id,
    answerableId: row.answerable_id,
    holderId: row.holder_id,
    deskId: row.desk_id,
    // Who is complained of is passed over: the level above stands in.
    aboveIds: row.above_ids.map(Number).filter((id) => !row.conflicts.officeIds.includes(id)),
    orders: row.orders.map((o) => ({
      ...o,
      returnUntilAt: new Date(o.returnUntilAt),
      dueAt: new Date(o.dueAt),
    })),
    conflicts: row.conflicts,
    approvers: row.approvers,
    reviewerId: row.reviewer_id,
    nextStep: row.next_step,
    transferredAt: row.transferred_at ?? (row.source === 'import' ? row.received_at : null),
    closedReason: row.closed_reason,
    reopened: row.reopened,
    questions: row.questions,
    visitTries: row.visit_tries,
    receivedAt: row.received_at,
    answeredAt: row.answered_at,
    dueAt: row.due_at,
    firstDueAt: row.first_due_at,
    pausedUntil: row.paused_until,
    fastTrack: row.fast_track,
    adopted: row.adopted,
  };
}

/** The wrapped key of a locked message; a message that came without its author, or was erased, has none. */
export function keyOf({ row }: Locked): WrappedKey | undefined {
  return row.key_id && row.wrapped_key ? { keyId: row.key_id, wrapped: row.wrapped_key } : undefined;
}
