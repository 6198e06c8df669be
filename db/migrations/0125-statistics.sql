-- The public numbers learn how long answers took, whether offices spoke and answered in time, and what citizens said of it;
-- by source and by answerable office too. Every number is recounted here from the messages: what was kept before lacks them.
-- At ten million messages this takes some minutes, in which nobody may write; the program is stopped while it migrates.
lock table messages, deltas, rollups in share row exclusive mode;

alter table messages
  add column first_answered_at timestamptz,
  -- Working days from publication to the first answer, as they were counted on that day: a later change of the calendar moves no answer.
  add column answer_days smallint,
  -- Until when the office had to speak to its citizen first.
  add column contact_due_at timestamptz,
  add column ratings smallint not null default 0,
  add column satisfied smallint not null default 0;

update messages m set first_answered_at = r.at
  from (select message_id, min(published_at) as at from replies where type = 'final' and published_at is not null group by 1) r
  where r.message_id = m.id;

with worked as materialized (
  select day, sum(working::integer) over (order by day) as upto from (
    select g::date as day, coalesce(c.working, extract(isodow from g) < 6) as working
    from generate_series('2000-01-01'::timestamp, (now() + interval '2 days')::timestamp, '1 day') g
    left join calendar_days c on c.day = g::date) d)
update messages m set answer_days = least(32000, greatest(0, l.upto - f.upto))
  from worked f, worked l
  where m.first_answered_at is not null and m.source <> 'import' and coalesce(m.published_at, m.transferred_at) is not null
    and f.day = (coalesce(m.published_at, m.transferred_at) at time zone 'Asia/Shanghai')::date
    and l.day = ((m.first_answered_at - interval '1 millisecond') at time zone 'Asia/Shanghai')::date;

update messages m set contact_due_at = c.due_at
  from (select distinct on (c.message_id) c.message_id, c.due_at from clocks c join messages m on m.id = c.message_id
    where c.what in ('accept', 'acknowledge', 'pass-on') and (m.contacted_at is null or c.starts_at <= m.contacted_at)
    order by c.message_id, c.starts_at desc, c.id desc) c
  where c.message_id = m.id and m.transferred_at is not null and m.source <> 'import';

update messages m set ratings = g.n, satisfied = g.good
  from (select message_id, count(*) as n, count(*) filter (where solved + attitude + speed > 9) as good from ratings group by 1) g
  where g.message_id = m.id;

-- A step leaves one row with everything that it moves; a due day stands for what is open, null for the month.
delete from deltas;
alter table deltas
  drop column measure, drop column n,
  add column source text not null,
  add column office_id bigint,
  add column measures text[] not null,
  add column days date[] not null,
  add column ns integer[] not null;

-- Over all time, so that a table of places reads no months.
create table rollup_totals (
  scope text collate "C" not null,
  measure text not null,
  n bigint not null,
  primary key (scope, measure)
);
grant select, insert, update on rollup_totals to huiyin_app;
grant select on rollup_totals to huiyin_private, huiyin_retention, huiyin_backup;

-- Past due days on which nothing is open go again.
grant delete on rollups to huiyin_app;
create index rollups_dues on rollups (month) where measure in ('owed', 'unmet', 'unheard');

-- Of today's due times only those that don't end at 24:00 are looked for message by message: emergencies, the fast track.
create index messages_owed_today on messages (due_at)
  where publication = 'public' and handling in ('waiting', 'in-progress') and (due_at at time zone 'Asia/Shanghai')::time <> '00:00';
create index messages_unmet_today on messages (first_due_at)
  where publication = 'public' and handling in ('waiting', 'in-progress') and (first_due_at at time zone 'Asia/Shanghai')::time <> '00:00'
    and first_answered_at is null;
create index messages_unheard_today on messages (contact_due_at)
  where publication = 'public' and handling in ('waiting', 'in-progress') and (contact_due_at at time zone 'Asia/Shanghai')::time <> '00:00'
    and contacted_at is null;

delete from rollups;
with counted as materialized (
  select m.post_id, m.region_code, m.province_code, m.city_code, m.topic_id, m.kind, m.source,
    case when x.measure <> 'received' then m.answerable_id end as office_id, x.measure, x.day is null as monthly,
    coalesce(x.day, date_trunc('month', (case when x.measure = 'received' then m.received_at else coalesce(m.published_at, m.transferred_at) end)
      at time zone 'Asia/Shanghai')::date) as month, sum(x.n) as n
  from (select m.*, m.publication = 'public' as shown, m.source <> 'import' as own,
      m.publication = 'public' and m.handling in ('waiting', 'in-progress') as open,
      m.source <> 'import' and m.kind <> 'thanks' and p.ministry is null and m.first_due_at is not null as promised
    from messages m join posts p on p.id = m.post_id) m
  cross join lateral (values
    ('received', null::date, m.own::integer),
    ('private', null, (m.publication = 'private')::integer),
    ('public', null, m.shown::integer),
    ('public-' || m.standing, null, m.shown::integer),
    ('replied', null, (m.shown and m.answered_at is not null)::integer),
    ('adopted', null, (m.shown and m.adopted and m.handling in ('answered', 'closed') and m.answered_at is not null)::integer),
    ('heard', null, (m.shown and m.own and m.contacted_at is not null and m.contact_due_at is not null)::integer),
    ('heard-in-time', null, (m.shown and m.own and m.contacted_at is not null and m.contacted_at <= m.contact_due_at)::integer),
    ('days-' || lpad((case when m.answer_days > 60 then 61 when m.answer_days > 30 then 31 else m.answer_days end)::text, 2, '0'), null,
      (m.shown and m.own and m.first_answered_at is not null and m.answer_days is not null)::integer),
    ('promised', null, (m.shown and m.promised and m.first_answered_at is not null)::integer),
    ('on-time', null, (m.shown and m.promised and m.first_answered_at is not null and m.first_answered_at <= m.first_due_at)::integer),
    ('asked', null, (m.shown and m.first_answered_at is not null and m.voice <> 'not-said')::integer),
    ('settled', null, (m.shown and m.first_answered_at is not null and m.voice = 'settled')::integer),
    ('rated', null, case when m.shown then m.ratings else 0 end),
    ('satisfied', null, case when m.shown then m.satisfied else 0 end),
    ('owed', ((m.due_at - interval '1 millisecond') at time zone 'Asia/Shanghai')::date,
      (m.open and m.due_at is not null and m.paused_until is null)::integer),
    ('unmet', ((m.first_due_at - interval '1 millisecond') at time zone 'Asia/Shanghai')::date,
      (m.open and m.promised and m.first_answered_at is null)::integer),
    ('unheard', ((m.contact_due_at - interval '1 millisecond') at time zone 'Asia/Shanghai')::date,
      (m.open and m.own and m.contacted_at is null and m.contact_due_at is not null)::integer)
  ) x (measure, day, n)
  where x.n > 0 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
), spread as (
  select s.scope, c.month, c.measure, c.monthly, sum(c.n) as n from counted c cross join lateral (values
    ('all'), ('province:' || c.province_code), ('city:' || c.city_code), ('region:' || c.region_code),
    ('post:' || c.post_id), ('topic:' || c.topic_id), ('kind:' || c.kind), ('source:' || c.source), ('office:' || c.office_id)) s (scope)
  where s.scope is not null and (c.measure <> 'private' or s.scope = 'all') group by 1, 2, 3, 4
), kept as (
  insert into rollups (scope, month, measure, n) select scope, month, measure, n from spread
)
insert into rollup_totals (scope, measure, n) select scope, measure, sum(n) from spread where monthly group by 1, 2;
