-- Keys that staff keep in a phone or a token: the public half, which is no secret, and what was asked of them and not yet answered.

create table staff_passkeys (
  id text collate "C" primary key check (length(id) <= 1400),
  staff_id bigint not null references staff,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text,
  made_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz
);
create index staff_passkeys_staff on staff_passkeys (staff_id) where removed_at is null;

-- staff_id: whose new key is asked for; null: somebody unknown signs in.
create table entry_challenges (
  hash bytea primary key,
  staff_id bigint references staff,
  expires_at timestamptz not null
);
create index entry_challenges_expires on entry_challenges (expires_at);

grant select, insert, update on staff_passkeys to huiyin_app;
grant select, insert, delete on entry_challenges to huiyin_app;
grant select on staff_passkeys, entry_challenges to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on entry_challenges to huiyin_retention;
