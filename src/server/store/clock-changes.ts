import { sql } from 'kysely';
import type { FollowingClock, FollowingFacts } from '../../domain/following.ts';
import type { Kind, Urgency } from '../../domain/message.ts';
import { named } from './compose.ts';
import { app, type Db } from './db.ts';
import { alone } from './tx.ts';

/** A day whose work changed, and what it was before. */
export interface ChangedDay {
  day: string;
  was: boolean;
}

/** A change that running clocks follow, and how far the worker has come with it. */
export interface ClockChange {
  id: number;
  cause: 'policy' | 'calendar';
  clock: string | null;
  days: readonly ChangedDay[];
  afterId: number;
  finished: boolean;
}

/** Writes down a change that running clocks follow, and leaves the job that goes through them, in the transaction of the change. */
export async function recordClockChange(
  tx: Db,
  change: {
    cause: 'policy' | 'calendar';
    policyId?: number;
    clock?: string;
    days?: readonly ChangedDay[];
    by: string;
    at: Date;
  },
): Promise<number> {
  const { cause, policyId = null, clock = null, days, by, at } = change;
  const { id } = await tx
    .insertInto('clock_changes')
    .values({
      cause,
      policy_id: policyId,
      clock,
      days: days ? JSON.stringify(days) : null,
      by,
      at,
      finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('outbox')
    .values({ task: 'follow-change', payload: JSON.stringify({ change: id }), run_at: at, job_key: null })
    .execute();
  return id;
}

/** One change by its number. */
export async function clockChange(id: number): Promise<ClockChange | undefined> {
  const row = await app().selectFrom('clock_changes').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      cause: row.cause,
      clock: row.clock,
      days: (row.days as unknown as ChangedDay[] | null) ?? [],
      afterId: row.after_id,
      finished: row.finished_at !== null,
    }
  );
}

/** A running clock with all that rules look at. */
export interface ClockToFollow extends FollowingClock {
  id: number;
  code: string;
  of: FollowingFacts;
}

interface Row extends Omit<FollowingClock, 'pauses' | 'paused' | 'given' | 'forecast'> {
  id: number;
  code: string;
  kind: Kind;
  urgency: Urgency;
  fastTrack: boolean;
  ministry: boolean;
  receivedAt: Date;
  officeId: number;
  regions: string[];
  pausedAt: Date | null;
  given: boolean;
  forecast: boolean;
  pauses: { at: string; endedAt: string }[];
}

// A date that somebody gave is kept: an extension, or the new beginning after an answer.
const columns = sql`c.id, m.code, c.what, c.promise, c.starts_at as "startsAt", c.due_at as "dueAt", c.paused_at as "pausedAt",
  m.kind, m.urgency, m.fast_track as "fastTrack", p.ministry is not null as ministry, m.received_at as "receivedAt",
  case when m.transferred_at is null then p.office_id else m.answerable_id end as "officeId",
  array_remove(array[m.region_code, m.city_code, m.province_code], null) as regions,
  c.promise and m.publication = 'awaiting-review' as forecast,
  c.promise and (c.what not in ('reply', 'pass-on', 'acknowledge', 'visit') or c.what <> 'visit' and m.answered_at is not null
    or exists (select from extensions e where e.message_id = m.id and e.state = 'granted' and e.asked_at >= c.starts_at)) as given,
  coalesce((select json_agg(json_build_object('at', q.at, 'endedAt', least(q.ended_at, q.until_at)) order by q.at)
    from pauses q where c.promise and q.message_id = m.id and q.at >= c.starts_at and q.ended_at is not null), '[]'::json) as pauses`;

/** The running clocks of this name (or all) after a number, in their order. */
export async function clocksToFollow(
  db: Db,
  of: { clock: string | null; afterId: number; most: number },
): Promise<ClockToFollow[]> {
  const { rows } = await sql<Row>`
    select ${columns} from clocks c join messages m on m.id = c.message_id join posts p on p.id = m.post_id
    where c.stopped_at is null and c.id > ${of.afterId} and (${of.clock}::text is null or c.what = ${of.clock})
    order by c.id limit ${of.most}`.execute(db);
  return rows.map((row) => {
    const { kind, urgency, fastTrack, ministry, receivedAt, officeId, regions } = row;
    return {
      ...row,
      paused: row.pausedAt !== null,
      pauses: row.pauses.map((p) => ({ at: new Date(p.at), endedAt: new Date(p.endedAt) })),
      of: { kind, urgency, fastTrack, ministry, receivedAt, officeId, regions },
    };
  });
}

const advance = named(
  `update clock_changes set after_id = $2, looked_at = looked_at + $3, moved = moved + $4, finished_at = $5 where id = $1`,
);

/** Notes how far the worker has come; with a time: that it is through. */
export async function advanceChange(
  id: number,
  by: { afterId: number; looked: number; moved: number; finishedAt: Date | null },
): Promise<void> {
  await alone.rows(advance, [id, by.afterId, by.looked, by.moved, by.finishedAt]);
}

const settle = named(`update messages set due_provisional = false
  where id = any (select message_id from clocks where id = any ($1::bigint[]) and promise) and due_provisional returning id`);

/** Due dates that no longer rest on a year without announced holidays. */
export async function settleDues(clockIds: readonly number[]): Promise<void> {
  if (clockIds.length > 0) await alone.rows(settle, [clockIds]);
}
