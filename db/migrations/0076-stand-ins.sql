-- Who stands in for whom at an office, from when to when (代理). While it lasts the stand-in holds the duties of the one replaced.

create table stand_ins (
  id bigint generated always as identity primary key,
  office_id bigint not null references offices,
  absent_id bigint not null references staff,
  deputy_id bigint not null references staff,
  from_at timestamptz not null,
  to_at timestamptz not null,
  asked_by bigint not null references staff,
  asked_at timestamptz not null,
  -- asked: by the absent person, until the head or an operator agrees
  decided_by bigint references staff,
  decided_at timestamptz,
  ended_by bigint references staff,
  ended_at timestamptz,
  check (absent_id <> deputy_id),
  check (from_at < to_at),
  check ((decided_by is null) = (decided_at is null)),
  check ((ended_by is null) = (ended_at is null))
);
create index stand_ins_office on stand_ins (office_id, to_at);
create index stand_ins_absent on stand_ins (absent_id, to_at);

-- A duty held for somebody else. It ends with the period, and no later than the duty that it stands for.
alter table staff_roles
  add column stand_in_id bigint references stand_ins,
  add column for_staff_id bigint references staff,
  add column for_role_id bigint references staff_roles,
  add check ((stand_in_id is null) = (for_staff_id is null) and (for_staff_id is null) = (for_role_id is null)),
  add check (stand_in_id is null or to_at is not null);
create index staff_roles_for on staff_roles (for_role_id) where for_role_id is not null;
alter table staff_notices add column stand_in_id bigint references stand_ins;

grant select, insert, update on stand_ins to huiyin_app;
grant select on stand_ins to huiyin_private, huiyin_retention, huiyin_backup;
