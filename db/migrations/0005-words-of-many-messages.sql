-- Messages that arrive together are made by one statement; so are their private words.

-- Keeps the first words of new messages: a JSON list of {message, what, ciphertext (as \x…), at}.
create function private.keep_first_words(p_words json)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare kept integer;
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.words (message_id, what, ciphertext, at)
  select w.message, w.what, w.ciphertext, w.at
  from json_to_recordset(p_words) as w (message bigint, what text, ciphertext bytea, at timestamptz);
  get diagnostics kept = row_count;
  return kept;
end $$;

revoke all on function private.keep_first_words(json) from public;
grant execute on function private.keep_first_words(json) to huiyin_app;
