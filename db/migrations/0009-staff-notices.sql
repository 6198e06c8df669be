-- What members of staff are told, who is on duty when, and the phone by which the one on duty is reached.

-- A notice at the desk of one member of staff. Told twice for one cause, it is there once.
create table staff_notices (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff,
  -- as a member of which office they were told
  office_id bigint,
  message_id bigint references messages,
  what text not null,
  cause text collate "C" not null,
  urgent boolean not null,
  at timestamptz not null,
  read_at timestamptz,
  unique (cause, staff_id)
);
create index staff_notices_staff on staff_notices (staff_id, at desc, id desc);
create index staff_notices_unread on staff_notices (staff_id) where read_at is null;

-- A delivery carries a notice to a citizen or to a member of staff.
alter table deliveries alter column notice_id drop not null;
alter table deliveries add column staff_notice_id bigint references staff_notices;
alter table deliveries add check ((notice_id is null) <> (staff_notice_id is null));
alter table deliveries add unique (staff_notice_id, channel);

-- Since when a phone is known for this member of staff; the number itself is behind the wall.
alter table staff add column phone_at timestamptz;

-- Who watches which queue of which office, from when to when. A shift is never changed: it is taken back and another made.
create table shifts (
  id bigint generated always as identity primary key,
  office_id bigint not null references offices,
  queue text not null check (queue in ('review', 'handling', 'supervision')),
  staff_id bigint not null references staff,
  from_at timestamptz not null,
  to_at timestamptz not null,
  made_by bigint not null references staff,
  made_at timestamptz not null,
  taken_back_by bigint references staff,
  taken_back_at timestamptz,
  check (from_at < to_at),
  check (to_at - from_at <= interval '48 hours'),
  check ((taken_back_by is null) = (taken_back_at is null))
);
create index shifts_office on shifts (office_id, from_at) where taken_back_at is null;
create index shifts_staff on shifts (staff_id, to_at) where taken_back_at is null;

create table private.staff_phones (
  staff_id bigint primary key references public.staff,
  key_id text not null,
  wrapped_key bytea not null,
  phone bytea not null
);
alter table private.staff_phones enable row level security;
alter table private.staff_phones force row level security;
create policy read_named on private.staff_phones for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and staff_id = any (string_to_array(nullif(current_setting('huiyin.staff', true), ''), ',')::bigint[]));
create policy door on private.staff_phones to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.staff_phones to huiyin_retention using (true);

-- Keeps the phone of a member of staff, or forgets it when none is given.
create function private.keep_staff_phone(p_staff bigint, p_key_id text, p_wrapped bytea, p_phone bytea, p_at timestamptz)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  delete from private.staff_phones where staff_id = p_staff;
  if p_phone is not null then
    insert into private.staff_phones (staff_id, key_id, wrapped_key, phone) values (p_staff, p_key_id, p_wrapped, p_phone);
  end if;
  update public.staff set phone_at = case when p_phone is null then null else p_at end where id = p_staff;
  return p_phone is not null;
end $$;
revoke all on function private.keep_staff_phone from public;
grant execute on function private.keep_staff_phone to huiyin_app;

grant select, insert, update on staff_notices, shifts to huiyin_app;
grant select on staff_notices, shifts to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on staff_notices to huiyin_retention;
grant select on private.staff_phones to huiyin_private, huiyin_backup;
grant select, delete on private.staff_phones to huiyin_retention;
