-- The directory: who can be written to, who answers for them and who does the work; and the calendar of
-- working days. Operators keep it through the app, nothing is ever deleted: a row ends by valid_to (the
-- first day on which it no longer is) and names its successor.

create table topics (
  id smallint primary key,
  parent_id smallint references topics,
  name text not null,
  name_en text not null
);
create index topics_by_parent on topics (parent_id);

-- A region: province (1), city (2), county (3) by the 6 digits of GB/T 2260, town (4) and community (5)
-- by the statistical 9 and 12 digits. city_code is null for a province and for what a province runs
-- itself (a municipality's districts, province-run counties), and is a city's own code for the city.
create table regions (
  code text collate "C" primary key,
  name text not null,
  full_name text not null,
  level smallint not null check (level between 1 and 5),
  parent_code text collate "C" references regions,
  province_code text collate "C" not null references regions,
  city_code text collate "C" references regions,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  former_names text[] not null default '{}',
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  successor_code text collate "C" references regions,
  origin text not null,
  check ((level = 1) = (parent_code is null)),
  check (code ~ '^[0-9]+$' and length(code) = case level when 4 then 9 when 5 then 12 else 6 end),
  check (successor_code is null or (valid_to is not null and successor_code <> code))
);
create index regions_by_parent on regions (parent_code, code);
create index regions_by_name on regions (name collate "C");
create index regions_by_pinyin on regions (pinyin);
create index regions_by_initials on regions (initials);
create index regions_by_former_names on regions using gin (former_names) where former_names <> '{}';
create index regions_by_successor on regions (successor_code) where successor_code is not null;

-- An office or a unit: the platform's desks, the office that answers for a region's leaders (petition), a
-- ministry, and the units that do the work (department, town, community). above_id is the next one up the
-- chain, which ends at the supervision desk. fallback: what nobody below claims falls to this one.
create table offices (
  id bigint generated always as identity primary key,
  code text collate "C" unique,
  name text not null,
  kind text not null
    check (kind in ('platform', 'petition', 'ministry', 'department', 'town', 'community', 'government', 'temporary')),
  region_code text collate "C" references regions,
  topic_ids smallint[] not null default '{}',
  above_id bigint references offices check (above_id <> id),
  fallback boolean not null default false,
  term_until date,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  successor_id bigint references offices check (successor_id <> id),
  check (kind = 'temporary' or (kind in ('platform', 'ministry')) = (region_code is null)),
  check ((kind = 'temporary') = (term_until is not null)),
  check (successor_id is null or valid_to is not null)
);
create index offices_by_region on offices (region_code, kind);
create index offices_by_above on offices (above_id);
create unique index offices_one_fallback on offices (region_code) where fallback and valid_to is null;
create index offices_by_successor on offices (successor_id) where successor_id is not null;

-- A post (职务): it lasts while its holders change, and messages stay with it. rank orders the posts of a
-- region: 1 party secretary, 2 head of government, from 10 deputies; a successor has the same rank.
-- topic_ids: what a deputy is in charge of.
create table posts (
  id bigint generated always as identity primary key,
  region_code text collate "C" references regions,
  ministry text,
  title text not null,
  name text not null,
  rank smallint not null,
  office_id bigint not null references offices,
  receives boolean not null,
  kinds text[] not null default '{}'
    check (kinds <@ array['suggestion', 'consultation', 'complaint', 'help', 'thanks']),
  topic_ids smallint[] not null default '{}',
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  successor_id bigint references posts check (successor_id <> id),
  check ((region_code is null) <> (ministry is null)),
  check (successor_id is null or valid_to is not null),
  check (receives = (kinds <> '{}'))
);
create unique index posts_by_region on posts (region_code, rank) where valid_to is null;
create unique index posts_by_ministry on posts (ministry, rank) where valid_to is null;
create index posts_by_office on posts (office_id);
create index posts_by_successor on posts (successor_id) where successor_id is not null;

-- Who holds a post, from a day to the day on which it ends; no row, or no open row: vacant.
create table holders (
  id bigint generated always as identity primary key,
  post_id bigint not null references posts,
  name text,
  from_on date not null,
  to_on date check (to_on >= from_on)
);
create unique index holders_one_at_a_time on holders (post_id) where to_on is null;
create index holders_by_post on holders (post_id, from_on);

-- Years of the calendar: official (the State Council has published it) or provisional (computed).
create table calendar_years (
  year smallint primary key,
  provisional boolean not null,
  source text not null
);

-- Days with a name or a rule of their own: holidays, make-up working days, emergency changes. A day that
-- is not here follows the plain week.
create table calendar_days (
  day date primary key,
  working boolean not null,
  name text,
  source text not null,
  provisional boolean not null default false
);

-- Every change of the directory and the calendar: when, by whom, what.
create table directory_changes (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by text not null,
  what jsonb not null
);

grant select, insert, update on topics, regions, offices, posts, holders, calendar_years, calendar_days to huiyin_app;
grant select, insert on directory_changes to huiyin_app;
grant select on topics, regions, offices, posts, holders, calendar_years, calendar_days, directory_changes
  to huiyin_backup;
