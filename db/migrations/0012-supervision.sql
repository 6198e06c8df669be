-- Supervision: urging, and the dossier that only its supervisor closes. Words lie in private.words ('urge', 'dossier').

-- One row each time that somebody is urged; office_id null: the clock did it.
create table urges (
  id bigint primary key,
  message_id bigint not null references messages,
  office_id bigint references offices,
  staff_id bigint references staff,
  at timestamptz not null,
  check ((office_id is null) = (staff_id is null))
);
create index urges_message on urges (message_id, at desc);

create sequence dossier_numbers as bigint;

-- A supervision file (督办): office_id owns it, unit_id is the office that is supervised; opened_by null: the clock.
create table dossiers (
  id bigint primary key,
  number bigint not null unique default nextval('dossier_numbers'),
  message_id bigint not null references messages,
  office_id bigint not null references offices,
  unit_id bigint not null references offices check (unit_id <> office_id),
  opened_by bigint references staff,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  closed_by bigint references staff,
  closed_at timestamptz,
  result text check (result in ('settled', 'answered', 'ended')),
  check ((closed_at is null) = (result is null)),
  check ((closed_at is null) = (closed_by is null))
);
create unique index dossiers_one_open on dossiers (message_id) where closed_at is null;
create index dossiers_message on dossiers (message_id);
create index dossiers_office_open on dossiers (office_id, due_at) where closed_at is null;
create index dossiers_office_closed on dossiers (office_id, closed_at desc) where closed_at is not null;
create index dossiers_unit on dossiers (unit_id, opened_at desc);

-- What was written in a dossier, one row each; its words are found by their own id, the demand by the dossier's.
create table dossier_entries (
  id bigint primary key,
  dossier_id bigint not null references dossiers,
  what text not null check (what in ('progress', 'reply', 'late', 'escalated', 'closed')),
  staff_id bigint references staff,
  office_id bigint not null references offices,
  at timestamptz not null
);
create index dossier_entries_dossier on dossier_entries (dossier_id, at);

-- A dossier has one clock, and a late message waits for one dossier.
create unique index clocks_one_dossier on clocks (message_id, what) where what in ('dossier', 'lateness') and stopped_at is null;

grant select, insert on urges, dossier_entries to huiyin_app;
grant select, insert, update on dossiers to huiyin_app;
grant usage on sequence dossier_numbers to huiyin_app;
grant select on urges, dossiers, dossier_entries to huiyin_private, huiyin_retention, huiyin_backup;
