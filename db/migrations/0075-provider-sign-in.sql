-- Staff who enter by a provider (OIDC): who is who there, and who is on the way there and back.

-- The provider's own id of a person is kept as a keyed hash: whoever reads the table cannot look anybody up there.
create table staff_identities (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff,
  issuer text not null,
  subject_hash bytea not null,
  known_as text check (length(known_as) <= 60),
  bound_at timestamptz not null,
  bound_by text not null,
  used_at timestamptz,
  removed_at timestamptz
);
create unique index staff_identities_subject on staff_identities (issuer, subject_hash) where removed_at is null;
create unique index staff_identities_staff on staff_identities (staff_id, issuer) where removed_at is null;

-- One trip to the provider: bound to the browser that set out, used up by its return.
create table provider_trips (
  state_hash bytea primary key,
  browser_hash bytea not null,
  purpose text not null check (purpose in ('enter', 'bind', 'confirm')),
  staff_id bigint references staff,
  sealed bytea not null,
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  check ((purpose = 'enter') = (staff_id is null))
);
create index provider_trips_expires on provider_trips (expires_at);

grant select, insert, update on staff_identities to huiyin_app;
grant select, insert, delete on provider_trips to huiyin_app;
grant select on staff_identities, provider_trips to huiyin_private, huiyin_retention, huiyin_backup;
grant delete on provider_trips to huiyin_retention;
