-- Nights that nobody watches, each told once to those who keep the roster: the row is what makes it once.
create table roster_gaps (
  id bigint generated always as identity primary key,
  office_id bigint not null references offices,
  queue text not null check (queue in ('review', 'handling', 'supervision')),
  -- When the last watch before it ends; a roster that changes has another gap.
  from_at timestamptz not null,
  -- When the next watch begins; null: none is planned as far as was looked.
  to_at timestamptz,
  found_at timestamptz not null,
  unique (office_id, queue, from_at),
  check (to_at is null or from_at < to_at)
);
alter table staff_notices add column gap_id bigint references roster_gaps;

grant select, insert on roster_gaps to huiyin_app;
grant select on roster_gaps to huiyin_private, huiyin_retention, huiyin_backup;
