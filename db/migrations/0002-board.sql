-- The board: messages with their four lives, what hangs on them, and the wall around personal data.
-- Roles: huiyin_app works here; huiyin_private alone reads schema private; huiyin_retention deletes; huiyin_backup reads all.

create schema private;
grant usage on schema private to huiyin_app, huiyin_private, huiyin_retention, huiyin_backup;

-- People --------------------------------------------------------------------------------------------------

create table citizens (
  id bigint generated always as identity primary key,
  created_at timestamptz not null
);

create table staff (
  id bigint generated always as identity primary key,
  name text not null,
  created_at timestamptz not null,
  left_at timestamptz
);

create table staff_roles (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff,
  role text not null check (role in ('reviewer','officer','approver','head','leader','supervisor','operator','editor','auditor','examiner')),
  office_id bigint references offices,
  post_id bigint references posts,
  from_at timestamptz not null,
  to_at timestamptz
);
create index staff_roles_staff on staff_roles (staff_id);
create index staff_roles_office on staff_roles (office_id) where office_id is not null;

create table sessions (
  token_hash bytea primary key,
  citizen_id bigint references citizens,
  staff_id bigint references staff,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((citizen_id is null) <> (staff_id is null))
);

create table staff_tokens (
  token_hash bytea primary key,
  staff_id bigint not null references staff,
  purpose text not null check (purpose in ('bearer','sign-in-link')),
  label text,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);

create table drafts (
  id text collate "C" primary key,
  secret_hash bytea not null,
  ciphertext bytea not null,
  saved_at timestamptz not null,
  expires_at timestamptz not null
);
create index drafts_expiry on drafts (expires_at);

-- Messages ------------------------------------------------------------------------------------------------

create sequence messages_id_seq as bigint;
-- Ids of rows whose private words must know them before they are written; drawn with the message's lock.
create sequence spare_ids as bigint;

create table messages (
  id bigint primary key default nextval('messages_id_seq'),
  code text collate "C" not null unique check (code ~ '^[0-9]{12}$'),
  post_id bigint not null references posts,
  region_code text collate "C",
  province_code text collate "C",
  city_code text collate "C",
  kind text not null check (kind in ('suggestion','consultation','complaint','help','thanks')),
  -- No foreign keys to offices and topics: every message names the review desk, and concurrent key-share locks on its one
  -- row would be a hot row for the whole board. Nothing is ever deleted there; `verify` proves that what is named exists.
  topic_id smallint not null,
  urgency text not null default 'normal' check (urgency in ('normal','urgent','emergency')),
  wish text not null check (wish in ('public','private')),
  source text not null check (source in ('web','api','app','mini-program','wechat','phone','import')),
  author_id bigint references citizens,
  author_label text not null,
  title text, body text, place text,
  picture_count smallint not null default 0,
  publication text not null check (publication in ('awaiting-review','public','private','rejected','taken-down','withdrawn')),
  handling text not null check (handling in ('waiting','in-progress','answered','closed')),
  voice text not null check (voice in ('not-said','settled','not-settled')),
  attention text not null check (attention in ('normal','urged','supervised','reported-upward')),
  answerable_id bigint not null,
  holder_id bigint,
  next_step text not null,
  due_at timestamptz,
  first_due_at timestamptz,
  due_provisional boolean not null default false,
  received_at timestamptz not null,
  published_at timestamptz,
  transferred_at timestamptz,
  accepted_at timestamptz,
  contacted_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  closed_reason text,
  answer_unit text,
  reopened smallint not null default 0,
  questions smallint not null default 0,
  visit_tries smallint not null default 0,
  visited boolean not null default false,
  import_ref text collate "C",
  over_limits boolean not null default false,
  original_differs boolean not null default false,
  history_seq integer not null,
  history_hash bytea not null,
  key_id text,
  wrapped_key bytea,
  search tsvector,
  check ((publication = 'public') = (title is not null)),
  check ((handling = 'closed') = (closed_reason is not null)),
  check ((handling = 'closed') = (next_step = 'none')),
  check ((handling = 'closed') = (due_at is null)),
  check (handling <> 'closed' or holder_id is null),
  check (handling = 'closed' or holder_id is not null or publication = 'rejected')
);
create index messages_public on messages (published_at desc, id desc) where publication = 'public';
create index messages_public_post on messages (post_id, published_at desc, id desc) where publication = 'public';
create index messages_public_region on messages (region_code, published_at desc, id desc) where publication = 'public';
create index messages_public_province on messages (province_code, published_at desc, id desc) where publication = 'public';
create index messages_public_city on messages (city_code, published_at desc, id desc) where publication = 'public';
create index messages_public_topic on messages (topic_id, published_at desc, id desc) where publication = 'public';
create index messages_public_handling on messages (handling, published_at desc, id desc) where publication = 'public';
create index messages_search on messages using gin (search) where publication = 'public';
create index messages_review on messages (urgency, received_at, id) where publication = 'awaiting-review';
-- The desks of offices; what waits for review is not theirs yet, so taking a message in does not touch these.
create index messages_answerable on messages (answerable_id, due_at, id) where publication in ('public', 'private', 'taken-down', 'withdrawn');
create index messages_holder on messages (holder_id, due_at, id) where publication in ('public', 'private', 'taken-down', 'withdrawn');
create unique index messages_import_ref on messages (import_ref) where import_ref is not null;
create index messages_author on messages (author_id, received_at desc) where author_id is not null;

create table idempotency_keys (
  citizen_id bigint not null references citizens,
  key text collate "C" not null,
  digest bytea not null,
  message_id bigint not null references messages,
  at timestamptz not null,
  primary key (citizen_id, key)
);

-- What carries who, when and why --------------------------------------------------------------------------

create table history (
  message_id bigint not null references messages,
  seq integer not null,
  step text not null,
  role text not null,
  actor_kind text not null check (actor_kind in ('citizen','staff','machine')),
  actor_id bigint,
  office_id bigint,
  at timestamptz not null,
  changes jsonb not null,
  words_digest bytea,
  hash bytea not null,
  primary key (message_id, seq)
);

create table publications (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  act text not null check (act in ('published','kept-private','taken-down','restored','withdrawn')),
  staff_id bigint references staff,
  code text,
  redactions smallint not null default 0,
  at timestamptz not null
);
create index publications_message on publications (message_id);

create table rejections (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  staff_id bigint references staff,
  code text not null,
  at timestamptz not null,
  mend_until_at timestamptz not null
);
create index rejections_message on rejections (message_id);

create table review_locks (
  message_id bigint primary key references messages,
  staff_id bigint not null references staff,
  until_at timestamptz not null
);

create table verdicts (
  message_id bigint primary key references messages,
  step text not null check (step in ('publish','keep-private','reject')),
  staff_id bigint not null references staff,
  sealed bytea not null,
  effective_at timestamptz not null
);
create index verdicts_effective on verdicts (effective_at);

create table replies (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  type text not null check (type in ('interim','final')),
  state text not null check (state in ('draft','sent-back','published','superseded')),
  office_id bigint not null references offices,
  unit_name text not null,
  text text,
  drafted_by bigint references staff,
  drafted_at timestamptz not null,
  decided_by bigint references staff,
  published_at timestamptz,
  check (text is null or state = 'published')
);
create index replies_message on replies (message_id);
create index replies_drafts on replies (office_id, drafted_at) where state = 'draft';

create table follow_ups (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  type text not null check (type in ('facts','question','not-settled','thanks')),
  state text not null check (state in ('awaiting-review','public','private','rejected')),
  text text,
  code text,
  at timestamptz not null,
  reviewed_by bigint references staff,
  reviewed_at timestamptz,
  check ((state = 'public') = (text is not null))
);
create index follow_ups_message on follow_ups (message_id);
create index follow_ups_review on follow_ups (at) where state = 'awaiting-review';

create table ratings (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  round smallint not null,
  solved smallint not null check (solved between 1 and 5),
  attitude smallint not null check (attitude between 1 and 5),
  speed smallint not null check (speed between 1 and 5),
  settled boolean,
  words_state text not null check (words_state in ('none','awaiting-review','public','private','rejected')),
  words text,
  at timestamptz not null,
  reviewed_by bigint references staff,
  reviewed_at timestamptz,
  unique (message_id, round),
  check ((words_state = 'public') = (words is not null))
);
create index ratings_review on ratings (at) where words_state = 'awaiting-review';

create table visits (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  staff_id bigint not null references staff,
  outcome text not null check (outcome in ('settled','not-settled','not-said','not-reached')),
  at timestamptz not null
);
create index visits_message on visits (message_id);

-- Clocks: one promise clock runs for each open message ------------------------------------------------------

create table clocks (
  id bigint generated always as identity primary key,
  message_id bigint not null references messages,
  what text not null,
  promise boolean not null,
  owner_id bigint,
  starts_at timestamptz not null,
  due_at timestamptz not null,
  stage smallint not null default 0,
  next_at timestamptz,
  resumes_at timestamptz,
  stopped_at timestamptz,
  check (stopped_at is null or next_at is null)
);
create unique index clocks_one_promise on clocks (message_id) where promise and stopped_at is null;
create index clocks_message on clocks (message_id) where stopped_at is null;
create index clocks_next on clocks (next_at) where next_at is not null;

create table firings (
  clock_id bigint not null references clocks,
  stage smallint not null,
  at timestamptz not null,
  primary key (clock_id, stage)
);

-- The outbox, what is told, and numbers ---------------------------------------------------------------------

create table outbox (
  id bigint generated always as identity primary key,
  task text not null,
  payload jsonb not null,
  run_at timestamptz not null,
  job_key text
);

create table notices (
  id bigint generated always as identity primary key,
  citizen_id bigint not null references citizens,
  message_id bigint references messages,
  what text not null,
  cause text collate "C" not null unique,
  at timestamptz not null,
  read_at timestamptz
);
create index notices_citizen on notices (citizen_id, at desc);

create table deliveries (
  id bigint generated always as identity primary key,
  notice_id bigint not null references notices,
  channel text not null check (channel in ('sms')),
  state text not null check (state in ('waiting','sent','failed')),
  attempts smallint not null default 0,
  last_error text,
  at timestamptz not null,
  unique (notice_id, channel)
);

create table deltas (
  id bigint generated always as identity primary key,
  month date not null,
  post_id bigint not null,
  region_code text collate "C", province_code text collate "C", city_code text collate "C",
  topic_id smallint not null,
  kind text not null,
  measure text not null,
  n integer not null
);

create table rollups (
  scope text collate "C" not null,
  month date not null,
  measure text not null,
  n bigint not null,
  primary key (scope, measure, month)
);

create table imports (
  id bigint generated always as identity primary key,
  file_digest bytea not null,
  file_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  next_row integer not null default 0,
  report jsonb not null default '{}'
);

-- Private: personal data and originals. App may only call the functions below. ------------------------------

create table private.citizens (
  id bigint primary key references public.citizens,
  phone_index bytea not null unique,
  key_id text not null,
  wrapped_key bytea not null,
  phone bytea not null
);

-- No foreign key: words are kept in the very statement that makes the message; `verify` proves that none is an orphan.
create table private.words (
  id bigint generated always as identity primary key,
  message_id bigint not null,
  what text not null,
  ref bigint,
  ciphertext bytea not null,
  at timestamptz not null
);
create index words_message on private.words (message_id);

create table private.verifications (
  id text collate "C" primary key,
  purpose text not null check (purpose in ('write','sign-in','own')),
  phone_index bytea not null,
  key_id text not null,
  wrapped_key bytea not null,
  phone bytea not null,
  code_hash bytea not null,
  attempts smallint not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  citizen_id bigint,
  token_hash bytea unique,
  token_expires_at timestamptz
);
create index verifications_phone on private.verifications (phone_index, made_at);

create table private.reveals (
  id bigint generated always as identity primary key,
  message_id bigint not null references public.messages,
  staff_id bigint not null references public.staff,
  what text not null,
  reason text not null,
  at timestamptz not null
);

alter table private.citizens enable row level security;
alter table private.citizens force row level security;
alter table private.words enable row level security;
alter table private.words force row level security;
alter table private.verifications enable row level security;
alter table private.verifications force row level security;
alter table private.reveals enable row level security;
alter table private.reveals force row level security;

-- A reader names itself and the very rows it may see, inside its transaction.
create policy read_named on private.citizens for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and id = any (string_to_array(nullif(current_setting('huiyin.citizens', true), ''), ',')::bigint[]));
create policy read_named on private.words for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and message_id = any (string_to_array(nullif(current_setting('huiyin.messages', true), ''), ',')::bigint[]));
create policy read_named on private.verifications for select to huiyin_private
  using (coalesce(current_setting('huiyin.reader', true), '') <> ''
    and id = any (string_to_array(nullif(current_setting('huiyin.verifications', true), ''), ',')));
create policy write_reveal on private.reveals for insert to huiyin_private
  with check (coalesce(current_setting('huiyin.reader', true), '') <> '');
create policy door on private.citizens to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy door on private.words to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy door on private.verifications to huiyin_owner using (current_setting('huiyin.door', true) = 'open');
create policy retain on private.citizens to huiyin_retention using (true);
create policy retain on private.words to huiyin_retention using (true);
create policy retain on private.verifications to huiyin_retention using (true);
create policy retain on private.reveals for select to huiyin_retention using (true);

-- Each function opens the door for its own transaction: the owner too is under forced row-level security.

-- Keeps the private words of one message: parallel arrays of kind, reference and ciphertext.
create function private.keep_words(p_message bigint, p_what text[], p_ref bigint[], p_ciphertext bytea[], p_at timestamptz)
returns integer language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare kept integer;
begin
  perform set_config('huiyin.door', 'open', true);
  insert into private.words (message_id, what, ref, ciphertext, at)
  select p_message, w, r, c, p_at from unnest(p_what, p_ref, p_ciphertext) as t (w, r, c);
  get diagnostics kept = row_count;
  return kept;
end $$;

-- Begins the confirmation of a phone; refuses (false) when the phone asked too often.
create function private.begin_verification(p_id text, p_purpose text, p_index bytea, p_key_id text, p_wrapped bytea, p_phone bytea,
  p_code_hash bytea, p_at timestamptz, p_expires timestamptz, p_most_per_hour integer)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  perform pg_advisory_xact_lock(hashtextextended(encode(p_index, 'hex'), 11));
  if (select count(*) from private.verifications v where v.phone_index = p_index and v.made_at > p_at - interval '1 hour') >= p_most_per_hour then
    return false;
  end if;
  insert into private.verifications (id, purpose, phone_index, key_id, wrapped_key, phone, code_hash, made_at, expires_at)
  values (p_id, p_purpose, p_index, p_key_id, p_wrapped, p_phone, p_code_hash, p_at, p_expires);
  return true;
end $$;

-- Tries a code: 'confirmed', 'wrong', 'stale' or 'unknown'. Five wrong tries make it stale. The citizen is made on first confirmation.
create function private.confirm_verification(p_id text, p_code_hash bytea, p_token_hash bytea, p_at timestamptz, p_token_expires timestamptz,
  out outcome text, out citizen bigint)
language plpgsql volatile security definer set search_path = private, pg_temp as $$
declare v private.verifications;
begin
  perform set_config('huiyin.door', 'open', true);
  select * into v from private.verifications where id = p_id for update;
  if not found then outcome := 'unknown'; return; end if;
  if v.token_hash is not null or v.expires_at <= p_at or v.attempts >= 5 then outcome := 'stale'; return; end if;
  if v.code_hash <> p_code_hash then
    update private.verifications set attempts = attempts + 1 where id = p_id;
    outcome := 'wrong'; return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(encode(v.phone_index, 'hex'), 12));
  select c.id into citizen from private.citizens c where c.phone_index = v.phone_index;
  if citizen is null then
    insert into public.citizens (created_at) values (p_at) returning id into citizen;
    insert into private.citizens (id, phone_index, key_id, wrapped_key, phone) values (citizen, v.phone_index, v.key_id, v.wrapped_key, v.phone);
  end if;
  update private.verifications set citizen_id = citizen, token_hash = p_token_hash, token_expires_at = p_token_expires where id = p_id;
  outcome := 'confirmed';
end $$;

-- Whose phone a verification token proves, and for which purpose; no row when unknown or expired.
create function private.verified_by(p_token_hash bytea, p_at timestamptz)
returns table (citizen bigint, purpose text) language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  return query select v.citizen_id, v.purpose from private.verifications v where v.token_hash = p_token_hash and v.token_expires_at > p_at;
end $$;

-- Drops the original of a message whose public text says the same, once it is public: one copy is enough.
create function private.shed_original(p_message bigint)
returns boolean language plpgsql volatile security definer set search_path = private, pg_temp as $$
begin
  perform set_config('huiyin.door', 'open', true);
  delete from private.words w using public.messages m
  where w.message_id = p_message and w.what = 'original' and m.id = w.message_id and m.publication = 'public' and not m.original_differs;
  return found;
end $$;

revoke all on all functions in schema private from public;
grant execute on all functions in schema private to huiyin_app;

-- Grants ----------------------------------------------------------------------------------------------------

grant select, insert, update on citizens, staff, staff_roles, sessions, staff_tokens, drafts, messages, idempotency_keys, publications,
  rejections, replies, follow_ups, ratings, visits, clocks, notices, deliveries, rollups, imports to huiyin_app;
grant select, insert on history, firings to huiyin_app;
grant select, insert, update, delete on review_locks, verdicts, outbox, deltas to huiyin_app;
grant delete on drafts to huiyin_app;
grant usage on all sequences in schema public to huiyin_app;
grant select on private.citizens, private.words, private.verifications to huiyin_private;
grant insert on private.reveals to huiyin_private;
grant select, delete on private.citizens, private.words, private.verifications to huiyin_retention;
grant select on private.reveals to huiyin_retention;
grant select on all tables in schema public to huiyin_private, huiyin_retention;
grant update (key_id, wrapped_key) on messages to huiyin_retention;
grant delete on sessions, staff_tokens, drafts, notices, deliveries, idempotency_keys to huiyin_retention;
grant select on all tables in schema public, private to huiyin_backup;
