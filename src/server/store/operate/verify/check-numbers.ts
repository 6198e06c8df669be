import { byQuery } from './check.ts';

// The rule of domain/measures.ts said again in SQL, so that a mistake in one shows against the other.
const answered = `m.publication = 'public' and f.at is not null`;
const open = `m.publication = 'public' and m.handling in ('waiting', 'in-progress')`;
const own = `m.source <> 'import'`;
const promised = `${own} and m.kind <> 'thanks' and p.ministry is null and m.first_due_at is not null`;
const dueDay = (at: string) => `((${at} - interval '1 millisecond') at time zone 'Asia/Shanghai')::date`;

/** Everything in which each message counts, by its lives, its replies and its ratings. */
const recount = `
  select m.post_id, m.region_code, m.province_code, m.city_code, m.topic_id, m.kind, m.source, m.answerable_id as office_id,
    coalesce(x.day, date_trunc('month', coalesce(m.published_at, m.transferred_at) at time zone 'Asia/Shanghai')::date) as month,
    x.measure, x.day is null as monthly, sum(x.n) as n
  from messages m join posts p on p.id = m.post_id
  left join lateral (select min(r.published_at) as at from replies r
    where r.message_id = m.id and r.type = 'final' and r.published_at is not null) f on true
  cross join lateral (
    select 'private' as measure, null::date as day, 1 as n where m.publication = 'private'
    union all select 'public', null, 1 where m.publication = 'public'
    union all select 'public-waiting', null, 1 where m.publication = 'public' and m.handling = 'waiting'
    union all select 'public-in-progress', null, 1 where m.publication = 'public' and m.handling = 'in-progress'
    union all select 'public-answered', null, 1 where m.publication = 'public' and m.handling in ('answered', 'closed') and m.answered_at is not null
    union all select 'public-ended', null, 1 where m.publication = 'public' and m.handling in ('answered', 'closed') and m.answered_at is null
    union all select 'replied', null, 1 where m.publication = 'public' and m.answered_at is not null
    union all select 'adopted', null, 1 where m.publication = 'public' and m.handling in ('answered', 'closed') and m.answered_at is not null
      and exists (select from marks k where k.message_id = m.id and k.what = 'adopted' and k.state = 'in-force')
    union all select 'heard', null, 1 where m.publication = 'public' and ${own} and m.contacted_at is not null and m.contact_due_at is not null
    union all select 'heard-in-time', null, 1 where m.publication = 'public' and ${own} and m.contacted_at <= m.contact_due_at
    union all select case when m.answer_days > 60 then 'days-61' when m.answer_days > 30 then 'days-31'
      else 'days-' || lpad(m.answer_days::text, 2, '0') end, null, 1 where ${answered} and ${own} and m.answer_days is not null
    union all select 'promised', null, 1 where ${answered} and ${promised}
    union all select 'on-time', null, 1 where ${answered} and ${promised} and f.at <= m.first_due_at
    union all select 'asked', null, 1 where ${answered} and m.voice <> 'not-said'
    union all select 'settled', null, 1 where ${answered} and m.voice = 'settled'
    union all select 'rated', null, count(*) from ratings g where m.publication = 'public' and g.message_id = m.id having count(*) > 0
    union all select 'satisfied', null, count(*) from ratings g where m.publication = 'public' and g.message_id = m.id
      and (g.solved + g.attitude + g.speed) / 3.0 > 3 having count(*) > 0
    union all select 'owed', ${dueDay('m.due_at')}, 1 where ${open} and m.due_at is not null and m.paused_until is null
    union all select 'unmet', ${dueDay('m.first_due_at')}, 1 where ${open} and ${promised} and f.at is null
    union all select 'unheard', ${dueDay('m.contact_due_at')}, 1 where ${open} and ${own} and m.contacted_at is null and m.contact_due_at is not null) x
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  union all select m.post_id, m.region_code, m.province_code, m.city_code, m.topic_id, m.kind, m.source, null,
    date_trunc('month', m.received_at at time zone 'Asia/Shanghai')::date, 'received', true, count(*)
  from messages m where ${own} group by 1, 2, 3, 4, 5, 6, 7, 9`;

const moved = `select d.post_id, d.region_code, d.province_code, d.city_code, d.topic_id, d.kind, d.source, d.office_id,
    coalesce(e.day, d.month) as month, e.measure, e.day is null as monthly, e.n
  from deltas d cross join lateral unnest(d.measures, d.days, d.ns) as e (measure, day, n)`;

const scoped = (rows: string) => `
  select s.scope, r.month, r.measure, r.monthly, sum(r.n) as n from (${rows}) r cross join lateral (
    select 'all' as scope
    union all select scope from (values ('province:' || r.province_code), ('city:' || r.city_code), ('region:' || r.region_code),
      ('post:' || r.post_id), ('topic:' || r.topic_id), ('kind:' || r.kind), ('source:' || r.source), ('office:' || r.office_id)) v (scope)
      where v.scope is not null and r.measure <> 'private') s group by 1, 2, 3, 4`;

const differing = (kept: string, recounted: string) => `
  select coalesce(k.scope, r.scope) || ' ' || coalesce(k.measure, r.measure) || ' ' || coalesce(k.month, r.month) || ': kept ' || coalesce(k.n, 0) || ', recounted ' || coalesce(r.n, 0) as breach
  from (${kept}) k full join (${recounted}) r on r.scope = k.scope and r.month = k.month and r.measure = k.measure where coalesce(k.n, 0) <> coalesce(r.n, 0)`;

const totals = (of: string) =>
  `select scope, 'all time' as month, measure, sum(n) as n from ${of} where monthly group by 1, 3`;

/** Counts kept as messages moved equal a recount of the messages, month by month, by due day, and over all time. */
export const numbersCheck = byQuery(
  'counts equal a recount, by place, post, topic, kind, source, office and month',
  'select (select count(*) from rollups) + (select count(*) from rollup_totals) + (select count(*) from deltas) as n',
  `
  with recounted as materialized (${scoped(recount)}), unfolded as materialized (${scoped(moved)}),
  kept as (select scope, month, measure, sum(n) as n from (
    select scope, month, measure, n from rollups union all select scope, month, measure, n from unfolded) k group by 1, 2, 3),
  kept_totals as (select scope, 'all time' as month, measure, sum(n) as n from (
    select t.scope, e.key as measure, e.value::bigint as n from rollup_totals t cross join lateral jsonb_each_text(t.counts) e union all select scope, measure, n from unfolded where monthly) k group by 1, 3)
  ${differing('select scope, month::text, measure, n from kept', 'select scope, month::text, measure, n from recounted')}
  union all ${differing('select * from kept_totals', totals('recounted'))}`,
);

/** What a message keeps for its numbers is what its replies and ratings say. */
export const countedFactsCheck = byQuery(
  'first answers and ratings kept with messages are those of their replies and ratings',
  'select count(*) as n from messages',
  `select m.code || ': first answer ' || coalesce(m.first_answered_at::text, 'none') || ', ratings ' || m.ratings || ', satisfied ' || m.satisfied as breach
  from messages m
  left join lateral (select min(r.published_at) as at from replies r where r.message_id = m.id and r.type = 'final' and r.published_at is not null) f on true
  left join lateral (select count(*) as n, count(*) filter (where g.solved + g.attitude + g.speed > 9) as good from ratings g where g.message_id = m.id) g on true
  where m.first_answered_at is distinct from f.at or m.ratings <> g.n or m.satisfied <> g.good`,
);
