-- Confidential reports (线索): a life of their own, apart from messages. What they say is sealed before it comes here; the
-- server holds stages, clocks, fingerprints and sealed bytes, and no key that opens them.

-- The examiner group's public keys: new clues are sealed for the one that is not retired.
create table clue_keys (
  id integer generated always as identity primary key,
  recipient text collate "C" not null unique check (recipient ~ '^age1[a-z0-9]+$' and length(recipient) between 20 and 3000),
  made_by bigint not null references staff,
  made_at timestamptz not null,
  retired_at timestamptz
);
create unique index clue_keys_current on clue_keys ((true)) where retired_at is null;

-- The private half as each examiner holds it, wrapped under a passphrase that only they know.
create table clue_key_copies (
  key_id integer not null references clue_keys,
  staff_id bigint not null references staff,
  wrapped bytea not null check (length(wrapped) between 100 and 8000),
  given_by bigint not null references staff,
  at timestamptz not null,
  primary key (key_id, staff_id)
);

-- Clues of the same matter, by an examiner's judgement.
create table clue_groups (
  id bigint generated always as identity primary key,
  ref text collate "C" not null unique,
  made_by bigint not null references staff,
  made_at timestamptz not null
);

create table clues (
  id bigint generated always as identity primary key,
  -- How examiners speak of it: random, of no order and no meaning.
  ref text collate "C" not null unique check (ref ~ '^[0-9A-Z]{10}$'),
  -- By which its writer finds it again: the keyed fingerprint of the half of their secret that opens nothing.
  found_by bytea not null unique,
  -- For whom letters to its writer are sealed.
  writer_recipient text collate "C" not null check (writer_recipient ~ '^age1[a-z0-9]+$' and length(writer_recipient) between 20 and 3000),
  key_id integer not null references clue_keys,
  received_at timestamptz not null,
  stage text not null check (stage in ('received', 'collated', 'sifted', 'verified', 'reported', 'closed')),
  clock text check (clock in ('sift', 'verify', 'report', 'close')),
  clock_from_at timestamptz,
  due_at timestamptz,
  -- How often the running clock has spoken: at half, at four fifths, when late.
  warned smallint not null default 0 check (warned between 0 and 3),
  group_id bigint references clue_groups,
  proposal text check (proposal in ('pursue', 'dismiss', 'report', 'drop')),
  proposal_code text,
  proposed_by bigint references staff,
  finding text,
  addressee text,
  closed_reason text,
  closed_at timestamptz,
  history_seq integer not null,
  history_hash bytea not null,
  check ((stage = 'closed') = (closed_at is not null)),
  check ((closed_at is null) = (closed_reason is null)),
  check (case stage when 'received' then clock = 'sift' when 'collated' then clock = 'sift' when 'sifted' then clock = 'verify'
    when 'verified' then clock = 'report' when 'reported' then clock = 'close' else clock is null end),
  check ((clock is null) = (due_at is null) and (clock is null) = (clock_from_at is null)),
  check ((proposal is null) = (proposed_by is null)),
  check (proposal is null or (proposal in ('pursue', 'dismiss') and stage = 'collated') or (proposal in ('report', 'drop') and stage = 'verified')),
  check ((group_id is null) = (stage = 'received'))
);
create index clues_open on clues (due_at, id) where closed_at is null;
create index clues_group on clues (group_id) where group_id is not null;

-- Keyed fingerprints of what was named (a unit, a unit in a province): equal ones hint at the same matter.
create table clue_prints (
  clue_id bigint not null references clues,
  print bytea not null,
  primary key (clue_id, print)
);
create index clue_prints_print on clue_prints (print);

create table clue_letters (
  id bigint generated always as identity primary key,
  clue_id bigint not null references clues,
  -- null: from its writer
  staff_id bigint references staff,
  at timestamptz not null
);
create index clue_letters_clue on clue_letters (clue_id, id);

-- Append-only: codes and ids, no words.
create table clue_history (
  clue_id bigint not null references clues,
  seq integer not null,
  step text not null,
  -- null: its writer
  staff_id bigint references staff,
  at timestamptz not null,
  changes jsonb not null,
  hash bytea not null,
  primary key (clue_id, seq)
);

-- Who looked at which clue and when: written before anything is given, and never changed.
create table clue_looks (
  id bigint generated always as identity primary key,
  clue_id bigint not null references clues,
  staff_id bigint not null references staff,
  at timestamptz not null
);
create index clue_looks_clue on clue_looks (clue_id, id);

-- Examiners who have to do with it: named or declared, they see it no more.
create table clue_conflicts (
  clue_id bigint not null references clues,
  staff_id bigint not null references staff,
  at timestamptz not null,
  primary key (clue_id, staff_id)
);

-- The sealed bytes themselves, behind the wall.
create table private.clue_parts (
  id bigint generated always as identity primary key,
  clue_id bigint not null references public.clues,
  what text not null check (what in ('clue', 'letter', 'finding', 'writer-key')),
  -- of a letter: which
  ref bigint,
  sealed bytea not null check (length(sealed) between 100 and 48000),
  at timestamptz not null
);
create index clue_parts_clue on private.clue_parts (clue_id);
alter table private.clue_parts enable row level security;
alter table private.clue_parts force row level security;
create policy read_named on private.clue_parts for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and clue_id = any (string_to_array(nullif(current_setting('huiyin.clues', true), ''), ',')::bigint[])
    -- An examiner reads only what they have just been written down as looking at; a writer only what is theirs to open.
    and (case when current_setting('huiyin.reader', true) like 'staff:%' then what <> 'writer-key' and exists (
        select from public.clue_looks l where l.clue_id = clue_parts.clue_id and 'staff:' || l.staff_id = current_setting('huiyin.reader', true))
      else what in ('writer-key', 'letter') end));
create policy door on private.clue_parts to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.clue_parts to huiyin_retention using (true);

create function private.keep_clue_part(p_clue bigint, p_what text, p_ref bigint, p_sealed bytea, p_at timestamptz)
returns void language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.clue_parts (clue_id, what, ref, sealed, at) values (p_clue, p_what, p_ref, p_sealed, p_at);
end $$;
revoke all on function private.keep_clue_part from public;
grant execute on function private.keep_clue_part to huiyin_app;
grant select on private.clue_parts to huiyin_private, huiyin_backup;
grant select, delete on private.clue_parts to huiyin_retention;

grant select, insert on clue_groups, clue_prints, clue_letters, clue_history, clue_looks, clue_conflicts to huiyin_app;
grant select, insert, update on clue_keys, clue_key_copies, clues to huiyin_app;
-- The number of a clue is in the hash of its first line, so it is taken before the clue is there.
grant usage on sequence clues_id_seq to huiyin_app;
grant select on clue_keys, clue_key_copies, clue_groups, clues, clue_prints, clue_letters, clue_history, clue_looks, clue_conflicts
  to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on clue_key_copies, clues, clue_prints, clue_letters, clue_history, clue_conflicts to huiyin_retention;
