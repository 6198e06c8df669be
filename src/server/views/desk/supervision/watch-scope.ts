import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { endOf, dayOf } from '../../../../domain/calendar.ts';
import type { Kind, Urgency } from '../../../../domain/message.ts';
import { allows } from '../../../../domain/policy.ts';
import { relationsAtLarge } from '../../../../domain/relations.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { seatsOf } from '../../../../domain/supervising.ts';
import type { Db } from '../../../store/db.ts';

/** The marks of the wall; each open message has exactly one. */
export const marks = ['late', 'today', 'risk', 'rest'] as const;
export type Mark = (typeof marks)[number];

/** What the wall is cut down to. */
export interface WatchFilter {
  topic?: number | undefined;
  kind?: Kind | undefined;
  urgency?: Urgency | undefined;
}

/** The office from which somebody watches those below it. */
export interface WatchPost {
  id: number;
  name: string;
  /** 0 the country, 1 a province, 2 a city, 3 a county, 4 a town. */
  level: number;
  /** Nothing stands above it: everything is below. */
  top: boolean;
}

/** The offices from which this person may watch; supervisors' first. Refuses whoever sits at none. */
export async function watchPosts(db: Db, actor: Actor): Promise<WatchPost[]> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('watch those below', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const supervised = actor.duties.flatMap((d) => (d.role === 'supervisor' && d.officeId ? [d.officeId] : []));
  const seats = [...new Set([...supervised, ...seatsOf(actor)])];
  const { rows } = await sql<WatchPost>`
    select o.id, o.name, coalesce(r.level, 0)::integer as level, o.above_id is null as top
    from unnest(${seats}::bigint[]) with ordinality as s (id, n) join offices o on o.id = s.id left join regions r on r.code = o.region_code order by s.n`.execute(
    db,
  );
  if (rows.length === 0) throw new Refusal('not-allowed');
  return rows;
}

/** The one of them that was asked for, else the first. */
export async function watchPost(db: Db, actor: Actor, asked?: number): Promise<WatchPost> {
  const posts = await watchPosts(db, actor);
  const post = asked === undefined ? posts[0] : posts.find((each) => each.id === asked);
  if (!post) throw new Refusal('not-allowed');
  return post;
}

/**
 * The CTE `open`: every open message that an office below this one answers for, with its mark: late; due today; at risk,
 * when its clock gave the warning at four fifths; the rest. One message, one mark.
 */
export function openBelow(post: WatchPost, filter: WatchFilter, now: Date): RawBuilder<unknown> {
  return sql`recursive below (id) as (${below(post)}), open as materialized (
    select m.id, m.answerable_id, m.holder_id, m.due_at, c.stage, ${markOf(now)} as mark
    from messages m left join clocks c on c.message_id = m.id and c.promise and c.stopped_at is null
    where m.handling <> 'closed' and m.publication in ('public', 'private', 'taken-down', 'withdrawn')
      and ${isBelow(post)} and ${fits(filter)})`;
}

// Everything hangs under the platform's desk; walking down sixty thousand offices to learn that costs more than the rest.
function below({ id, top }: WatchPost): RawBuilder<unknown> {
  return top
    ? sql`select null::bigint`
    : sql`select o.id from offices o where o.above_id = ${id} union all select o.id from below b join offices o on o.above_id = b.id`;
}

/** That an office below this one answers for the message `m`; needs the CTE of openBelow. */
export function isBelow({ id, top }: WatchPost): RawBuilder<unknown> {
  return top ? sql`m.answerable_id <> ${id}` : sql`m.answerable_id in (select id from below)`;
}

// A clock that stands still is neither due today nor at risk.
function markOf(now: Date): RawBuilder<unknown> {
  return sql`case when c.resumes_at is not null then 'rest' when m.due_at <= ${now} then 'late' when m.due_at <= ${endOf(dayOf(now))} then 'today'
    when c.stage >= 2 then 'risk' else 'rest' end`;
}

function fits({ topic, kind, urgency }: WatchFilter): RawBuilder<unknown> {
  return sql.join(
    [
      sql`true`,
      ...(topic
        ? [sql`m.topic_id in (select t.id from topics t where t.id = ${topic} or t.parent_id = ${topic})`]
        : []),
      ...(kind ? [sql`m.kind = ${kind}`] : []),
      ...(urgency ? [sql`m.urgency = ${urgency}`] : []),
    ],
    sql` and `,
  );
}

/** The place of an office `o` with region `r` as this wall tells them apart: the level below its own; 'own' what is on its own level, 'ministry' what has no place. */
export function placeKey({ level }: WatchPost): RawBuilder<unknown> {
  const deeper =
    level === 0
      ? sql`r.province_code`
      : level === 1
        ? sql`coalesce(r.city_code, left(r.code, 6))`
        : level === 2
          ? sql`left(r.code, 6)`
          : sql`left(r.code, 9)`;
  return sql`case when r.code is null then 'ministry' when r.level <= ${level} then 'own' else ${deeper} end`;
}
