-- What moves a promise: pauses, extensions, policies, changes of the calendar; and the fast track.

-- Until when the promise waits for the citizen; null: it runs. What a reader of `due_at` alone would call late is not.
alter table messages add column paused_until timestamptz;
alter table messages add column fast_track boolean not null default false;
alter table messages add check (paused_until is null or handling = 'in-progress');

-- A paused clock speaks next when it resumes. `idle_ms`: how long it stood still before, so that its warnings count used time.
alter table clocks add column paused_at timestamptz;
alter table clocks add column idle_ms bigint not null default 0 check (idle_ms >= 0);
alter table clocks add check ((paused_at is null) = (resumes_at is null));
create index clocks_running on clocks (what, id) where stopped_at is null;

-- Who asked the citizen for what (the words are private.words of kind 'asked'), until when, and how the waiting ended.
create table pauses (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  office_id bigint not null references offices,
  staff_id bigint not null references staff,
  at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('citizen','office','above','date','overtaken')),
  check ((ended_at is null) = (ended_by is null)),
  check (until_at > at)
);
create unique index pauses_open on pauses (message_id) where ended_at is null;
create index pauses_message on pauses (message_id, at);

-- A request for more time, of whom it is asked now, and what became of it; its words are private.words of kind 'extension'.
create table extensions (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  office_id bigint not null references offices,
  asked_by bigint not null references staff,
  asked_of bigint not null references offices,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  wanted_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked','granted','refused','overtaken')),
  decided_by bigint references staff,
  decided_at timestamptz,
  check (wanted_at > due_at),
  check ((state in ('granted','refused')) = (decided_by is not null)),
  check ((state = 'asked') = (decided_at is null))
);
create unique index extensions_open on extensions (message_id) where state = 'asked';
create index extensions_message on extensions (message_id, asked_at);
create index extensions_asked_of on extensions (asked_of, asked_at) where state = 'asked';

-- Lengths that differ from the defaults; a row is never changed, it ends. 'petition-law' is a flag of an office and has no length.
create table clock_policies (
  id bigint generated always as identity primary key,
  clock text not null,
  region_code text collate "C" references regions (code),
  office_id bigint references offices,
  campaign_id bigint,
  kind text check (kind in ('suggestion','consultation','complaint','help','thanks')),
  urgency text check (urgency in ('normal','urgent','emergency')),
  length integer check (length between 1 and 400),
  unit text check (unit in ('hours','working-days','days')),
  ground text not null,
  valid_from timestamptz not null,
  ended_at timestamptz,
  made_by bigint not null references staff,
  made_at timestamptz not null,
  ended_by bigint references staff,
  check ((length is null) = (unit is null)),
  check ((clock = 'petition-law') = (length is null)),
  check (clock <> 'petition-law' or (office_id is not null and region_code is null and kind is null and urgency is null and campaign_id is null)),
  check ((ended_at is null) = (ended_by is null))
);
create index clock_policies_in_force on clock_policies (clock) where ended_at is null;

-- A change of policies or of the calendar that running clocks follow: how far the worker has come with it, and what it moved.
create table clock_changes (
  id bigint generated always as identity primary key,
  cause text not null check (cause in ('policy','calendar')),
  policy_id bigint references clock_policies,
  clock text,
  days jsonb,
  by text not null,
  at timestamptz not null,
  after_id bigint not null default 0,
  looked_at integer not null default 0,
  moved integer not null default 0,
  finished_at timestamptz
);

grant select, insert, update on pauses, extensions, clock_policies, clock_changes to huiyin_app;
grant select on pauses, extensions, clock_policies, clock_changes to huiyin_private, huiyin_retention, huiyin_backup;
