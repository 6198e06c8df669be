import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** The tabs of an office's desk. */
export const officeTabs = [
  'all',
  'to-accept',
  'to-answer',
  'to-approve',
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

function tabCondition(tab: OfficeTab, now: Date) {
  switch (tab) {
    case 'all':
      return isOpen;
    case 'to-accept':
      return sql`${isOpen} and m.handling = 'waiting'`;
    case 'to-answer':
      return sql`${isOpen} and m.handling = 'in-progress' and not ${draftExists}`;
    case 'to-approve':
      return sql`${isOpen} and ${draftWaits}`;
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
  const [order, most] = [orderOf(ask.tab), ask.limit + (ask.offset ?? 0)];
  const place = sql`${order} limit ${ask.limit} offset ${ask.offset ?? 0}`;
  const condition = tabCondition(ask.tab, now);
  if (ask.tab === 'to-approve')
    return sql`select m.id from (
      select m.id, m.due_at from messages m where ${at(desk)} and ${condition}
      union select m.id, m.due_at from messages m where ${at(desk)} and ${isCorrected}) m ${place}`;
  if (ask.tab !== 'answered')
    return sql`select m.id from messages m where ${at(desk)} and ${condition} ${place}`;
  // Years of answers are not sorted for a page: each office's latest are read, and what its units hold still.
  return sql`select m.id from (
      select m.id, m.answered_at from unnest(${offices}::bigint[]) o (id) cross join lateral (select m.id, m.answered_at from messages m
        where m.answerable_id = o.id and ${atDesks} and ${condition} and ${fits} ${order} limit ${most}) m
      union select m.id, m.answered_at from messages m where m.holder_id = any (${offices}) and ${isOpen} and ${atDesks} and ${condition} and ${fits}) m ${place}`;
}

/** In which order a tab stands. */
export function orderOf(tab: OfficeTab) {
  return tab === 'answered' ? sql`order by m.answered_at desc, m.id desc` : sql`order by m.due_at, m.id`;
}

function at({ offices, fits }: Desk) {
  return sql`(m.answerable_id = any (${offices}) or m.holder_id = any (${offices})) and ${atDesks} and ${fits}`;
}

/** Counts all tabs: what is open row by row, what was answered in all the years by its index alone. */
export async function countTabs(db: Db, desk: Desk, now: Date): Promise<OfficeCounts> {
  const { offices, fits } = desk;
  const open = officeTabs.filter((tab) => tab !== 'answered' && tab !== 'to-approve');
  const counts = open.map(
    (tab) => sql`count(*) filter (where ${tabCondition(tab, now)})::integer as ${sql.ref(tab)}`,
  );
  const answered = tabCondition('answered', now);
  const { rows } = await sql<OfficeCounts>`select ${sql.join(counts)},
      count(*) filter (where ${draftWaits})::integer
      + (select count(*) from messages m where ${at(desk)} and ${isCorrected} and not (${draftWaits}))::integer as "to-approve",
      (select count(*) from messages m where m.answerable_id = any (${offices}) and ${atDesks} and ${answered} and ${fits})::integer
      + (select count(*) from messages m where m.holder_id = any (${offices}) and m.answerable_id <> all (${offices}) and ${atDesks} and ${answered} and ${fits})::integer as answered
    from messages m where ${at(desk)} and ${isOpen}`.execute(db);
  return rows[0] as OfficeCounts;
}
