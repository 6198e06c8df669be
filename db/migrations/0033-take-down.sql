-- Taking down and restoring: proposed by one reviewer and decided by another, or by a legal order with its document.

create table take_downs (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  what text not null check (what in ('take-down', 'restore')),
  way text not null check (way in ('review', 'order')),
  state text not null check (state in ('proposed', 'done', 'refused')),
  code text not null,
  proposed_by bigint not null references staff,
  proposed_at timestamptz not null,
  decided_by bigint references staff,
  decided_at timestamptz,
  -- Of a legal order: number, date and issuing authority of its document.
  document_number text,
  document_on date,
  document_issuer text,
  check ((way = 'order') = (document_number is not null and document_on is not null and document_issuer is not null)),
  check ((state = 'proposed') = (decided_by is null)),
  check (way = 'order' or state <> 'done' or decided_by <> proposed_by)
);
create index take_downs_message on take_downs (message_id, id);
create unique index take_downs_one_open on take_downs (message_id) where state = 'proposed';

grant select, insert, update on take_downs to huiyin_app;
grant select on take_downs to huiyin_private, huiyin_retention, huiyin_backup;
