import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { addDays, dayOf, startOf } from '../../../../domain/calendar.ts';
import type { Db } from '../../../store/db.ts';
import { openBelow, watchPost } from './watch-scope.ts';

/** How much lies with somebody: open, late among it, and what they did since Monday. */
export interface Load {
  id: number;
  name: string;
  open: number;
  late: number;
  thisWeek: number;
}

/** The load of the offices below, and of the people of one's own office. */
export interface Loads {
  office: string;
  /** The offices that answer for most, at most forty. */
  offices: Load[];
  more: number;
  /** For heads alone: open is what somebody is in charge of; this week counts the messages that they took a step with. */
  people: Load[] | null;
  since: Date;
}

const mostOffices = 40;

/** Who has how much, for the office from which this person watches. */
export async function loads(db: Db, actor: Actor, asked: number | undefined, now: Date): Promise<Loads> {
  const post = await watchPost(db, actor, asked);
  const since = mondayOf(now);
  const heads =
    actor.kind === 'staff' && actor.duties.some((d) => d.role === 'head' && d.officeId === post.id);
  const { rows } = await sql<Load & { all: number }>`with ${openBelow(post, {}, now)}, had as (
      select w.answerable_id as id, count(*)::integer as open, count(*) filter (where w.mark = 'late')::integer as late from open w group by 1
    ), answered as (
      select m.answerable_id as id, count(*)::integer as n from messages m where m.answered_at >= ${since} and m.answerable_id in (select id from had) group by 1
    )
    select h.id, o.name, h.open, h.late, coalesce(a.n, 0) as "thisWeek", count(*) over ()::integer as all
    from had h join offices o on o.id = h.id left join answered a on a.id = h.id order by h.late desc, h.open desc, h.id limit ${mostOffices}`.execute(
    db,
  );
  return {
    office: post.name,
    offices: rows.map(({ id, name, open, late, thisWeek }) => ({ id, name, open, late, thisWeek })),
    more: Math.max(0, (rows[0]?.all ?? 0) - rows.length),
    people: heads ? await peopleOf(db, post.id, since, now) : null,
    since,
  };
}

async function peopleOf(db: Db, officeId: number, since: Date, now: Date): Promise<Load[]> {
  const { rows } = await sql<Load>`
    with own as (select m.id, m.due_at, m.paused_until, m.handling from messages m
      where (m.answerable_id = ${officeId} or m.holder_id = ${officeId}) and m.publication in ('public', 'private', 'taken-down', 'withdrawn')
        and (m.handling <> 'closed' or m.closed_at >= ${since})),
    people as (select distinct s.id, s.name from staff s join staff_roles r on r.staff_id = s.id
      where s.left_at is null and r.office_id = ${officeId} and r.role in ('officer', 'approver', 'head') and (r.to_at is null or r.to_at > ${now}))
    select p.id, p.name, c.open, c.late, d.n as "thisWeek" from people p
    cross join lateral (select count(*)::integer as open, count(*) filter (where o.due_at <= ${now} and o.paused_until is null)::integer as late
      from charges c join own o on o.id = c.message_id and o.handling <> 'closed' where c.staff_id = p.id and c.office_id = ${officeId} and c.ended_at is null) c
    cross join lateral (select count(distinct h.message_id)::integer as n from history h join own o on o.id = h.message_id
      where h.actor_kind = 'staff' and h.actor_id = p.id and h.at >= ${since}) d
    order by c.late desc, c.open desc, p.name`.execute(db);
  return rows;
}

function mondayOf(now: Date): Date {
  const today = dayOf(now);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return startOf(addDays(today, -weekday));
}
