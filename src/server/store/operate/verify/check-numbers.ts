import { byQuery } from './check.ts';

// The rule of domain/measures.ts said again in SQL, so that a mistake in one shows against the other.
const recount = `
  select m.post_id, m.region_code, m.province_code, m.city_code, m.topic_id, m.kind,
    date_trunc('month', coalesce(m.published_at, m.transferred_at) at time zone 'Asia/Shanghai')::date as month, x.measure
  from messages m cross join lateral (
    select 'private' as measure where m.publication = 'private'
    union all select 'public' where m.publication = 'public'
    union all select 'public-waiting' where m.publication = 'public' and m.handling = 'waiting'
    union all select 'public-in-progress' where m.publication = 'public' and m.handling = 'in-progress'
    union all select 'public-answered' where m.publication = 'public' and m.handling in ('answered', 'closed') and m.answered_at is not null
    union all select 'public-ended' where m.publication = 'public' and m.handling in ('answered', 'closed') and m.answered_at is null
    union all select 'replied' where m.publication = 'public' and m.answered_at is not null
    union all select 'adopted' where m.publication = 'public' and m.handling in ('answered', 'closed') and m.answered_at is not null
      and exists (select from marks k where k.message_id = m.id and k.what = 'adopted' and k.state = 'in-force')) x
  union all select m.post_id, m.region_code, m.province_code, m.city_code, m.topic_id, m.kind, date_trunc('month', m.received_at at time zone 'Asia/Shanghai')::date, 'received'
  from messages m where m.source <> 'import'`;

const scoped = (rows: string, n: string) => `
  select s.scope, r.month, r.measure, sum(${n}) as n from (${rows}) r cross join lateral (
    select 'all' as scope
    union all select 'province:' || r.province_code where r.province_code is not null and r.measure <> 'private'
    union all select 'city:' || r.city_code where r.city_code is not null and r.measure <> 'private'
    union all select 'region:' || r.region_code where r.region_code is not null and r.measure <> 'private'
    union all select 'post:' || r.post_id where r.measure <> 'private'
    union all select 'topic:' || r.topic_id where r.measure <> 'private'
    union all select 'kind:' || r.kind where r.measure <> 'private') s group by 1, 2, 3`;

/** Counts kept as messages moved equal a recount of the messages. */
export const numbersCheck = byQuery(
  'counts equal a recount, by place, post, topic, kind and month',
  `select count(*) as n from (${scoped(recount, '1')}) x`,
  `
  with recounted as (${scoped(recount, '1')}),
  kept as (select scope, month, measure, sum(n) as n from (
    select scope, month, measure, n from rollups union all ${scoped('select * from deltas', 'r.n')}) k group by 1, 2, 3)
  select coalesce(k.scope, r.scope) || ' ' || coalesce(k.measure, r.measure) || ' ' || coalesce(k.month, r.month) || ': kept ' || coalesce(k.n, 0) || ', recounted ' || coalesce(r.n, 0) as breach
  from kept k full join recounted r on r.scope = k.scope and r.month = k.month and r.measure = k.measure where coalesce(k.n, 0) <> coalesce(r.n, 0)`,
);
