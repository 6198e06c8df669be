-- The old number of a waiting change says no by answering the text message: the account that is at this number, while the number counts.
create function private.stop_change_of(p_indexes bytea[], p_dormant_before timestamptz, p_at timestamptz)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare done integer;
begin
  perform set_config('huiyin.door', 'open', true);
  update public.phone_changes w set ended_at = p_at, outcome = 'stopped' from private.citizens c join public.citizens p on p.id = c.id
  where c.phone_index = any (p_indexes) and w.citizen_id = c.id and w.ended_at is null and coalesce(p.seen_at, p.created_at) >= p_dormant_before;
  get diagnostics done = row_count;
  return done;
end $$;
revoke all on function private.stop_change_of from public;
grant execute on function private.stop_change_of to huiyin_app;
