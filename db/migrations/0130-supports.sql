-- Who met the same thing: one support for each account and public message. Whom somebody agrees with says what they think, so the rows
-- lie behind the wall and only the number comes out.

-- No foreign key to messages: a thousand supports a second of one message would each share its row's lock with the steps of its office.
-- Messages are never deleted; `verify` proves that what is named exists.
create table private.supports (
  citizen_id bigint not null references public.citizens,
  message_id bigint not null,
  at timestamptz not null,
  primary key (citizen_id, message_id)
);
create index supports_message on private.supports (message_id);
alter table private.supports enable row level security;
alter table private.supports force row level security;
create policy read_named on private.supports for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and citizen_id = any (string_to_array(nullif(current_setting('huiyin.citizens', true), ''), ',')::bigint[]));
create policy door on private.supports to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.supports for select to huiyin_retention using (true);
grant select on private.supports to huiyin_private, huiyin_backup;
grant select (citizen_id) on private.supports to huiyin_retention;

-- What a message's number has moved by and the worker has not folded into it yet; names nobody.
create table support_deltas (
  id bigint generated always as identity primary key,
  message_id bigint not null,
  n integer not null
);
create index support_deltas_message on support_deltas (message_id);
grant select, insert, delete on support_deltas to huiyin_app;
grant select on support_deltas to huiyin_private, huiyin_retention, huiyin_backup;

alter table messages add column supporters integer not null default 0;
-- The list by supporters: the most first, among equals the newest.
create index messages_public_supporters on messages (supporters desc, published_at desc, id desc) where publication = 'public';

-- Supports a public message of somebody else: 'new', 'already', or 'none' where there is none to support or nobody to do it. An account
-- that is being closed or joined at this moment is waited for.
create function private.support(p_citizen bigint, p_message bigint, p_at timestamptz)
returns text language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  perform 1 from public.citizens where id = p_citizen and closed_at is null and joined_into is null for key share;
  if not found then return 'none'; end if;
  if not exists (select from public.messages where id = p_message and publication = 'public' and author_id is distinct from p_citizen)
  then return 'none'; end if;
  insert into supports (citizen_id, message_id, at) values (p_citizen, p_message, p_at) on conflict do nothing;
  if not found then return 'already'; end if;
  insert into public.support_deltas (message_id, n) values (p_message, 1);
  return 'new';
end $$;

-- Takes one's support back, whatever became of the message; true where there was one.
create function private.take_support_back(p_citizen bigint, p_message bigint)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  delete from supports where citizen_id = p_citizen and message_id = p_message;
  if not found then return false; end if;
  insert into public.support_deltas (message_id, n) values (p_message, -1);
  return true;
end $$;

-- Did this account support the message? Asked by its owner's own page.
create function private.is_supporter(p_citizen bigint, p_message bigint)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return exists (select from supports where citizen_id = p_citizen and message_id = p_message);
end $$;

-- Takes back every support of an account that ends: nobody stands behind it any more.
create function private.forget_supports(p_citizen bigint)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare gone integer;
begin
  perform set_config('huiyin.door', 'open', true);
  with taken as (delete from supports where citizen_id = p_citizen returning message_id)
  insert into public.support_deltas (message_id, n) select message_id, -1 from taken;
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Brings the supports of one account to another. What both supported counts once, and what one of them wrote counts for neither.
create function private.join_supports(p_from bigint, p_into bigint)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare moved integer;
begin
  perform set_config('huiyin.door', 'open', true);
  with taken as (
    delete from supports s where (s.citizen_id = p_from and exists (select from supports o where o.citizen_id = p_into and o.message_id = s.message_id))
      or (s.citizen_id in (p_from, p_into) and exists (select from public.messages m where m.id = s.message_id and m.author_id in (p_from, p_into)))
    returning s.message_id)
  insert into public.support_deltas (message_id, n) select message_id, -1 from taken;
  update supports set citizen_id = p_into where citizen_id = p_from;
  get diagnostics moved = row_count;
  return moved;
end $$;

revoke all on function private.support, private.take_support_back, private.is_supporter, private.forget_supports, private.join_supports from public;
grant execute on function private.support, private.take_support_back, private.is_supporter, private.forget_supports, private.join_supports
  to huiyin_app;
