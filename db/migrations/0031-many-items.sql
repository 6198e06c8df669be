-- The desk of hundreds: who of an office is in charge of a message, and filters that somebody keeps by name.

create table charges (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  office_id bigint not null references offices,
  staff_id bigint not null references staff,
  put_by bigint not null references staff,
  at timestamptz not null,
  ended_at timestamptz
);
create unique index charges_one on charges (message_id, office_id) where ended_at is null;
create index charges_staff on charges (staff_id) where ended_at is null;

-- office_id: shared with the people of that office; null: one's own.
create table saved_filters (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff,
  office_id bigint references offices,
  name text not null,
  query text not null check (length(query) <= 500),
  at timestamptz not null,
  dropped_at timestamptz
);
create unique index saved_filters_name on saved_filters (staff_id, name) where dropped_at is null;
create index saved_filters_office on saved_filters (office_id) where dropped_at is null and office_id is not null;

grant select, insert, update on charges, saved_filters to huiyin_app;
grant select on charges, saved_filters to huiyin_private, huiyin_retention, huiyin_backup;
