-- How staff enter: a name to sign in with, a password, a second factor, and sessions that know how they began.

alter table staff add column login text;
update staff set login = 'staff' || id;
create unique index staff_login on staff (login);

-- A session that is `entering` opens nothing but the way in: its owner has shown the first proof, or has something to set up.
alter table sessions
  add column id bigint generated always as identity,
  add column stage text not null default 'in' check (stage in ('entering', 'in')),
  add column proofs text[] not null default '{}',
  add column confirmed_at timestamptz,
  add column browser text;
create index sessions_of_staff on sessions (staff_id) where staff_id is not null and ended_at is null;

-- Guesses at one name or one code, by a keyed fingerprint: also of names that nobody has.
create table entry_tries (
  what bytea primary key,
  failed integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);

create table private.staff_passwords (
  staff_id bigint primary key references public.staff,
  hash text not null,
  set_at timestamptz not null
);
create table private.staff_totp (
  staff_id bigint primary key references public.staff,
  key_id text not null,
  wrapped_key bytea not null,
  secret bytea not null,
  set_at timestamptz not null,
  -- The last step of time whose code was used: a code that somebody looked on opens nothing a second time.
  last_step bigint not null
);
create table private.staff_recovery_codes (
  staff_id bigint not null references public.staff,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (staff_id, code_hash)
);

do $$ declare kept text; begin
  foreach kept in array array['staff_passwords', 'staff_totp', 'staff_recovery_codes'] loop
    execute format('alter table private.%I enable row level security', kept);
    execute format('alter table private.%I force row level security', kept);
    execute format($p$create policy read_named on private.%I for select to huiyin_private
      using (coalesce(current_setting('huiyin.reader', true), '') <> ''
        and staff_id = any (string_to_array(nullif(current_setting('huiyin.staff', true), ''), ',')::bigint[]))$p$, kept);
    execute format($p$create policy door on private.%I to huiyin_owner using (current_setting('huiyin.door', true) = 'open')$p$, kept);
    execute format('create policy retain on private.%I to huiyin_retention using (true)', kept);
    execute format('grant select on private.%I to huiyin_private, huiyin_backup', kept);
    execute format('grant select, delete on private.%I to huiyin_retention', kept);
  end loop;
end $$;

create function private.keep_password(p_staff bigint, p_hash text, p_at timestamptz)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.staff_passwords (staff_id, hash, set_at) values (p_staff, p_hash, p_at)
  on conflict (staff_id) do update set hash = excluded.hash, set_at = excluded.set_at;
end $$;

-- A new second factor makes the old one and its recovery codes worthless.
create function private.keep_totp(p_staff bigint, p_key_id text, p_wrapped bytea, p_secret bytea, p_step bigint, p_codes bytea[], p_at timestamptz)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.staff_totp (staff_id, key_id, wrapped_key, secret, set_at, last_step) values (p_staff, p_key_id, p_wrapped, p_secret, p_at, p_step)
  on conflict (staff_id) do update set key_id = excluded.key_id, wrapped_key = excluded.wrapped_key, secret = excluded.secret,
    set_at = excluded.set_at, last_step = excluded.last_step;
  delete from private.staff_recovery_codes where staff_id = p_staff;
  insert into private.staff_recovery_codes (staff_id, code_hash) select p_staff, unnest(p_codes);
end $$;

-- Takes one step of time: true once, for the first who shows its code.
create function private.use_totp_step(p_staff bigint, p_step bigint)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  update private.staff_totp set last_step = p_step where staff_id = p_staff and last_step < p_step;
  return found;
end $$;

create function private.use_recovery_code(p_staff bigint, p_code bytea, p_at timestamptz)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  update private.staff_recovery_codes set used_at = p_at where staff_id = p_staff and code_hash = p_code and used_at is null;
  return found;
end $$;

-- The phone with the second factor is gone: an operator clears it, and the next link begins anew.
create function private.forget_entry(p_staff bigint)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  delete from private.staff_passwords where staff_id = p_staff;
  delete from private.staff_totp where staff_id = p_staff;
  delete from private.staff_recovery_codes where staff_id = p_staff;
end $$;

revoke all on function private.keep_password, private.keep_totp, private.use_totp_step, private.use_recovery_code, private.forget_entry from public;
grant execute on function private.keep_password, private.keep_totp, private.use_totp_step, private.use_recovery_code, private.forget_entry to huiyin_app;

grant select, insert, update, delete on entry_tries to huiyin_app;
grant select on entry_tries to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on entry_tries to huiyin_retention;
