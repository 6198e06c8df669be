-- Hand-over notes of the roster, and what an office tells the units below it.

-- A note for whoever is on duty next. It may hold personal words, so it lies behind the wall under a key of its own.
create table private.hand_over_notes (
  id bigint generated always as identity primary key,
  office_id bigint not null references public.offices,
  queue text not null check (queue in ('review', 'handling', 'supervision')),
  staff_id bigint not null references public.staff,
  at timestamptz not null,
  key_id text not null,
  wrapped_key bytea not null,
  ciphertext bytea not null
);
create index hand_over_notes_office on private.hand_over_notes (office_id, at desc);
alter table private.hand_over_notes enable row level security;
alter table private.hand_over_notes force row level security;
create policy read_named on private.hand_over_notes for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and office_id = any (string_to_array(nullif(current_setting('huiyin.offices', true), ''), ',')::bigint[]));
create policy door on private.hand_over_notes to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.hand_over_notes to huiyin_retention using (true);

-- Leaves a note for whoever is on duty next.
create function private.leave_note(p_office bigint, p_queue text, p_staff bigint, p_at timestamptz, p_key_id text, p_wrapped bytea, p_ciphertext bytea)
returns bigint language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare made bigint;
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.hand_over_notes (office_id, queue, staff_id, at, key_id, wrapped_key, ciphertext)
  values (p_office, p_queue, p_staff, p_at, p_key_id, p_wrapped, p_ciphertext) returning id into made;
  return made;
end $$;
revoke all on function private.leave_note from public;
grant execute on function private.leave_note to huiyin_app;
grant select on private.hand_over_notes to huiyin_private, huiyin_backup;
grant select, delete on private.hand_over_notes to huiyin_retention;

-- Bulletins: a notice (通知) asks to be read, a circular (通报) compares the units and is published by a second person, a
-- special report (专报) goes to the command centre of the same level. Once published it is never changed.
create table bulletins (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('notice', 'circular', 'special-report')),
  office_id bigint not null references offices,
  -- year and number within it, given at publication
  number text collate "C",
  title text not null,
  body text not null,
  -- which of the units below it goes to, or compares
  scopes text[] not null check (scopes <@ array['places', 'all-places', 'departments']),
  -- of a circular: the numbers as they stood when they were drawn, with their period
  figures jsonb,
  period_from date,
  period_to date,
  -- of a special report: the command centre
  target_id bigint references offices,
  state text not null check (state in ('draft', 'published', 'dropped')),
  -- counts the edits, so that two who edit do not overwrite each other
  version integer not null default 1,
  drafted_by bigint not null references staff,
  drafted_at timestamptz not null,
  edited_by bigint not null references staff,
  edited_at timestamptz not null,
  decided_by bigint references staff,
  decided_at timestamptz,
  -- how many units it was published to
  units integer,
  -- working days after which a unit that has not read it is reminded
  remind_after smallint not null default 2 check (remind_after between 1 and 20),
  check ((state = 'draft') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check ((state = 'published') = (number is not null)),
  check ((state = 'published') = (units is not null)),
  check (kind <> 'circular' or state <> 'published' or (decided_by <> drafted_by and decided_by <> edited_by)),
  check ((kind = 'circular') = (period_from is not null and period_to is not null and figures is not null)),
  check ((kind = 'special-report') = (target_id is not null)),
  check (period_from <= period_to)
);
create index bulletins_office on bulletins (office_id, id desc);
create unique index bulletins_number on bulletins (office_id, kind, number) where number is not null;

-- To which units a bulletin goes, and whether and by whom it was read there: the receipt.
create table bulletin_receipts (
  bulletin_id bigint not null references bulletins,
  office_id bigint not null references offices,
  read_by bigint references staff,
  read_at timestamptz,
  reminded smallint not null default 0,
  reminded_at timestamptz,
  primary key (bulletin_id, office_id),
  check ((read_by is null) = (read_at is null)),
  check ((reminded = 0) = (reminded_at is null))
);
create index bulletin_receipts_office on bulletin_receipts (office_id, bulletin_id desc);
create index bulletin_receipts_unread on bulletin_receipts (bulletin_id) where read_at is null;

-- Which messages a special report is about, in its order.
create table bulletin_messages (
  bulletin_id bigint not null references bulletins,
  message_id bigint not null references messages,
  position smallint not null,
  primary key (bulletin_id, message_id)
);

-- A staff notice may be about a bulletin.
alter table staff_notices add column bulletin_id bigint references bulletins;

grant select, insert, update on bulletins, bulletin_receipts to huiyin_app;
grant select, insert, update, delete on bulletin_messages to huiyin_app;
grant select on bulletins, bulletin_receipts, bulletin_messages to huiyin_private, huiyin_retention, huiyin_backup;
