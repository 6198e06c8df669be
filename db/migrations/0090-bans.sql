-- Bans: one reviewer proposes to keep an account from sending for a term, a second confirms, a third decides on the appeal.

create table bans (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references citizens,
  -- On account of which message.
  message_id bigint not null references messages,
  state text not null check (state in ('proposed', 'refused', 'standing', 'lifted')),
  code text collate "C" not null,
  days smallint not null check (days in (7, 30, 90, 365)),
  proposed_by bigint not null references staff,
  proposed_at timestamptz not null,
  decided_by bigint references staff,
  decided_at timestamptz,
  -- Over by itself then; an appeal can bring it nearer.
  until_at timestamptz,
  -- To be lifted before its time: proposed by one, confirmed by another.
  lift_proposed_by bigint references staff,
  lift_proposed_at timestamptz,
  lifted_by bigint references staff,
  lifted_at timestamptz,
  appeal text check (appeal in ('waiting', 'upheld', 'shortened', 'lifted')),
  appealed_at timestamptz,
  appeal_decided_by bigint references staff,
  appeal_decided_at timestamptz,
  -- The key of its words; destroyed with the person's.
  key_id text,
  wrapped_key bytea,
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check ((state in ('standing', 'lifted')) = (until_at is not null)),
  check ((state = 'lifted') = (lifted_at is not null) and (lifted_at is null) = (lifted_by is null)),
  check ((lift_proposed_by is null) = (lift_proposed_at is null)),
  check ((appeal is null) = (appealed_at is null) and (appeal_decided_by is null) = (appeal_decided_at is null)),
  check ((appeal_decided_by is null) = (appeal is null or appeal = 'waiting')),
  -- No form and no program gets round these three: a second confirms, a second lifts, a third decides on the appeal.
  check (state not in ('standing', 'lifted') or decided_by <> proposed_by),
  check (state <> 'lifted' or appeal is not distinct from 'lifted' or coalesce(lifted_by <> lift_proposed_by, false)),
  check (appeal_decided_by is null or (appeal_decided_by <> proposed_by and appeal_decided_by <> decided_by))
);
create index bans_citizen on bans (citizen_id, id desc);
create index bans_message on bans (message_id);
create index bans_open on bans (id) where state = 'proposed' or lift_proposed_by is not null or appeal = 'waiting';

-- Who did what with a ban, by codes and ids; null: the person themselves, or nobody (a number that came back).
create table ban_history (
  id bigint generated always as identity primary key,
  ban_id bigint not null references bans,
  act text not null check (act in ('propose', 'confirm', 'refuse', 'appeal', 'uphold', 'shorten', 'lift-by-appeal', 'propose-lift',
    'lift', 'refuse-lift', 'come-back')),
  staff_id bigint references staff,
  at timestamptz not null,
  changes jsonb not null default '{}'
);
create index ban_history_ban on ban_history (ban_id, id);

-- Why, what the person says to it, and what they are answered.
create table private.ban_words (
  id bigint generated always as identity primary key,
  ban_id bigint not null references public.bans,
  what text not null check (what in ('why', 'appeal', 'answer', 'lift')),
  ciphertext bytea not null,
  at timestamptz not null
);
create index ban_words_ban on private.ban_words (ban_id, id);
alter table private.ban_words enable row level security;
alter table private.ban_words force row level security;
create policy read_named on private.ban_words for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> '' and exists (select from public.bans b where b.id = ban_id
    and b.citizen_id = any (string_to_array(nullif(current_setting('huiyin.citizens', true), ''), ',')::bigint[])));
create policy door on private.ban_words to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.ban_words to huiyin_retention using (true);

-- The number of a closed account while its ban would still stand, by its keyed fingerprint.
create table private.ban_marks (
  ban_id bigint primary key references public.bans,
  phone_index bytea not null,
  until_at timestamptz not null
);
create index ban_marks_phone on private.ban_marks (phone_index);
alter table private.ban_marks enable row level security;
alter table private.ban_marks force row level security;
create policy door on private.ban_marks to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.ban_marks to huiyin_retention using (true);

create function private.keep_ban_words(p_ban bigint, p_what text, p_ciphertext bytea, p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.ban_words (ban_id, what, ciphertext, at) values (p_ban, p_what, p_ciphertext, p_at);
end $$;

-- Keeps the number of an account that ends, for its standing bans; not longer than a number without its owner counts as theirs.
create function private.keep_ban_marks(p_citizen bigint, p_at timestamptz, p_most_until timestamptz) returns void
language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.ban_marks (ban_id, phone_index, until_at)
  select b.id, c.phone_index, least(b.until_at, p_most_until) from public.bans b join private.citizens c on c.id = b.citizen_id
  where b.citizen_id = p_citizen and b.state = 'standing' and b.until_at > p_at and c.phone_index is not null
  on conflict (ban_id) do nothing;
end $$;

-- A number comes back after its account was closed: its ban stands for the new account.
create function private.bring_bans_back(p_index bytea, p_citizen bigint, p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  with back as (delete from private.ban_marks k where k.phone_index = p_index returning k.ban_id, k.until_at),
  moved as (update public.bans b set citizen_id = p_citizen from back k where b.id = k.ban_id and k.until_at > p_at and b.state = 'standing' returning b.id)
  insert into public.ban_history (ban_id, act, at) select id, 'come-back', p_at from moved;
end $$;

-- As before, and a new account at the number of a closed one takes its ban over.
create or replace function private.confirm_phone(p_id text, p_code_hash bytea, p_purposes text[], p_token_hash bytea, p_at timestamptz,
  p_token_expires timestamptz, p_dormant_before timestamptz, out outcome text, out citizen bigint, out kept boolean)
language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare v private.verifications;
begin
  perform set_config('huiyin.door', 'open', true);
  outcome := private.try_code(p_id, p_code_hash, p_purposes, p_at);
  if outcome <> 'right' then return; end if;
  select * into v from private.verifications where id = p_id;
  perform pg_advisory_xact_lock(hashtextextended(encode(v.phone_index, 'hex'), 12));
  perform private.give_up_number(v.phone_index, p_dormant_before, p_at);
  select c.id, p.closing_at is not null into citizen, kept from private.citizens c join public.citizens p on p.id = c.id
  where c.phone_index = v.phone_index;
  if citizen is null then
    insert into public.citizens (created_at, seen_at) values (p_at, p_at) returning id into citizen;
    insert into private.citizens (id, phone_index, key_id, wrapped_key, phone) values (citizen, v.phone_index, v.key_id, v.wrapped_key, v.phone);
    perform private.bring_bans_back(v.phone_index, citizen, p_at);
    kept := false;
  else
    update public.citizens set seen_at = p_at, closing_at = null, closing_withdraws = null where id = citizen;
  end if;
  update private.verifications set citizen_id = citizen, token_hash = p_token_hash, token_expires_at = p_token_expires where id = p_id;
end $$;

revoke all on function private.keep_ban_words, private.keep_ban_marks, private.bring_bans_back from public;
grant execute on function private.keep_ban_words, private.keep_ban_marks to huiyin_app;

grant select, insert on bans, ban_history to huiyin_app;
grant update (citizen_id, state, decided_by, decided_at, until_at, lift_proposed_by, lift_proposed_at, lifted_by, lifted_at, appeal, appealed_at,
  appeal_decided_by, appeal_decided_at) on bans to huiyin_app;
grant select on bans, ban_history to huiyin_private, huiyin_backup;
grant select on private.ban_words to huiyin_private, huiyin_backup;
grant select on private.ban_marks to huiyin_backup;

-- The retention role sees ids and times.
grant select (id, citizen_id, message_id, state, proposed_at, decided_at, until_at, lifted_at), delete on bans to huiyin_retention;
grant update (key_id, wrapped_key) on bans to huiyin_retention;
grant select (id, ban_id, at), delete on ban_history to huiyin_retention;
grant select (id, ban_id, at), delete on private.ban_words to huiyin_retention;
grant select (ban_id, until_at), delete on private.ban_marks to huiyin_retention;
