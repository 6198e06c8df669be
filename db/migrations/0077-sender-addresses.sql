-- From which address a message was sent: kept for the legal term alone, encrypted under a key of its own. The network
-- (without its last part) is for reviewers against abuse; the whole only by a legal order.

create table private.sender_addresses (
  message_id bigint primary key,
  key_id text not null,
  wrapped_key bytea not null,
  network bytea not null,
  address bytea not null,
  at timestamptz not null
);
create index sender_addresses_at on private.sender_addresses (at);
alter table private.sender_addresses enable row level security;
alter table private.sender_addresses force row level security;
create policy read_named on private.sender_addresses for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and message_id = any (string_to_array(nullif(current_setting('huiyin.messages', true), ''), ',')::bigint[]));
create policy door on private.sender_addresses to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.sender_addresses to huiyin_retention using (true);
grant select on private.sender_addresses to huiyin_private, huiyin_backup;
grant select, delete on private.sender_addresses to huiyin_retention;

-- A JSON list of {message, key_id, wrapped, network, address (as \x…), at}.
create function private.keep_sender_addresses(p_rows json)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare kept integer;
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.sender_addresses (message_id, key_id, wrapped_key, network, address, at)
  select r.message, r.key_id, r.wrapped, r.network, r.address, r.at
  from json_to_recordset(p_rows) as r (message bigint, key_id text, wrapped bytea, network bytea, address bytea, at timestamptz);
  get diagnostics kept = row_count;
  return kept;
end $$;

-- Destroys what was kept before this moment.
create function private.shed_sender_addresses(p_before timestamptz)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare gone integer;
begin
  perform set_config('huiyin.door', 'open', true);
  delete from private.sender_addresses where at < p_before;
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke all on function private.keep_sender_addresses(json), private.shed_sender_addresses(timestamptz) from public;
grant execute on function private.keep_sender_addresses(json) to huiyin_app;
grant execute on function private.shed_sender_addresses(timestamptz) to huiyin_app, huiyin_retention;
