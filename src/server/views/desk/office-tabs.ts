import { type RawBuilder, sql } from 'kysely';
import type { OfficeTab } from '../../../domain/office-tabs.ts';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';

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
const draftWaits = sql`(m.handling = 'in-progress' and ${draftExists})`;
const atDesks = sql`m.publication in ('public', 'private', 'taken-down', 'withdrawn')`;
// Said twice, because the indexes of the desks are by due time, and what is closed has none.
const isOpen = sql`m.handling <> 'closed' and m.due_at is not null`;

/** What stands open on these desks as the tabs ask of it; the planner looks through it to the indexes of the messages. */
function open({ offices, fits }: Desk, now: Date) {
  const ordered = (further: RawBuilder<unknown>) =>
    sql`m.id = any (array(select a.message_id from assignments a where ${isOurs(offices)} and ${further}))`;
  const ordering = (further: RawBuilder<unknown>) =>
    sql`m.id = any (array(select a.message_id from assignments a where a.from_id = any (${hidden(offices)}) and a.state in ('offered', 'accepted', 'reported') and ${further}))`;
  return sql`select m.id, m.due_at, m.answerable_id, m.holder_id, m.handling, m.next_step,
      m.holder_id = any (${hidden(offices)}) as ours, ${draftWaits} as drafted,
      m.due_at < (select ${now}::timestamptz) and m.paused_until is null as late,
      ${ordered(sql`a.state = 'offered'`)} as offered, ${ordered(helping)} as helping,
      ${ordering(sql`a.state = 'reported' and a.role = 'joint'`)} as helped,
      m.answerable_id = any (${hidden(offices)}) or ${ordering(sql`true`)} as handed
    from messages m where ${atDesks} and ${isOpen} and ${fits}`;
}

/** Under which tabs something open stands, by what `open` says of it. */
const tabConditions: Record<Exclude<OfficeTab, 'answered'>, RawBuilder<unknown>> = {
  all: sql`true`,
  'to-accept': sql`(handling = 'waiting' and ours or offered)`,
  'to-work': sql`(next_step = 'work' and ours or helping)`,
  'to-judge': sql`(next_step = 'judge' and ours or helped)`,
  'to-rule': sql`(next_step = 'rule' and ours)`,
  'to-answer': sql`(handling = 'in-progress' and next_step not in ('accept-order', 'work', 'judge', 'rule') and not drafted)`,
  'to-approve': sql`drafted`,
  'handed-down': sql`(next_step in ('accept-order', 'work', 'judge', 'rule') and not ours and handed)`,
  'to-visit': sql`(handling = 'answered' and next_step = 'visit')`,
  'to-review': sql`next_step = 'review-above'`,
  late: sql`late`,
};
const isAnswered = sql`m.answered_at is not null and m.handling in ('answered', 'closed')`;

/** The page of a tab that was asked for: a query of the ids of its messages, found on the message alone. */
export function pageOf(desk: Desk, ask: Ask, now: Date) {
  const { offices, fits } = desk;
  const most = sql.lit(ask.limit + (ask.offset ?? 0));
  const page = sql`limit ${sql.lit(ask.limit)} ${ask.offset ? sql`offset ${sql.lit(ask.offset)} ${plannedAnew}` : sql``}`;
  // Years of answers are not sorted for a page: each office's latest are read, and what its units hold still.
  if (ask.tab === 'answered')
    return sql`select m.id from (
      select m.id, m.answered_at from unnest(${hidden(offices)}) o (id) cross join lateral (select m.id, m.answered_at from messages m
        where m.answerable_id = o.id and ${atDesks} and ${isAnswered} and ${fits} order by m.answered_at desc, m.id desc limit ${most}) m
      union select m.id, m.answered_at from messages m where m.holder_id = any (${hidden(offices)}) and ${isOpen} and ${atDesks} and ${isAnswered} and ${fits}) m
      order by m.answered_at desc, m.id desc ${page}`;
  return sql`select f.id from (${sql.join(readingsOf(desk, { tab: ask.tab, most }, now), sql` union all `)}) f
    group by f.id order by min(f.due), f.id ${page}`;
}

// What stands under a tab, in readings of which each has an index of its own: the first of each are among the first of all.
function readingsOf(
  desk: Desk,
  { tab, most }: { tab: Exclude<OfficeTab, 'answered'>; most: RawBuilder<unknown> },
  now: Date,
): RawBuilder<unknown>[] {
  const { offices, fits } = desk;
  const own = hidden(offices);
  const [all, condition] = [sql`(${open(desk, now)}) m`, tabConditions[tab]];
  const first = (which: RawBuilder<unknown>) =>
    sql`(select m.id, m.due_at as due from ${all} where ${which} order by m.due_at, m.id limit ${most})`;
  // From the orders to their messages, never from messages that may have one: the planner would take the two for equal.
  const byOrder = (further: RawBuilder<unknown>) =>
    sql`(select m.id, ${orderDue} as due from assignments a cross join lateral (select * from ${all} where m.id = a.message_id offset 0) m
      where ${isOurs(offices)} and ${further} order by 2, 1 limit ${most})`;
  const step = ownSteps[tab];
  // What one has to do oneself is found among what one holds, however much else the office answers for.
  if (step) {
    const held = sql`m.next_step = ${sql.lit(step)}`;
    const holding = sql`m.holder_id = any (${own}) and ${held}`;
    const heldByOrder = sql`(select m.id, a.due from ${all}
        cross join lateral (select ${orderDue} as due from ${ordersOf} a where ${isOurs(offices)} offset 0) a
      where ${holding} order by 2, 1 limit ${most})`;
    const beside = tab === 'to-work' ? [byOrder(helping)] : tab === 'to-judge' ? [first(helpedBy(own))] : [];
    return [first(holding), heldByOrder, ...beside];
  }
  const read = (whose: RawBuilder<unknown>) => first(sql`${whose} and ${condition}`);
  const answered = read(sql`m.answerable_id = any (${own})`);
  // What one holds oneself is not handed down.
  if (tab === 'handed-down') return [answered, byOrder(condition)];
  const held = sql`m.holder_id = any (${own}) and m.answerable_id <> all (${own})`;
  if (tab !== 'to-approve') return [answered, read(held), byOrder(condition)];
  const corrected = sql`(select m.id, m.due_at as due from messages m where ${isCorrected} and ${stands(offices)} and ${atDesks} and ${fits})`;
  return [answered, read(sql`${held} and ${heldForAnother}`), corrected];
}

/** Tabs of what these offices have to do themselves, by the step. */
const ownSteps: Partial<Record<OfficeTab, string>> = {
  'to-work': 'work',
  'to-judge': 'judge',
  'to-rule': 'rule',
};

// What orders bring here beside it: to help.
const helping = sql`a.state = 'accepted' and a.role = 'joint'`;

// Where a draft waits and its holder may be another than who answers: of its own, an office need not read all that it holds.
const heldForAnother = sql`m.next_step in ('accept-order', 'work', 'judge', 'rule', 'review-above')`;

// What joint units have reported to these offices.
function helpedBy(own: RawBuilder<unknown>) {
  return sql`m.id = any (array(select a.message_id from assignments a where a.from_id = any (${own}) and a.state = 'reported' and a.role = 'joint'))`;
}

/** In which order a tab stands: what is due first, by the promise or by the order that these offices have, joined as `ordered`. */
export function orderOf(tab: OfficeTab) {
  if (tab === 'answered') return sql`order by m.answered_at desc, m.id desc`;
  return tab === 'to-approve'
    ? sql`order by m.due_at, m.id`
    : sql`order by least(m.due_at, ordered.due), m.id`;
}

/** Until when an order waits for its unit: to be signed for, and then to be done. */
export const orderDue = sql`case a.state when 'offered' then least(a.return_until_at, a.due_at) else a.due_at end`;

/** All orders of the message `m`, few: were they narrowed here, the planner might look for them among all that stand open. */
export const ordersOf = sql`(select * from assignments where message_id = m.id offset 0)`;

/** An order `a` to one of these offices that nobody has ended. */
export function isOurs(offices: number[]) {
  return sql`a.to_id = any (${hidden(offices)}) and a.state in ('offered', 'accepted', 'reported')`;
}

/** Behind a subquery, the planner takes every office and every moment alike: one plan serves all, and planning took longer than reading. */
export function hidden(offices: number[]) {
  return sql`array(select unnest(${offices}::bigint[]))`;
}

// What an office answers for or holds itself.
function stands(offices: number[]) {
  return sql`(m.answerable_id = any (${hidden(offices)}) or m.holder_id = any (${hidden(offices)}))`;
}

/** Counts all tabs: what is open from the indexes of the desks; what was answered in all the years by its own. */
export async function countTabs(db: Db, desk: Desk, now: Date): Promise<OfficeCounts> {
  const { offices, fits } = desk;
  const own = hidden(offices);
  const counts = Object.entries(tabConditions).map(
    ([tab, condition]) => sql`count(*) filter (where ${condition})::integer as ${sql.ref(tab)}`,
  );
  const all = sql`(${open(desk, now)}) m`;
  // Three readings that share no message, each by an index of its own.
  const kept = sql`select handling, next_step, ours, drafted, late, offered, helping, helped, handed from ${all}`;
  const answered = sql`${atDesks} and ${fits} and ${isAnswered}`;
  const { rows } = await sql<OfficeCounts & { corrected: number }>`
    select ${sql.join(counts)},
      (select count(*) from messages m where ${isCorrected} and ${stands(offices)} and ${atDesks} and ${fits} and not ${draftWaits})::integer as corrected,
      (select count(*) from messages m where m.answerable_id = any (${own}) and ${answered})::integer
      + (select count(*) from messages m where m.holder_id = any (${own}) and m.answerable_id <> all (${own})
        and m.next_step in ('visit', 'close') and ${isOpen} and ${answered})::integer as answered
    from (${kept} where m.answerable_id = any (${own})
      union all ${kept} where m.holder_id = any (${own}) and m.answerable_id <> all (${own})
      union all ${kept} where m.id = any (array(select a.message_id from assignments a where ${isOurs(offices)}))
        and m.answerable_id <> all (${own}) and ours is not true
      -- Found once a row, not once a tab.
      offset 0) m`.execute(db);
  const { corrected, ...tabs } = rows[0] as OfficeCounts & { corrected: number };
  return { ...tabs, 'to-approve': tabs['to-approve'] + corrected };
}
