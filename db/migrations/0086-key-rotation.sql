-- Keys are wrapped anew under a newer key of the key file. The backup role reads the wrapped keys, this function exchanges them, and
-- nobody else can: the retention role, which may call it, reads no key.
create function private.rewrap(p_table text, p_ids text[], p_old bytea[], p_key_id text, p_fresh bytea[])
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare found record; done integer;
begin
  select format('%I.%I', n.nspname, c.relname) as name, quote_ident(k.attname) as id, format_type(k.atttypid, k.atttypmod) as type into strict found
  from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'private')
    join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
    join pg_attribute k on k.attrelid = c.oid and k.attnum = i.indkey[0]
  where c.relkind = 'r' and format('%I.%I', n.nspname, c.relname) = p_table
    and exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'wrapped_key' and not w.attisdropped);
  perform set_config('huiyin.door', 'open', true);
  execute format('update %s t set key_id = $1, wrapped_key = u.fresh from unnest($2, $3, $4) as u(id, old, fresh)
    where t.%s = u.id::%s and t.wrapped_key = u.old', found.name, found.id, found.type) using p_key_id, p_ids, p_old, p_fresh;
  get diagnostics done = row_count;
  return done;
end $$;
revoke all on function private.rewrap(text, text[], bytea[], text, bytea[]) from public;
grant execute on function private.rewrap(text, text[], bytea[], text, bytea[]) to huiyin_retention;

-- Nor does it read what is kept of addresses and reports.
revoke select on private.sender_addresses, private.clue_parts from huiyin_retention;
grant select (message_id, at) on private.sender_addresses to huiyin_retention;
grant select (id, clue_id, at) on private.clue_parts to huiyin_retention;
