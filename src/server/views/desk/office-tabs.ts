import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** The tabs of an office's desk. */
export const officeTabs = [
  'all',
  'to-accept',
  'to-work',
  'to-judge',
  'to-rule',
  'to-answer',
  'to-approve',
  'handed-down',
  'to-visit',
  'to-review',
  'late',
  'answered',
] as const;
export type OfficeTab = (typeof officeTabs)[number];

/** How many messages stand under each tab. */
export type OfficeCounts = Record<OfficeTab, number>;

/** Whose desk is read, and what was filtered on it. */
export interface Desk {
  offices: number[];
  fits: RawBuilder<unknown>;
}

/** Which page of which tab is asked for. */
export interface Ask {
  tab: OfficeTab;
  limit: number;
  offset?: number;
}

/** An answer's draft waits for whoever signs. */
export const draftExists = sql`exists (select 1 from replies a where a.message_id = m.id and a.state = 'draft' and a.corrects_id is null)`;
/** A correction of a published answer waits. */
export const correctionExists = sql`exists (select 1 from replies a where a.message_id = m.id and a.state = 'draft' and a.corrects_id is not null)`;
// The few corrections that wait, also of what is closed: found from themselves.
const isCorrected = sql`m.id in (select a.message_id from replies a where a.state = 'draft' and a.corrects_id is not null)`;
const draftWaits = sql`m.handling = 'in-progress' and ${draftExists}`;

const atDesks = sql`m.publication in ('public', 'private', 'taken-down', 'withdrawn')`;
// Said twice, because the indexes of the desks are by due time, and what is closed has none.
const isOpen = sql`m.handling <> 'closed' and m.due_at is not null`;
const isOut = sql`m.next_step in ('accept-order', 'work', 'judge', 'rule')`;

function tabCondition(tab: OfficeTab, { offices }: Desk, now: Date) {
  const ours = sql`m.holder_id = any (${offices})`;
  switch (tab) {
    case 'all':
      return isOpen;
    case 'to-accept':
      return sql`${isOpen} and ((m.handling = 'waiting' and ${ours}) or ${isOrdered(offices, sql`a.state = 'offered'`)})`;
    case 'to-work':
      return sql`${isOpen} and ((m.next_step = 'work' and ${ours}) or ${isOrdered(offices, sql`a.state = 'accepted' and a.role = 'joint'`)})`;
    case 'to-judge':
      return sql`${isOpen} and ((m.next_step = 'judge' and ${ours}) or ${hasOrdered(offices, sql`a.state = 'reported' and a.role = 'joint'`)})`;
    case 'to-rule':
      return sql`${isOpen} and m.next_step = 'rule' and ${ours}`;
    case 'to-answer':
      return sql`${isOpen} and m.handling = 'in-progress' and not ${isOut} and not ${draftExists}`;
    case 'to-approve':
      return sql`${isOpen} and ${draftWaits}`;
    case 'handed-down':
      return sql`${isOpen} and ${isOut} and not ${ours} and (m.answerable_id = any (${offices}) or ${hasOrdered(offices, sql`true`)})`;
    case 'to-visit':
      return sql`${isOpen} and m.handling = 'answered' and m.next_step = 'visit'`;
    case 'to-review':
      return sql`${isOpen} and m.next_step = 'review-above'`;
    case 'late':
      return sql`${isOpen} and m.due_at < ${now} and m.paused_until is null`;
    case 'answered':
      return sql`m.answered_at is not null and m.handling in ('answered', 'closed')`;
  }
}

/** The page of a tab that was asked for: a query of the ids of its messages, found on the message alone. */
export function pageOf(desk: Desk, ask: Ask, now: Date) {
  const { offices, fits } = desk;
  const most = ask.limit + (ask.offset ?? 0);
  const condition = sql`${atDesks} and ${fits} and ${tabCondition(ask.tab, desk, now)}`;
  const page = sql`limit ${ask.limit} offset ${ask.offset ?? 0}`;
  if (ask.tab === 'to-approve')
    return sql`select m.id from (
      select m.id, m.due_at from messages m where ${stands(offices)} and ${condition}
      union select m.id, m.due_at from messages m where ${stands(offices)} and ${atDesks} and ${fits} and ${isCorrected}) m
      order by m.due_at, m.id ${page}`;
  if (ask.tab !== 'answered')
    return sql`select f.id from (
      (select m.id, m.due_at as due from messages m where ${stands(offices)} and ${condition} order by m.due_at, m.id limit ${most})
      union all (select m.id, ${orderDue} from assignments a join messages m on m.id = a.message_id
        where ${isOurs(offices)} and ${condition} order by 2, 1 limit ${most})) f
      group by f.id order by min(f.due), f.id ${page}`;
  // Years of answers are not sorted for a page: each office's latest are read, and what its units hold still.
  return sql`select m.id from (
      select m.id, m.answered_at from unnest(${offices}::bigint[]) o (id) cross join lateral (select m.id, m.answered_at from messages m
        where m.answerable_id = o.id and ${condition} order by m.answered_at desc, m.id desc limit ${most}) m
      union select m.id, m.answered_at from messages m where m.holder_id = any (${offices}) and ${isOpen} and ${condition}) m
      order by m.answered_at desc, m.id desc ${page}`;
}

/** In which order a tab stands: what is due first, by the promise or by the order that these offices have. */
export function orderOf({ offices }: Desk, tab: OfficeTab) {
  if (tab === 'answered') return sql`order by m.answered_at desc, m.id desc`;
  const orders = sql`(select min(${orderDue}) from assignments a where a.message_id = m.id and ${isOurs(offices)})`;
  return tab === 'to-approve' ? sql`order by m.due_at, m.id` : sql`order by least(m.due_at, ${orders}), m.id`;
}

/** Until when an order waits for its unit: to be signed for, and then to be done. */
export const orderDue = sql`case a.state when 'offered' then least(a.return_until_at, a.due_at) else a.due_at end`;

/** An order `a` to one of these offices that nobody has ended. */
export function isOurs(offices: number[]) {
  return sql`a.to_id = any (${offices}) and a.state in ('offered', 'accepted', 'reported')`;
}

// What an office answers for or holds itself.
function stands(offices: number[]) {
  return sql`(m.answerable_id = any (${offices}) or m.holder_id = any (${offices}))`;
}

// Read once for the query, not once a row: the open orders of an office are few.
function isOrdered(offices: number[], further: RawBuilder<unknown>) {
  return sql`m.id = any (array(select a.message_id from assignments a where ${isOurs(offices)} and ${further}))`;
}

function hasOrdered(offices: number[], further: RawBuilder<unknown>) {
  return sql`m.id = any (array(select a.message_id from assignments a where a.from_id = any (${offices}) and a.state in ('offered', 'accepted', 'reported') and ${further}))`;
}

/** Counts all tabs: what is open row by row, what was answered in all the years by its index alone. */
export async function countTabs(db: Db, desk: Desk, now: Date): Promise<OfficeCounts> {
  const { offices, fits } = desk;
  const open = officeTabs.filter((tab) => tab !== 'answered' && tab !== 'to-approve');
  const counts = open.map(
    (tab) => sql`count(*) filter (where ${tabCondition(tab, desk, now)})::integer as ${sql.ref(tab)}`,
  );
  const answered = sql`${atDesks} and ${fits} and ${tabCondition('answered', desk, now)}`;
  const { rows } = await sql<OfficeCounts>`select ${sql.join(counts)},
      count(*) filter (where ${draftWaits} and ${stands(offices)})::integer
      + (select count(*) from messages m where ${stands(offices)} and ${atDesks} and ${fits} and ${isCorrected} and not (${draftWaits}))::integer as "to-approve",
      (select count(*) from messages m where m.answerable_id = any (${offices}) and ${answered})::integer
      + (select count(*) from messages m where m.holder_id = any (${offices}) and m.answerable_id <> all (${offices}) and ${answered})::integer as answered
    from messages m where (${stands(offices)} or ${isOrdered(offices, sql`true`)}) and ${atDesks} and ${fits} and ${isOpen}`.execute(
    db,
  );
  return rows[0] as OfficeCounts;
}
