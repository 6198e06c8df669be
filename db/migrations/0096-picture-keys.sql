-- Each picture has a key of its own, wrapped like those of messages: a change of keys wraps it anew and leaves the files alone.
-- Those from before are under the picture key of the key file until `npm run keys:rotate` gives each the key that it was sealed with.
alter table pictures add column key_id text, add column wrapped_key bytea,
  add check ((key_id is null) = (wrapped_key is null));

create function private.give_picture_keys(p_ids text[], p_key_id text, p_wrapped bytea[])
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare done integer;
begin
  update public.pictures p set key_id = p_key_id, wrapped_key = u.wrapped from unnest(p_ids, p_wrapped) as u (id, wrapped)
  where p.id = u.id and p.wrapped_key is null;
  get diagnostics done = row_count;
  return done;
end $$;
revoke all on function private.give_picture_keys(text[], text, bytea[]) from public;
grant execute on function private.give_picture_keys(text[], text, bytea[]) to huiyin_retention;
-- Once the files are gone the key goes too. The retention role reads no key, of pictures neither.
grant update (key_id, wrapped_key) on pictures to huiyin_app;
revoke select on pictures from huiyin_retention;
grant select (id, message_id, draft_id, position, author_public, reviewed_public, format, state, created_at, attached_at, expires_at, erased_at)
  on pictures to huiyin_retention;
