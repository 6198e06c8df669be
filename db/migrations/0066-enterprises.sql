-- Enterprises for which a citizen may write, certified by an operator. Who they are is the citizen's own affair until a message says so.

create table enterprises (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references citizens,
  name text not null,
  credit_code text collate "C" not null check (length(credit_code) = 18),
  -- Whether its messages carry its name in public.
  shown boolean not null,
  state text not null check (state in ('asked', 'certified', 'refused', 'ended')),
  asked_at timestamptz not null,
  decided_by bigint references staff,
  decided_at timestamptz,
  reason text,
  ended_at timestamptz,
  check ((decided_at is null) = (decided_by is null)),
  check (state <> 'refused' or reason is not null)
);
create index enterprises_citizen on enterprises (citizen_id, id);
create index enterprises_asked on enterprises (asked_at, id) where state = 'asked';
create index enterprises_certified on enterprises (decided_at, id) where state = 'certified';

alter table messages add column enterprise_id bigint references enterprises;

grant select, insert, update on enterprises to huiyin_app;
grant select on enterprises to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on enterprises to huiyin_retention;
