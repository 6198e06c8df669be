-- Beside the messages the numbers of the day are made to be downloaded, as one more file in each format.
alter table open_data_pieces
  add column content text not null default 'messages' check (content in ('messages', 'numbers')),
  drop constraint open_data_pieces_pkey,
  add primary key (built_on, content, month, format, part);
