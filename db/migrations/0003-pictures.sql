-- Pictures: what is known of each one. The pictures themselves lie outside the database, sealed under a key
-- that is made from the id. A picture is taken in unattached, hangs on one message from the moment that the
-- message is received, and is erased when nobody attached it in time or when it is removed.

create table pictures (
  -- 128 random bits, so that an address cannot be guessed
  id text collate "C" primary key check (id ~ '^[a-z2-7]{26}$'),
  message_id bigint references messages,
  -- no reference: a draft may go before its pictures do
  draft_id text collate "C",
  position smallint check (position >= 1),
  -- the writer's switch
  author_public boolean not null default false,
  -- the reviewer's decision; null: not decided yet
  reviewed_public boolean,
  format text collate "C" not null check (format in ('jpeg', 'png', 'webp')),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes integer not null check (bytes > 0),
  -- of the sealed picture as it lies in the files, so that a check needs no key
  sha256 bytea not null check (length(sha256) = 32),
  state text collate "C" not null check (state in ('kept', 'removed')),
  created_at timestamptz not null,
  attached_at timestamptz,
  expires_at timestamptz,
  -- when the files were gone too
  erased_at timestamptz,
  check ((message_id is null) = (attached_at is null)),
  check ((message_id is null) = (position is null)),
  check ((message_id is null) = (expires_at is not null)),
  check (message_id is null or draft_id is null),
  check (erased_at is null or state = 'removed')
);
create unique index pictures_message on pictures (message_id, position) where message_id is not null;
create index pictures_draft on pictures (draft_id) where draft_id is not null;
create index pictures_expiry on pictures (expires_at) where message_id is null and state = 'kept';
create index pictures_to_erase on pictures (id) where state = 'removed' and erased_at is null;

-- What a picture is never changes; where it hangs and who may see it does.
grant select, insert on pictures to huiyin_app;
grant update (message_id, draft_id, position, author_public, reviewed_public, state, attached_at, expires_at, erased_at)
  on pictures to huiyin_app;
-- Retention removes first; a row may go once its files are gone.
grant select, update (state), delete on pictures to huiyin_retention;
grant select on pictures to huiyin_private, huiyin_backup;
