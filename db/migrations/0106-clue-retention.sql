-- A closed clue has its time too: then its words, letters, attachments, fingerprints and what its writer's secret finds are
-- destroyed by order of two; stages, history and looks stay, which say nothing of it.

alter table clues alter column found_by drop not null;
alter table clues alter column writer_recipient drop not null;
alter table clues add constraint clues_erased check ((found_by is null) = (writer_recipient is null) and (found_by is not null or stage = 'closed'));

create table clue_erasures (
  clue_id bigint primary key references clues,
  order_id bigint not null references deletion_orders,
  at timestamptz not null
);

-- A hold is about a message (or a person), or about a clue.
alter table legal_holds alter column message_id drop not null;
alter table legal_holds add column clue_id bigint references clues;
alter table legal_holds add constraint legal_holds_of check ((message_id is null) <> (clue_id is null) and (clue_id is null or not whole_person));
create unique index legal_holds_one_clue on legal_holds (clue_id) where lifted_at is null;

grant select on clue_erasures to huiyin_app, huiyin_private, huiyin_backup;
grant select, insert on clue_erasures to huiyin_retention;
-- What it must know to find what has had its time; it reads nothing sealed and no fingerprint.
grant select (id, stage, closed_at, received_at), update (found_by, writer_recipient) on clues to huiyin_retention;
grant select (clue_id) on clue_prints to huiyin_retention;
grant select (id, retired_at) on clue_keys to huiyin_retention;
grant select (key_id, staff_id) on clue_key_copies to huiyin_retention;
-- Nobody deletes a clue or a line of its history.
revoke delete on clues, clue_letters, clue_history, clue_conflicts from huiyin_retention;
