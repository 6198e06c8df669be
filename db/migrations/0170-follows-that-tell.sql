-- Messages name the county at the lowest: who followed a town or community was never told anything, and follows its county from now on.
-- Whoever follows the county already does so once.
with recursive up (id, code, level, parent_code, valid_to) as (
  select f.id, r.code, r.level, r.parent_code, r.valid_to from follows f join regions r on f.what = 'region' and r.code = f.ref::text where r.level > 3
  union all select u.id, r.code, r.level, r.parent_code, r.valid_to from up u join regions r on r.code = u.parent_code where u.level > 3
), moving as (
  select f.id, f.citizen_id, f.made_at, u.code::bigint as county from up u join follows f on f.id = u.id where u.level <= 3
), dropped as (
  delete from follows f using moving m where f.id = m.id
), kept as (
  insert into follows (citizen_id, what, ref, made_at)
    select citizen_id, 'region', county, min(made_at) from moving group by citizen_id, county on conflict do nothing
)
insert into notices (citizen_id, what, cause, at, follow_what, follow_ref)
  select citizen_id, 'follow-moved', 'moved:f' || id, now(), 'region', county from moving on conflict (cause) do nothing;

-- The worker looks every ten minutes for follows of what was succeeded.
create index regions_succeeded on regions (code) where valid_to is not null and successor_code is not null;
create index posts_succeeded on posts (id) where valid_to is not null and successor_id is not null;
