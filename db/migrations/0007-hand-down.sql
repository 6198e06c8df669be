-- The hand-down chain: transfers between offices that answer, the tree of orders below them, conflicts of interest, and
-- the ends that no answer brings. Offices are named without foreign keys for the reason given in 0002; `verify` proves them.

create table transfers (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  from_id bigint not null,
  to_id bigint not null,
  staff_id bigint references staff,
  -- How it came about: handed on, by ruling, by fallback, around one complained of.
  way text not null check (way in ('sent', 'ruled', 'fallen', 'rerouted')),
  state text not null check (state in ('standing', 'returned', 'moved')),
  code text,
  at timestamptz not null,
  ended_at timestamptz
);
create index transfers_message on transfers (message_id);

create table assignments (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  parent_id bigint references assignments,
  role text not null check (role in ('lead', 'joint')),
  from_id bigint not null,
  to_id bigint not null check (to_id <> from_id),
  state text not null
    check (state in ('offered', 'accepted', 'reported', 'done', 'returned', 'cancelled', 'waived', 'ended')),
  binding boolean not null default false,
  rounds smallint not null default 1,
  ordered_by bigint references staff,
  code text,
  ordered_at timestamptz not null,
  -- Until then the unit may return it; afterwards only above can move it.
  return_until_at timestamptz not null,
  due_at timestamptz not null,
  accepted_at timestamptz,
  reported_at timestamptz,
  ended_at timestamptz,
  check ((ended_at is null) = (state in ('offered', 'accepted', 'reported')))
);
create index assignments_message on assignments (message_id);
create index assignments_receiver on assignments (to_id, due_at) where state in ('offered', 'accepted', 'reported');
create index assignments_orderer on assignments (from_id, due_at) where state in ('offered', 'accepted', 'reported');
create index assignments_done on assignments (from_id, to_id) where state = 'done';
-- One lead at a time under each orderer; never one unit twice at work on one message.
create unique index assignments_one_lead on assignments (message_id, coalesce(parent_id, 0))
  where role = 'lead' and state in ('offered', 'accepted', 'reported');
create unique index assignments_no_circle on assignments (message_id, to_id) where state in ('offered', 'accepted', 'reported');

-- The order that a clock belongs to; null: the message itself.
alter table clocks add column subject_id bigint;

create table conflicts (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  office_id bigint,
  post_id bigint references posts,
  staff_id bigint references staff,
  way text not null check (way in ('named', 'declared')),
  by_kind text not null check (by_kind in ('citizen', 'staff')),
  by_id bigint not null,
  at timestamptz not null,
  check (num_nonnulls(office_id, post_id, staff_id) = 1)
);
create index conflicts_message on conflicts (message_id);

create table endings (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  code text not null check (code in ('duplicate', 'outside-power', 'nobody-identified')),
  state text not null check (state in ('proposed', 'refused', 'ended')),
  proposed_by bigint not null references staff,
  proposed_at timestamptz not null,
  decided_by bigint references staff,
  decided_at timestamptz
);
create index endings_message on endings (message_id);
create unique index endings_one_open on endings (message_id) where state = 'proposed';

alter table messages add column merged_into_id bigint references messages;
create index messages_merged on messages (merged_into_id) where merged_into_id is not null;
-- The desk's own queue of what came back to it.
create index messages_returned on messages (answerable_id, due_at) where next_step = 'transfer';

-- Units that the final answer did not wait for, with the superior's leave.
alter table replies add column waived_units text[] not null default '{}';

grant select, insert, update on transfers, assignments, conflicts, endings to huiyin_app;
grant select on transfers, assignments, conflicts, endings to huiyin_private, huiyin_retention, huiyin_backup;
