-- What was done with bans is chained by hash and sealed, as the history of messages and of clues is.

-- The end of each chain. Apart from the ban, so that a statement may write both.
create table ban_chains (
  ban_id bigint primary key references bans,
  seq integer not null,
  hash bytea not null
);

alter table ban_history
  add column seq integer,
  add column hash bytea,
  add column written_in bigint not null default pg_current_xact_id()::text::bigint + history_offset(),
  add column written_at timestamptz not null default now();

-- What a line says, in one form.
create function ban_line(p_ban bigint, p_seq integer, p_act text, p_staff bigint, p_at timestamptz, p_changes jsonb) returns text
language sql immutable as $$
  select jsonb_build_array('ban', p_ban, p_seq, p_act, p_staff, to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_changes)::text
$$;

-- Whoever writes a line does not choose its place: it comes behind the last one. A second writer of one ban waits here.
create function chain_ban_line() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before bytea;
begin
  insert into ban_chains (ban_id, seq, hash) values (new.ban_id, 0, decode(repeat('00', 32), 'hex')) on conflict (ban_id) do nothing;
  select seq + 1, hash into new.seq, before from ban_chains where ban_id = new.ban_id for update;
  new.hash := sha256(before || convert_to(ban_line(new.ban_id, new.seq, new.act, new.staff_id, new.at, new.changes), 'UTF8'));
  update ban_chains set seq = new.seq, hash = new.hash where ban_id = new.ban_id;
  return new;
end $$;

-- Lines that are there already are chained in their order, and taken as written now, so that they come into the next seal.
do $$
declare line record; before bytea; place integer; last bigint := 0; made bytea;
begin
  for line in select * from ban_history order by ban_id, id loop
    if line.ban_id <> last then
      before := decode(repeat('00', 32), 'hex'); place := 0; last := line.ban_id;
    end if;
    place := place + 1;
    made := sha256(before || convert_to(ban_line(line.ban_id, place, line.act, line.staff_id, line.at, line.changes), 'UTF8'));
    update ban_history set seq = place, hash = made where id = line.id;
    insert into ban_chains (ban_id, seq, hash) values (line.ban_id, place, made)
      on conflict (ban_id) do update set seq = excluded.seq, hash = excluded.hash;
    before := made;
  end loop;
end $$;
alter table ban_history alter column seq set not null, alter column hash set not null;
alter table ban_history add constraint ban_history_place unique (ban_id, seq);
create index ban_history_written on ban_history (written_in);
create trigger chained before insert on ban_history for each row execute function chain_ban_line();

revoke insert on ban_history from huiyin_app;
grant insert (ban_id, act, staff_id, at, changes) on ban_history to huiyin_app;
revoke all on function chain_ban_line, ban_line from public;
grant select on ban_chains to huiyin_app, huiyin_backup;
grant select (ban_id), delete on ban_chains to huiyin_retention;

-- A ban bears its number far below zero, so that neither a message nor a clue has the same.
create or replace view sealed_rows as
  select message_id as message, seq, hash, written_in, written_at from history
  union all select -clue_id, seq, hash, written_in, written_at from clue_history
  union all select -1000000000000000 - ban_id, seq, hash, written_in, written_at from ban_history;
