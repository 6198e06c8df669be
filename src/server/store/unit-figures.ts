import { sql } from 'kysely';
import type { BulletinScope } from '../../domain/bulletins.ts';
import type { UnitFigures } from '../../domain/circular/unit-figures.ts';
import type { Db } from './db.ts';

/** From which to which moment, and the limits that are counted in working days. */
export interface FiguresAsk {
  officeId: number;
  scopes: readonly BulletinScope[];
  from: Date;
  to: Date;
  /** For each day of the period until when what came on it had to be accepted. */
  acceptBy: readonly { day: string; due: Date }[];
  /** What was due before this is named in a circular. */
  namedBefore: Date;
  now: Date;
}

/** The units below an office, of these scopes, each by its own id. */
export function unitsBelow(officeId: number, scopes: readonly BulletinScope[]) {
  const places = sql`('petition', 'ministry', 'government', 'town', 'community')`;
  return sql`with recursive below(id, depth) as (
      select o.id, 1 from offices o where o.above_id = ${officeId} and o.valid_to is null
      union all select o.id, b.depth + 1 from below b join offices o on o.above_id = b.id and o.valid_to is null where b.depth < 9
    ), units as (
      select o.id, o.name, b.depth from below b join offices o on o.id = b.id where
        (${scopes.includes('places')} and b.depth = 1 and o.kind in ${places})
        or (${scopes.includes('all-places')} and o.kind in ${places})
        or (${scopes.includes('departments')} and b.depth = 1 and o.kind in ('department', 'temporary'))
    )`;
}

/**
 * The counts of each unit in the period, every message at the office that answers for it; a unit counts with everything
 * below it down to the next unit that is compared itself. Imported messages have no promise here and are left out.
 */
export async function unitFigures(db: Db, ask: FiguresAsk): Promise<UnitFigures[]> {
  const { rows } = await sql<UnitFigures>`${unitsBelow(ask.officeId, ask.scopes)},
    owned(unit, id, depth) as (
      select id, id, 0 from units
      union all select w.unit, o.id, w.depth + 1 from owned w join offices o on o.above_id = w.id
        where w.depth < 9 and not exists (select 1 from units u where u.id = o.id)
    ), limits as (select * from unnest(${ask.acceptBy.map((l) => l.day)}::date[], ${ask.acceptBy.map((l) => l.due)}::timestamptz[]) as l (day, due)
    ), came as (
      select w.unit, m.id, m.accepted_at, m.answered_at, m.first_due_at, m.reopened, m.voice, m.ministry, m.kind, l.due as accept_due,
        (select min(r.published_at) from replies r where r.message_id = m.id and r.type = 'final' and r.published_at is not null) as first_answer_at
      from owned w join (select m.*, p.ministry is not null as ministry from messages m join posts p on p.id = m.post_id) m on m.answerable_id = w.id
        and m.publication in ('public', 'private', 'taken-down', 'withdrawn') and m.source <> 'import'
        and m.transferred_at >= ${ask.from} and m.transferred_at < ${ask.to}
      left join limits l on l.day = (m.transferred_at at time zone 'Asia/Shanghai')::date
    ), counted as (
      select unit, count(*)::integer as received,
        count(*) filter (where takes_acceptance and (accepted_at is not null or accept_due <= ${ask.now}))::integer as accept_due,
        count(*) filter (where takes_acceptance and accepted_at <= accept_due)::integer as accepted_in_time,
        count(*) filter (where takes_acceptance and (first_answer_at is not null or first_due_at <= ${ask.now}))::integer as due,
        count(*) filter (where takes_acceptance and first_answer_at <= first_due_at)::integer as on_time,
        count(*) filter (where answered_at is not null)::integer as answered,
        count(*) filter (where reopened > 0)::integer as reopened,
        count(*) filter (where first_answer_at is not null and voice <> 'not-said')::integer as asked,
        count(*) filter (where first_answer_at is not null and voice = 'settled')::integer as settled
      from (select c.*, not c.ministry and c.kind <> 'thanks' as takes_acceptance from came c) c group by unit
    ), rated as (
      select c.unit, count(*)::integer as ratings, count(*) filter (where g.solved + g.attitude + g.speed > 9)::integer as satisfied
      from came c join ratings g on g.message_id = c.id group by c.unit
    ), late as (
      select w.unit, count(*)::integer as late_now, count(*) filter (where m.due_at < ${ask.namedBefore})::integer as late_named
      from owned w join messages m on m.answerable_id = w.id and m.publication in ('public', 'private', 'taken-down', 'withdrawn')
        and m.handling in ('waiting', 'in-progress') and m.due_at < ${ask.now} group by w.unit
    ), back as (
      select w.unit, count(*)::integer as returned from owned w join transfers t on t.to_id = w.id and t.state = 'returned'
        and t.ended_at >= ${ask.from} and t.ended_at < ${ask.to} group by w.unit
    )
    select u.id as "officeId", u.name, coalesce(c.received, 0) as received, coalesce(c.accept_due, 0) as "acceptDue", coalesce(c.accepted_in_time, 0) as "acceptedInTime",
      coalesce(c.due, 0) as due, coalesce(c.on_time, 0) as "onTime", coalesce(c.answered, 0) as answered, coalesce(l.late_now, 0) as "lateNow",
      coalesce(l.late_named, 0) as "lateNamed", coalesce(b.returned, 0) as returned, coalesce(c.reopened, 0) as reopened, coalesce(c.asked, 0) as asked,
      coalesce(c.settled, 0) as settled, coalesce(r.ratings, 0) as ratings, coalesce(r.satisfied, 0) as satisfied
    from units u left join counted c on c.unit = u.id left join rated r on r.unit = u.id left join late l on l.unit = u.id left join back b on b.unit = u.id
    order by u.name collate "C", u.id`.execute(db);
  return rows;
}
