-- Following: a citizen hears how a message goes on, and once a day what is new of a leader, a place or a topic.

create table follows (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references citizens,
  what text collate "C" not null check (what in ('message', 'leader', 'region', 'topic')),
  -- The message's, post's or topic's id, or the code of the region. No foreign key: see supports.
  ref bigint not null,
  made_at timestamptz not null,
  unique (citizen_id, what, ref)
);
create index follows_of on follows (what, ref, id);
create index follows_for_digests on follows (id) where what <> 'message';
grant select, insert, update, delete on follows to huiyin_app;
grant usage on sequence follows_id_seq to huiyin_app;
grant select on follows to huiyin_private, huiyin_backup;
grant select, delete on follows to huiyin_retention;

-- Why a notice came, where it came by following; of a digest, how much there was.
alter table notices
  add column follow_what text collate "C" check (follow_what in ('message', 'leader', 'region', 'topic')),
  add column follow_ref bigint,
  add column new_messages integer,
  add column new_answers integer,
  add check ((follow_what is null) = (follow_ref is null)),
  add check ((new_messages is null) = (new_answers is null));

-- Each day's digest covers what came since the one before, so that a worker that was off misses nothing.
create table digest_days (
  on_day date primary key,
  from_at timestamptz not null,
  to_at timestamptz not null,
  check (from_at < to_at)
);

-- What was new of each leader, place and topic that somebody follows; kept while it is being told.
create table digests (
  on_day date not null references digest_days,
  what text collate "C" not null,
  ref bigint not null,
  messages integer not null,
  answers integer not null,
  primary key (on_day, what, ref)
);
grant select, insert on digest_days to huiyin_app;
grant select, insert, delete on digests to huiyin_app;
grant select on digest_days, digests to huiyin_private, huiyin_retention, huiyin_backup;
