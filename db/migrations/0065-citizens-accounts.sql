-- Accounts of citizens: when they were last there, numbers that went to somebody else, change of phone, closing.

alter table citizens
  -- When somebody last proved to be there; before this column, when they came.
  add column seen_at timestamptz,
  -- Closed then, unless its owner comes back; whether open messages are withdrawn with it.
  add column closing_at timestamptz,
  add column closing_withdraws boolean,
  add column closed_at timestamptz,
  -- What was theirs belongs to this account now.
  add column joined_into bigint references citizens,
  add check ((closing_at is null) = (closing_withdraws is null)),
  add check (closed_at is null or joined_into is null);
update citizens c set seen_at = greatest(c.created_at,
  (select max(s.made_at) from sessions s where s.citizen_id = c.id), (select max(m.received_at) from messages m where m.author_id = c.id));
create index citizens_closing on citizens (closing_at) where closing_at is not null;
create index sessions_of_citizen on sessions (citizen_id) where citizen_id is not null and ended_at is null;

-- A request to bring an account over to the phone of another account, without the old phone: it takes effect days later.
create table phone_changes (
  id text collate "C" primary key,
  citizen_id bigint not null references citizens,
  asker_id bigint not null references citizens,
  -- The code by which the old number says no, and the same sealed, for the second warning.
  stop_hash bytea not null unique,
  stop_sealed text not null,
  asked_at timestamptz not null,
  effective_at timestamptz not null,
  warned_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'stopped', 'cancelled')),
  check ((ended_at is null) = (outcome is null)),
  check (citizen_id <> asker_id)
);
create unique index phone_changes_of on phone_changes (citizen_id) where ended_at is null;
create unique index phone_changes_by on phone_changes (asker_id) where ended_at is null;

-- An account whose number may be somebody else's by now has no phone that counts, only the number it had.
alter table private.citizens alter column phone_index drop not null, add column former_index bytea,
  add check ((phone_index is null) <> (former_index is null));
create index citizens_former on private.citizens (former_index) where former_index is not null;

alter table private.verifications add column used_at timestamptz,
  drop constraint verifications_purpose_check,
  add check (purpose in ('write', 'sign-in', 'own', 'phone-old', 'phone-new', 'close'));

-- Looks at a code without using it up: 'right', 'wrong' or 'stale'. A code for another purpose is stale.
create function private.try_code(p_id text, p_code_hash bytea, p_purposes text[], p_at timestamptz)
returns text language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare v private.verifications;
begin
  perform set_config('huiyin.door', 'open', true);
  select * into v from private.verifications where id = p_id for update;
  if not found or v.purpose <> all (p_purposes) or v.token_hash is not null or v.used_at is not null
    or v.expires_at <= p_at or v.attempts >= 5 then return 'stale'; end if;
  if v.code_hash = p_code_hash then return 'right'; end if;
  update private.verifications set attempts = attempts + 1 where id = p_id;
  return 'wrong';
end $$;

-- A number at which nobody was for long may be somebody else's by now: the account gives it up and its sessions end.
create function private.give_up_number(p_index bytea, p_before timestamptz, p_at timestamptz)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare gone bigint;
begin
  perform set_config('huiyin.door', 'open', true);
  update private.citizens c set phone_index = null, former_index = c.phone_index from public.citizens p
  where c.phone_index = p_index and p.id = c.id and coalesce(p.seen_at, p.created_at) < p_before returning c.id into gone;
  if gone is not null then
    update public.sessions set ended_at = p_at where citizen_id = gone and ended_at is null;
  end if;
end $$;

-- Confirms a phone by its code and gives the account there, made on the first time. Whoever comes back keeps an account that was to be closed.
create function private.confirm_phone(p_id text, p_code_hash bytea, p_purposes text[], p_token_hash bytea, p_at timestamptz,
  p_token_expires timestamptz, p_dormant_before timestamptz, out outcome text, out citizen bigint, out kept boolean)
language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare v private.verifications;
begin
  perform set_config('huiyin.door', 'open', true);
  outcome := private.try_code(p_id, p_code_hash, p_purposes, p_at);
  if outcome <> 'right' then return; end if;
  select * into v from private.verifications where id = p_id;
  perform pg_advisory_xact_lock(hashtextextended(encode(v.phone_index, 'hex'), 12));
  perform private.give_up_number(v.phone_index, p_dormant_before, p_at);
  select c.id, p.closing_at is not null into citizen, kept from private.citizens c join public.citizens p on p.id = c.id
  where c.phone_index = v.phone_index;
  if citizen is null then
    insert into public.citizens (created_at, seen_at) values (p_at, p_at) returning id into citizen;
    insert into private.citizens (id, phone_index, key_id, wrapped_key, phone) values (citizen, v.phone_index, v.key_id, v.wrapped_key, v.phone);
    kept := false;
  else
    update public.citizens set seen_at = p_at, closing_at = null, closing_withdraws = null where id = citizen;
  end if;
  update private.verifications set citizen_id = citizen, token_hash = p_token_hash, token_expires_at = p_token_expires where id = p_id;
end $$;
drop function private.confirm_verification;

-- Uses up a code that was sent to an account's own phone: 'right', 'wrong' or 'stale'.
create function private.use_own_code(p_citizen bigint, p_id text, p_code_hash bytea, p_purpose text, p_at timestamptz)
returns text language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare found_out text;
begin
  perform set_config('huiyin.door', 'open', true);
  if not exists (select 1 from private.verifications v join private.citizens c on c.phone_index = v.phone_index where v.id = p_id and c.id = p_citizen)
    then return 'stale'; end if;
  found_out := private.try_code(p_id, p_code_hash, array[p_purpose], p_at);
  if found_out = 'right' then update private.verifications set used_at = p_at where id = p_id; end if;
  return found_out;
end $$;

-- Gives an account another phone, with a code from each; nothing is used up unless both are right. `other`: the account that
-- was at the new number, whose phone it was.
create function private.change_phone(p_citizen bigint, p_old text, p_old_hash bytea, p_new text, p_new_hash bytea, p_at timestamptz,
  p_dormant_before timestamptz, out old_outcome text, out new_outcome text, out other bigint)
language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare v private.verifications;
begin
  perform set_config('huiyin.door', 'open', true);
  if exists (select 1 from private.verifications o join private.citizens c on c.phone_index = o.phone_index where o.id = p_old and c.id = p_citizen)
    then old_outcome := private.try_code(p_old, p_old_hash, array['phone-old'], p_at); else old_outcome := 'stale'; end if;
  new_outcome := private.try_code(p_new, p_new_hash, array['phone-new'], p_at);
  if old_outcome <> 'right' or new_outcome <> 'right' then return; end if;
  select * into v from private.verifications where id = p_new;
  perform pg_advisory_xact_lock(hashtextextended(encode(v.phone_index, 'hex'), 12));
  perform private.give_up_number(v.phone_index, p_dormant_before, p_at);
  delete from private.citizens c where c.phone_index = v.phone_index and c.id <> p_citizen returning c.id into other;
  update private.citizens set phone_index = v.phone_index, key_id = v.key_id, wrapped_key = v.wrapped_key, phone = v.phone where id = p_citizen;
  update private.verifications set used_at = p_at where id in (p_old, p_new);
end $$;

-- Had this account, before it gave it up, the number that the other has now?
create function private.had_number_of(p_citizen bigint, p_other bigint)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return exists (select 1 from private.citizens a join private.citizens b on a.former_index = b.phone_index where a.id = p_citizen and b.id = p_other);
end $$;

-- Destroys the phone of an account with its key, and the codes that were sent there.
create function private.forget_phone(p_citizen bigint)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  delete from private.verifications v using private.citizens c where c.id = p_citizen and v.phone_index = coalesce(c.phone_index, c.former_index)
    and not exists (select 1 from private.citizens o where o.phone_index = v.phone_index and o.id <> p_citizen);
  delete from private.citizens where id = p_citizen;
end $$;

-- Puts what is left of the sender's words without the name in the place of all that were kept.
create function private.replace_sender(p_message bigint, p_ciphertext bytea, p_at timestamptz)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  delete from private.words where message_id = p_message and what = 'sender';
  insert into private.words (message_id, what, ciphertext, at) values (p_message, 'sender', p_ciphertext, p_at);
end $$;

revoke all on function private.try_code, private.give_up_number, private.confirm_phone, private.use_own_code, private.change_phone,
  private.had_number_of, private.forget_phone, private.replace_sender from public;
grant execute on function private.confirm_phone, private.use_own_code, private.change_phone, private.had_number_of, private.forget_phone,
  private.replace_sender to huiyin_app;

grant select, insert, update on phone_changes to huiyin_app;
grant select on phone_changes to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on phone_changes to huiyin_retention;
