-- Attachments of confidential reports: sealed for the examiners with name and type inside, filled up to a few sizes.

-- The sealed bytes, behind the wall. Sent before the words that name them, they wait here under a number that nobody guesses.
create table private.clue_files (
  id text collate "C" primary key check (id ~ '^[0-9a-f]{32}$'),
  -- Null: no sending has named it yet.
  clue_id bigint references public.clues,
  sealed bytea not null check (length(sealed) between 100 and 5300000),
  at timestamptz not null
);
-- Sealed bytes cannot be packed any smaller.
alter table private.clue_files alter column sealed set storage external;
create index clue_files_clue on private.clue_files (clue_id) where clue_id is not null;
create index clue_files_waiting on private.clue_files (at) where clue_id is null;

-- Which sending carried which; the digest is told in history too, so that no file is exchanged or taken away unseen.
create table clue_files (
  id text collate "C" primary key,
  clue_id bigint not null references clues,
  -- Null: came with the report itself.
  letter_id bigint references clue_letters,
  place smallint not null check (place between 1 and 5),
  bytes integer not null,
  digest bytea not null check (length(digest) = 32),
  at timestamptz not null
);
create index clue_files_of on clue_files (clue_id);

-- Which attachment was looked at; null: the words.
alter table clue_looks add column file_id text;

alter table private.clue_files enable row level security;
alter table private.clue_files force row level security;
-- An examiner reads only the one that they have just been written down as looking at; a writer reads none.
create policy read_named on private.clue_files for select to huiyin_private
  using (current_setting('huiyin.reader', true) like 'staff:%'
    and clue_id = any (string_to_array(nullif(current_setting('huiyin.clues', true), ''), ',')::bigint[])
    and exists (select from public.clue_looks l where l.file_id = clue_files.id and 'staff:' || l.staff_id = current_setting('huiyin.reader', true)));
create policy door on private.clue_files to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.clue_files to huiyin_retention using (true);

-- False: too many wait already, so whoever sends is asked to come again.
create function private.keep_clue_file(p_id text, p_sealed bytea, p_at timestamptz)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  if (select count(*) from private.clue_files where clue_id is null) >= 1000 then return false; end if;
  insert into private.clue_files (id, sealed, at) values (p_id, p_sealed, p_at);
  return true;
end $$;
-- Those of these that no sending has named, held until the end of the transaction.
create function private.claim_clue_files(p_ids text[])
returns table (id text, bytes integer, digest bytea) language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return query select f.id, length(f.sealed), sha256(f.sealed) from private.clue_files f where f.id = any (p_ids) and f.clue_id is null for update;
end $$;
create function private.attach_clue_files(p_clue bigint, p_ids text[])
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  update private.clue_files f set clue_id = p_clue where f.id = any (p_ids) and f.clue_id is null;
end $$;
revoke all on function private.keep_clue_file, private.claim_clue_files, private.attach_clue_files from public;
grant execute on function private.keep_clue_file, private.claim_clue_files, private.attach_clue_files to huiyin_app;
grant select on private.clue_files to huiyin_private, huiyin_backup;
grant select (id, clue_id, at), delete on private.clue_files to huiyin_retention;
grant select, insert on clue_files to huiyin_app;
grant select on clue_files to huiyin_private, huiyin_backup;
grant select (id, clue_id), delete on clue_files to huiyin_retention;
