-- What is kept of the number of a closed account with a ban moves with the other fingerprints of that number.
create or replace function private.one_fingerprint(p_index bytea, p_others bytea[])
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
  moved := moved + more;
  update private.ban_marks set phone_index = p_index where phone_index = any (p_others);
  get diagnostics more = row_count;
  return moved + more;
end $$;
