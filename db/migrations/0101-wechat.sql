-- Citizens who enter by WeChat: which account of theirs there opens which account here. Found by a keyed fingerprint, kept encrypted under
-- a key of its own.
create table private.wechat_bindings (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references public.citizens,
  app text not null,
  openid_index bytea not null,
  key_id text not null,
  wrapped_key bytea not null,
  openid bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  unique (app, openid_index),
  unique (citizen_id, app)
);
alter table private.wechat_bindings enable row level security;
alter table private.wechat_bindings force row level security;
create policy read_named on private.wechat_bindings for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and citizen_id = any (string_to_array(nullif(current_setting('huiyin.citizens', true), ''), ',')::bigint[]));
create policy door on private.wechat_bindings to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.wechat_bindings to huiyin_retention using (true);
grant select on private.wechat_bindings to huiyin_private, huiyin_backup;
grant select (id, citizen_id, made_at), delete on private.wechat_bindings to huiyin_retention;

-- Binds an account at WeChat to a citizen who has just confirmed the phone, in the place of another they had there, and away from whoever
-- had it; true where it is new to them.
create function private.bind_wechat(p_citizen bigint, p_app text, p_indexes bytea[], p_key_id text, p_wrapped bytea, p_openid bytea, p_at timestamptz)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  perform pg_advisory_xact_lock(hashtextextended(p_app || (select min(encode(each, 'hex')) from unnest(p_indexes) as each), 14));
  perform 1 from public.citizens where id = p_citizen for update;
  if exists (select from wechat_bindings where citizen_id = p_citizen and app = p_app and openid_index = any (p_indexes)) then return false; end if;
  delete from wechat_bindings where app = p_app and (openid_index = any (p_indexes) or citizen_id = p_citizen);
  insert into wechat_bindings (citizen_id, app, openid_index, key_id, wrapped_key, openid, made_at)
  values (p_citizen, p_app, p_indexes[1], p_key_id, p_wrapped, p_openid, p_at);
  return true;
end $$;

-- Whose account this opens, while its phone counts; one that was to be closed is kept, since its owner came back.
create function private.enter_by_wechat(p_app text, p_indexes bytea[], p_dormant_before timestamptz, p_at timestamptz, out citizen bigint, out kept boolean)
language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  select p.id, p.closing_at is not null into citizen, kept from wechat_bindings b
    join private.citizens c on c.id = b.citizen_id and c.phone_index is not null
    join public.citizens p on p.id = b.citizen_id and p.closed_at is null and coalesce(p.seen_at, p.created_at) >= p_dormant_before
  where b.app = p_app and b.openid_index = any (p_indexes) for update of p;
  if citizen is null then return; end if;
  update wechat_bindings set used_at = p_at, openid_index = p_indexes[1] where app = p_app and openid_index = any (p_indexes);
  update public.citizens set closing_at = null, closing_withdraws = null where id = citizen and closing_at is not null;
end $$;

-- Ends one of a citizen's, or (null) all of them; gives how many.
create function private.unbind_wechat(p_citizen bigint, p_id bigint)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare done integer;
begin
  perform set_config('huiyin.door', 'open', true);
  delete from wechat_bindings where citizen_id = p_citizen and (p_id is null or id = p_id);
  get diagnostics done = row_count;
  return done;
end $$;

-- A number at which nobody was for long may be somebody else's by now, and with it the account at WeChat that hangs on the number: the
-- account here gives both up, and its sessions end.
create or replace function private.give_up_number(p_index bytea, p_before timestamptz, p_at timestamptz)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare gone bigint;
begin
  perform set_config('huiyin.door', 'open', true);
  update private.citizens c set phone_index = null, former_index = c.phone_index from public.citizens p
  where c.phone_index = p_index and p.id = c.id and coalesce(p.seen_at, p.created_at) < p_before returning c.id into gone;
  if gone is not null then
    update public.sessions set ended_at = p_at where citizen_id = gone and ended_at is null;
    delete from private.wechat_bindings where citizen_id = gone;
  end if;
end $$;

revoke all on function private.bind_wechat, private.enter_by_wechat, private.unbind_wechat from public;
grant execute on function private.bind_wechat, private.enter_by_wechat, private.unbind_wechat to huiyin_app;

-- Trips to WeChat go the way of those to a provider: bound to the browser that set out, used up by the return. `wechat-known`: WeChat has
-- said who it is, and the phone is confirmed next.
alter table provider_trips add column citizen_id bigint references citizens,
  drop constraint provider_trips_purpose_check,
  drop constraint provider_trips_check,
  add check (purpose in ('enter', 'bind', 'confirm', 'wechat', 'wechat-bind', 'wechat-known')),
  add check ((purpose in ('bind', 'confirm')) = (staff_id is not null)),
  add check ((purpose = 'wechat-bind') = (citizen_id is not null));
