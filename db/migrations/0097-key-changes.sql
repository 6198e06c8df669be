-- The keys of fingerprints change too: all that is kept of one phone is brought under one of them together.

-- Moves every row of a phone from its fingerprints under other keys to this one. Whoever touches a phone takes the same lock,
-- whichever key it knows as the newest.
create function private.one_fingerprint(p_index bytea, p_others bytea[])
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare moved integer; more integer;
begin
  perform set_config('huiyin.door', 'open', true);
  perform pg_advisory_xact_lock(hashtextextended((select min(encode(each, 'hex')) from unnest(p_others || p_index) as each), 13));
  update private.verifications set phone_index = p_index where phone_index = any (p_others);
  get diagnostics moved = row_count;
  update private.citizens set phone_index = p_index where phone_index = any (p_others);
  get diagnostics more = row_count;
  moved := moved + more;
  update private.citizens set former_index = p_index where former_index = any (p_others);
  get diagnostics more = row_count;
  return moved + more;
end $$;
create index verifications_index on private.verifications using hash (phone_index);

drop function private.begin_verification(text, text, bytea, text, bytea, bytea, bytea, timestamptz, timestamptz, integer);
-- Begins the confirmation of a phone; refuses (false) when the phone asked too often.
create function private.begin_verification(p_id text, p_purpose text, p_index bytea, p_key_id text, p_wrapped bytea, p_phone bytea,
  p_code_hash bytea, p_at timestamptz, p_expires timestamptz, p_most_per_hour integer, p_others bytea[] default '{}')
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  perform private.one_fingerprint(p_index, p_others);
  if (select count(*) from private.verifications v where v.phone_index = p_index and v.made_at > p_at - interval '1 hour') >= p_most_per_hour then
    return false;
  end if;
  insert into private.verifications (id, purpose, phone_index, key_id, wrapped_key, phone, code_hash, made_at, expires_at)
  values (p_id, p_purpose, p_index, p_key_id, p_wrapped, p_phone, p_code_hash, p_at, p_expires);
  return true;
end $$;

-- The same for many phones at once: a JSON list of {to, others}, every fingerprint of a phone in one of the two. In one order, so
-- that two who do it at once don't wait for each other in a circle.
create function private.move_fingerprints(p_phones json)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare phone record; moved integer := 0;
begin
  for phone in select p."to", p.others from json_to_recordset(p_phones) as p ("to" bytea, others bytea[])
    order by (select min(encode(each, 'hex')) from unnest(p.others || p."to") as each) loop
    moved := moved + private.one_fingerprint(phone."to", phone.others);
  end loop;
  return moved;
end $$;

revoke all on function private.one_fingerprint, private.begin_verification, private.move_fingerprints from public;
grant execute on function private.begin_verification to huiyin_app;
grant execute on function private.move_fingerprints to huiyin_retention;

-- Reasons of looks from before they were sealed are sealed under the key of their message.
create policy door on private.reveals to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create function private.seal_reasons(p_ids bigint[], p_sealed bytea[])
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare done integer;
begin
  perform set_config('huiyin.door', 'open', true);
  update private.reveals r set reason = null, sealed_reason = u.sealed from unnest(p_ids, p_sealed) as u (id, sealed)
  where r.id = u.id and r.reason is not null;
  get diagnostics done = row_count;
  return done;
end $$;
revoke all on function private.seal_reasons(bigint[], bytea[]) from public;
grant execute on function private.seal_reasons(bigint[], bytea[]) to huiyin_retention;
