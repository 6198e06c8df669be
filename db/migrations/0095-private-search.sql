-- Words of texts that are not public, as keyed tokens beside the encrypted text: they go with its row, whatever deletes it.

alter table private.words add column tokens bigint[], add column tokens_key text,
  add check ((tokens is null) = (tokens_key is null));
create index words_tokens on private.words using gin (tokens) where tokens is not null;
create index words_without_tokens on private.words (id)
  where tokens_key is null and what in ('original', 'published', 'sender', 'follow-up', 'rating');

create index words_tokens_key on private.words (tokens_key) where tokens_key is not null;

-- Some texts whose tokens are not under this key: those that have none, else those under another one.
create function private.words_to_index(p_key text, p_most integer)
returns table (id bigint, message_id bigint) language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return query select w.id, w.message_id from private.words w where w.tokens_key is null
    and w.what in ('original', 'published', 'sender', 'follow-up', 'rating') order by w.id limit p_most;
  if found then return; end if;
  -- Said in halves, which the index knows to be empty.
  return query (select w.id, w.message_id from private.words w where w.tokens_key < p_key limit p_most)
    union all (select w.id, w.message_id from private.words w where w.tokens_key > p_key limit p_most) limit p_most;
end $$;

-- Keeps the tokens of texts: a JSON list of {id, tokens}.
create function private.keep_tokens(p_key text, p_tokens json)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare kept integer;
begin
  perform set_config('huiyin.door', 'open', true);
  update private.words w set tokens = t.tokens, tokens_key = p_key
  from json_to_recordset(p_tokens) as t (id bigint, tokens bigint[]) where w.id = t.id;
  get diagnostics kept = row_count;
  return kept;
end $$;

-- Texts that hold every token of one of these lists. It takes tokens, which nobody makes without the key file, and gives numbers.
create function private.words_with(p_lists json)
returns table (message_id bigint, what text, ref bigint) language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return query select w.message_id, w.what, w.ref from json_to_recordset(p_lists) as l (tokens bigint[]), private.words w
    where w.tokens @> l.tokens and cardinality(l.tokens) > 0;
end $$;

-- When the oldest text that is kept came: from its month on is searched.
create function private.first_words_at()
returns timestamptz language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return (select w.at from private.words w order by w.id limit 1);
end $$;

-- How many texts are under each key, and how many have no tokens yet.
create function private.count_tokens()
returns table (key_id text, n bigint) language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return query select w.tokens_key, count(*) from private.words w
    where w.what in ('original', 'published', 'sender', 'follow-up', 'rating') group by 1;
end $$;

revoke all on function private.words_to_index, private.keep_tokens, private.words_with, private.first_words_at, private.count_tokens from public;
grant execute on function private.words_to_index, private.keep_tokens, private.words_with, private.first_words_at to huiyin_app;
grant execute on function private.count_tokens to huiyin_retention;

-- A search that shows something private is a look too.
alter table private.reveals drop constraint reveals_way_check, add constraint reveals_way_check check (way in ('reason', 'call', 'search'));
