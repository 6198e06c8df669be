-- Keys that citizens keep in a phone or a computer: the public half, which is no secret. What they call a key is sealed, since people
-- give things their own names.

create table citizen_passkeys (
  id text collate "C" primary key check (length(id) <= 1400),
  citizen_id bigint not null references citizens,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label bytea,
  made_at timestamptz not null,
  used_at timestamptz
);
create index citizen_passkeys_citizen on citizen_passkeys (citizen_id);

alter table entry_challenges add column citizen_id bigint references citizens, add check (staff_id is null or citizen_id is null);

grant select, insert, update, delete on citizen_passkeys to huiyin_app;
grant select on citizen_passkeys to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on citizen_passkeys to huiyin_retention;

-- Whoever is signed in proves by a code that the phone of the account is at hand.
alter table private.verifications drop constraint verifications_purpose_check,
  add check (purpose in ('write', 'sign-in', 'own', 'phone-old', 'phone-new', 'close', 'confirm'));

-- Gives an account that gave its number up another phone, by a code from there: 'right', 'wrong' or 'stale'. `other`: the account that
-- was at that number.
create function private.take_phone(p_citizen bigint, p_new text, p_new_hash bytea, p_at timestamptz, p_dormant_before timestamptz,
  out outcome text, out other bigint)
language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare v private.verifications;
begin
  perform set_config('huiyin.door', 'open', true);
  if not exists (select from private.citizens where id = p_citizen and phone_index is null) then outcome := 'stale'; return; end if;
  outcome := private.try_code(p_new, p_new_hash, array['phone-new'], p_at);
  if outcome <> 'right' then return; end if;
  select * into v from private.verifications where id = p_new;
  perform pg_advisory_xact_lock(hashtextextended(encode(v.phone_index, 'hex'), 12));
  perform private.give_up_number(v.phone_index, p_dormant_before, p_at);
  delete from private.citizens c where c.phone_index = v.phone_index and c.id <> p_citizen returning c.id into other;
  update private.citizens set phone_index = v.phone_index, former_index = null, key_id = v.key_id, wrapped_key = v.wrapped_key, phone = v.phone
  where id = p_citizen;
  update private.verifications set used_at = p_at where id = p_new;
end $$;
revoke all on function private.take_phone from public;
grant execute on function private.take_phone to huiyin_app;
