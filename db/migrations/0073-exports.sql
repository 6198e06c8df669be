-- Everything that the system holds about a person, put together by the worker at their request, under a key of its own.

create table private.exports (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references public.citizens,
  asked_at timestamptz not null,
  made_at timestamptz,
  key_id text,
  wrapped_key bytea,
  ciphertext bytea,
  check ((made_at is null) = (ciphertext is null) and (made_at is null) = (wrapped_key is null))
);
create index exports_citizen on private.exports (citizen_id, id desc);
alter table private.exports enable row level security;
alter table private.exports force row level security;
create policy read_named on private.exports for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and citizen_id = any (string_to_array(nullif(current_setting('huiyin.citizens', true), ''), ',')::bigint[]));
create policy door on private.exports to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.exports to huiyin_retention using (true);

-- Begins an export; null: one is waiting or was made within the last day.
create function private.ask_export(p_citizen bigint, p_at timestamptz) returns bigint
language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare made bigint;
begin
  perform set_config('huiyin.door', 'open', true);
  perform pg_advisory_xact_lock(hashtextextended(p_citizen::text, 13));
  if exists (select from private.exports e where e.citizen_id = p_citizen and (e.made_at is null or e.asked_at > p_at - interval '1 day')) then
    return null;
  end if;
  insert into private.exports (citizen_id, asked_at) values (p_citizen, p_at) returning id into made;
  return made;
end $$;

-- Keeps what the worker put together; once.
create function private.keep_export(p_id bigint, p_key_id text, p_wrapped bytea, p_ciphertext bytea, p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  update private.exports set made_at = p_at, key_id = p_key_id, wrapped_key = p_wrapped, ciphertext = p_ciphertext where id = p_id and made_at is null;
end $$;
revoke all on function private.ask_export, private.keep_export from public;
grant execute on function private.ask_export, private.keep_export to huiyin_app;
grant select on private.exports to huiyin_private, huiyin_backup;
grant select (id, citizen_id, asked_at), delete on private.exports to huiyin_retention;
