-- Push: a citizen's notices are knocked at the devices on which they turned it on. Where a device is reached, and the keys by which only it
-- reads what comes, tell one device from another: behind the wall, encrypted under a key of their own, found by a keyed fingerprint.
create table private.push_devices (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references public.citizens,
  -- The session in which it was turned on. No foreign key: what the schedule clears away of sessions does not end the push.
  session_id bigint,
  endpoint_index bytea not null unique,
  key_id text not null,
  wrapped_key bytea not null,
  -- Address and keys of the browser, sealed.
  subscription bytea not null,
  -- Under which of our keys (by its name in the key file) the push service takes what comes for it.
  sender_key text not null,
  lang text not null check (lang in ('zh', 'en')),
  browser text,
  made_at timestamptz not null,
  -- When the browser last said where it is reached; when something last left for it.
  told_at timestamptz not null,
  used_at timestamptz
);
create index push_devices_citizen on private.push_devices (citizen_id);
create index push_devices_session on private.push_devices (session_id);
alter table private.push_devices enable row level security;
alter table private.push_devices force row level security;
create policy read_named on private.push_devices for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and citizen_id = any (string_to_array(nullif(current_setting('huiyin.citizens', true), ''), ',')::bigint[]));
create policy door on private.push_devices to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.push_devices to huiyin_retention using (true);
grant select on private.push_devices to huiyin_private, huiyin_backup;
grant select (id, citizen_id, made_at, told_at, used_at), delete on private.push_devices to huiyin_retention;

-- Turns push on for the browser at this address, or keeps where it is reached now (it may have moved from one of the old addresses); away
-- from whoever used the browser before. Of a citizen's devices the `p_most` that were heard of last stay. False where the account has ended.
create function private.keep_push_device(p_citizen bigint, p_session bytea, p_indexes bytea[], p_old bytea[], p_key_id text, p_wrapped bytea,
  p_subscription bytea, p_sender_key text, p_lang text, p_browser text, p_at timestamptz, p_most integer)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare own bigint; place bigint;
begin
  perform set_config('huiyin.door', 'open', true);
  perform pg_advisory_xact_lock(hashtextextended((select min(encode(each, 'hex')) from unnest(p_indexes) as each), 15));
  perform 1 from public.citizens where id = p_citizen and closed_at is null and joined_into is null for update;
  if not found then return false; end if;
  select s.id into place from public.sessions s where s.token_hash = p_session and s.citizen_id = p_citizen and s.ended_at is null;
  select d.id into own from push_devices d where d.citizen_id = p_citizen and d.endpoint_index = any (p_indexes || p_old)
    order by d.endpoint_index = any (p_indexes) desc, d.id limit 1;
  delete from push_devices d where d.id is distinct from own
    and (d.endpoint_index = any (p_indexes) or (d.citizen_id = p_citizen and d.endpoint_index = any (p_old)));
  if own is not null then
    update push_devices d set endpoint_index = p_indexes[1], key_id = p_key_id, wrapped_key = p_wrapped, subscription = p_subscription,
      sender_key = p_sender_key, lang = p_lang, told_at = p_at, session_id = coalesce(place, d.session_id), browser = coalesce(p_browser, d.browser)
    where d.id = own;
  else
    insert into push_devices (citizen_id, session_id, endpoint_index, key_id, wrapped_key, subscription, sender_key, lang, browser, made_at, told_at)
    values (p_citizen, place, p_indexes[1], p_key_id, p_wrapped, p_subscription, p_sender_key, p_lang, p_browser, p_at, p_at);
    delete from push_devices where id in (
      select id from push_devices where citizen_id = p_citizen order by greatest(told_at, used_at) desc, id desc offset p_most);
  end if;
  return true;
end $$;

-- Which devices a notice to this citizen goes to: their numbers alone.
create function private.push_devices_of(p_citizen bigint)
returns setof bigint language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return query select d.id from push_devices d where d.citizen_id = p_citizen order by d.id;
end $$;

-- Something left for a device just now; its fingerprint comes under the newest key.
create function private.push_left(p_citizen bigint, p_id bigint, p_index bytea, p_at timestamptz)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  update push_devices set used_at = p_at, endpoint_index = p_index where citizen_id = p_citizen and id = p_id;
end $$;

-- Ends push on one of a citizen's devices, or (null) on all of them; gives how many.
create function private.drop_push_devices(p_citizen bigint, p_id bigint)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare done integer;
begin
  perform set_config('huiyin.door', 'open', true);
  delete from push_devices where citizen_id = p_citizen and (p_id is null or id = p_id);
  get diagnostics done = row_count;
  return done;
end $$;
revoke all on function private.keep_push_device, private.push_devices_of, private.push_left, private.drop_push_devices from public;
grant execute on function private.keep_push_device, private.push_devices_of, private.push_left, private.drop_push_devices to huiyin_app;

-- A session that somebody ends, whoever does it and why, takes the push of its browser with it. One that runs out does not: who has not
-- visited for weeks is who waits for the answer, and what comes says nothing that a stranger must not read.
create function end_pushes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  delete from private.push_devices where session_id = new.id;
  return null;
end $$;
create trigger pushes_end after update of ended_at on sessions for each row
  when (new.ended_at is not null and old.ended_at is null and new.citizen_id is not null) execute function end_pushes();

-- Whatever tells a citizen something leaves, with the notice and in its transaction, the job that tells their devices.
create function leave_pushes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  insert into outbox (task, payload, run_at)
  select 'tell-devices', jsonb_build_object('notice', t.id), t.at from told t
  where exists (select from private.push_devices d where d.citizen_id = t.citizen_id);
  return null;
end $$;
create trigger pushes_follow after insert on notices referencing new table as told for each statement execute function leave_pushes();
revoke all on function end_pushes, leave_pushes from public;

-- One delivery for each notice and device.
alter table deliveries
  add column device_id bigint,
  drop constraint deliveries_channel_check,
  add check (channel in ('sms', 'push')),
  add check ((channel = 'push') = (device_id is not null)),
  drop constraint deliveries_notice_id_channel_key;
create unique index deliveries_once on deliveries (notice_id, channel, coalesce(device_id, 0));
create index deliveries_of_devices on deliveries (device_id) where channel = 'push' and state = 'waiting';

-- A number that may be somebody else's by now takes the devices of whoever had it out as well.
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
    delete from private.push_devices where citizen_id = gone;
  end if;
end $$;
