-- The public data to be downloaded: made anew each day, a month in pieces of bounded size that lie in the file store.
create table open_data_builds (
  built_on date primary key,
  begun_at timestamptz not null,
  -- Null: not whole yet, and shown to nobody.
  finished_at timestamptz
);
create table open_data_pieces (
  built_on date not null references open_data_builds,
  month date not null,
  format text not null check (format in ('csv', 'ndjson')),
  part integer not null,
  file_key text collate "C" not null,
  messages integer not null,
  bytes bigint not null,
  primary key (built_on, month, format, part)
);
grant select, insert, update, delete on open_data_builds, open_data_pieces to huiyin_app;
grant select on open_data_builds, open_data_pieces to huiyin_private, huiyin_retention, huiyin_backup;
