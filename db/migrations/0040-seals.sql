-- Seals: history is chained within each message; a seal covers finished rows of all messages, so that a message that is
-- gone with all its rows, or the end of its chain, is missed.

-- In which transaction a row was written. All transactions before the oldest one that still runs are over, so their rows
-- are all there and no further one can come: what is sealed never depends on a clock. It costs no row that others wait for.
-- A restored board counts on from where it was, by the offset, since another server counts its transactions anew.
create function history_offset() returns bigint language sql immutable parallel safe as 'select 0::bigint';
alter table history add column written_in bigint not null default 0;
alter table history alter column written_in set default pg_current_xact_id()::text::bigint + history_offset();
-- By the clock of the database: how long a row has waited for its seal.
alter table history add column written_at timestamptz not null default now();
-- Rows lie in the order in which they were written: a few bytes for each 256 kB find a range, and a step pays nothing.
create index history_written on history using brin (written_in) with (pages_per_range = 32, autosummarize = on);

-- Nobody chooses into which seal a row falls.
revoke insert on history from huiyin_app;
grant insert (message_id, seq, step, role, actor_kind, actor_id, office_id, at, changes, words_digest, hash)
  on history to huiyin_app;

-- Each seal covers the rows after `from` up to and with `to`, in the order of transaction, message and seq.
create table seals (
  id bigint primary key check (id > 0),
  made_at timestamptz not null,
  from_written bigint not null, from_message bigint not null, from_seq integer not null,
  to_written bigint not null, to_message bigint not null, to_seq integer not null,
  row_count integer not null check (row_count > 0),
  -- SHA-256 over message, seq and hash of each row, in that order.
  root bytea not null,
  -- 20 bytes a row: message, seq and the first 8 bytes of its hash, so that what is missing can be named.
  listed bytea not null,
  previous bytea not null,
  key_id text not null,
  signature bytea not null
);
grant select, insert on seals to huiyin_app;
grant select on seals to huiyin_private, huiyin_retention, huiyin_backup;
