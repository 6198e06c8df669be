-- Clues are sealed as messages are: a clue that is gone with all its rows, or the end of its history, is missed.
-- Rows that are there already are taken as written now, so that they come into the next seal.
alter table clue_history add column written_in bigint not null default pg_current_xact_id()::text::bigint + history_offset();
alter table clue_history add column written_at timestamptz not null default now();
create index clue_history_written on clue_history (written_in);

-- Nobody chooses into which seal a row falls.
revoke insert on clue_history from huiyin_app;
grant insert (clue_id, seq, step, staff_id, at, changes, hash) on clue_history to huiyin_app;

-- What is sealed, in one order: a clue bears its number below zero, so that no message has the same.
create view sealed_rows as
  select message_id as message, seq, hash, written_in, written_at from history
  union all select -clue_id, seq, hash, written_in, written_at from clue_history;
alter view sealed_rows set (security_invoker = true);
grant select on sealed_rows to huiyin_app, huiyin_private, huiyin_backup;
