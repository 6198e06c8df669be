-- Near-equal texts from many accounts: found by numbers under a key, from which no text can be had back, and marked at the review desk.

-- Messages whose text has not been looked at yet.
create table flood_queue (
  message_id bigint primary key
);

-- What stands for a text for three days: bands by which alike ones are found, and the numbers that are compared.
create table flood_prints (
  message_id bigint primary key,
  bands bigint[] not null,
  sketch bytea not null,
  at timestamptz not null
);
create index flood_prints_bands on flood_prints using gin (bands) with (fastupdate = off);
create index flood_prints_at on flood_prints (at);

-- Texts that are alike; a flood from the moment at which they came from enough accounts.
create table flood_groups (
  id bigint generated always as identity primary key,
  begun_at timestamptz not null,
  messages integer not null,
  accounts integer not null,
  flooded_at timestamptz
);
create table flood_members (
  message_id bigint primary key,
  group_id bigint not null references flood_groups,
  at timestamptz not null
);
create index flood_members_group on flood_members (group_id, message_id);

grant select, insert, delete on flood_queue to huiyin_app;
-- Which of the queue is taken is locked first.
grant update on flood_queue to huiyin_app;
grant select, insert, update on flood_prints, flood_groups, flood_members to huiyin_app;
grant select on flood_queue, flood_prints, flood_groups, flood_members to huiyin_private, huiyin_backup;
grant select (message_id, at), delete on flood_prints to huiyin_retention;
grant select (message_id, at), delete on flood_members to huiyin_retention;
