-- What is kept how long, who ordered that it goes, and what went. The retention role deletes and reads no content.

-- How long an operator wants something kept; the newest row of a rule holds, where there is none the program's own days.
create table retention_settings (
  id bigint generated always as identity primary key,
  rule text collate "C" not null,
  -- Null: for good.
  days integer check (days > 0),
  staff_id bigint not null references staff,
  at timestamptz not null
);
create index retention_settings_rule on retention_settings (rule, id desc);

-- What would go by the schedule, counted by the worker: web processes have no right to look.
create table retention_surveys (
  id bigint generated always as identity primary key,
  found jsonb not null,
  at timestamptz not null
);

-- An order: by schedule (each rule with the moment before which things go), or for a person who asked.
create table deletion_orders (
  id bigint generated always as identity primary key,
  what text not null check (what in ('schedule', 'person')),
  rules jsonb not null default '{}',
  request_id bigint,
  state text not null check (state in ('ordered', 'confirmed', 'refused')),
  ordered_by bigint not null references staff,
  ordered_at timestamptz not null,
  decided_by bigint references staff,
  decided_at timestamptz,
  finished_at timestamptz,
  check ((what = 'person') = (request_id is not null)),
  check ((state = 'ordered') = (decided_by is null)),
  -- Two people: no form and no program gets round it.
  check (state <> 'confirmed' or decided_by <> ordered_by),
  check (finished_at is null or state = 'confirmed')
);
create index deletion_orders_open on deletion_orders (id) where finished_at is null and state <> 'refused';

-- What went, by which rule and whose order; no content, never changed.
create table tombstones (
  id bigint generated always as identity primary key,
  -- Null: by the timetable.
  order_id bigint references deletion_orders,
  rule text collate "C" not null,
  count integer not null check (count > 0),
  -- Where the things are known by a number that says nothing by itself.
  ids bigint[],
  oldest_at timestamptz,
  newest_at timestamptz,
  at timestamptz not null
);
create index tombstones_order on tombstones (order_id) where order_id is not null;

-- Messages whose key is destroyed: their private words can be read by nobody, history and numbers stand.
create table erasures (
  message_id bigint primary key references messages,
  order_id bigint not null references deletion_orders,
  at timestamptz not null
);

-- While a hold stands, nothing of the message (or of any message of the person) goes.
create table legal_holds (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  -- Every other message and the account of its author too.
  whole_person boolean not null,
  document_number text not null,
  document_on date not null,
  document_issuer text not null,
  placed_by bigint not null references staff,
  placed_at timestamptz not null,
  lifted_by bigint references staff,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create unique index legal_holds_one on legal_holds (message_id) where lifted_at is null;

create function is_held(p_message bigint, p_author bigint) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (select from legal_holds h where h.lifted_at is null and h.message_id = p_message)
    or exists (select from legal_holds h join messages m on m.id = h.message_id
      where h.lifted_at is null and h.whole_person and m.author_id = p_author)
$$;

grant select, insert on retention_settings to huiyin_app;
grant select on retention_surveys, tombstones, erasures to huiyin_app;
grant select, insert on deletion_orders, legal_holds to huiyin_app;
grant update (state, decided_by, decided_at) on deletion_orders to huiyin_app;
grant update (lifted_by, lifted_at) on legal_holds to huiyin_app;
grant select on retention_settings, retention_surveys, deletion_orders, tombstones, erasures, legal_holds to huiyin_private, huiyin_backup;

-- The retention role had been given every table to read. It needs to see ids and times, never a word or a key.
revoke select on all tables in schema public from huiyin_retention;
grant select on migrations to huiyin_retention;
revoke select on all tables in schema private from huiyin_retention;
revoke delete on private.staff_passwords, private.staff_totp, private.staff_recovery_codes, private.staff_phones from huiyin_retention;
grant select on retention_settings, deletion_orders, legal_holds, pictures to huiyin_retention;
grant select, insert on retention_surveys, tombstones, erasures to huiyin_retention;
grant update (finished_at) on deletion_orders to huiyin_retention;
grant select (id, code, author_id, author_label, publication, handling, closed_at, closed_reason, key_id) on messages to huiyin_retention;
grant update (author_label) on messages to huiyin_retention;
grant select (id, created_at) on citizens to huiyin_retention;
grant select (id, citizen_id, staff_id, made_at, expires_at, ended_at) on sessions to huiyin_retention;
grant select (token_hash, made_at, expires_at, used_at, revoked_at) on staff_tokens to huiyin_retention;
grant select (id, expires_at) on drafts to huiyin_retention;
grant select (id, citizen_id, message_id, at) on notices to huiyin_retention;
grant select (id, notice_id, staff_notice_id) on deliveries to huiyin_retention;
grant select (id, at) on staff_notices to huiyin_retention;
grant select (citizen_id, key, at) on idempotency_keys to huiyin_retention;
grant select (what, last_at) on entry_tries to huiyin_retention;
grant select (hash, expires_at) on entry_challenges to huiyin_retention;
grant select (message_id) on instruction_drafts to huiyin_retention;
grant delete on instruction_drafts to huiyin_retention;
grant select (id) on private.citizens to huiyin_retention;
grant select (message_id) on private.words to huiyin_retention;
grant select (id, made_at, citizen_id) on private.verifications to huiyin_retention;
grant select (id, message_id, at), delete on private.reveals to huiyin_retention;
grant select (id, at), delete on private.log_reads to huiyin_retention;
grant select (id, at) on private.hand_over_notes to huiyin_retention;
create policy forget on private.reveals for delete to huiyin_retention using (true);
create policy forget on private.log_reads for delete to huiyin_retention using (true);
