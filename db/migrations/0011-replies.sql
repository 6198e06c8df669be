-- How replies are made: templates of an office, internal notes, one to three signatures, corrections of what was published.

create table reply_templates (
  id bigint generated always as identity primary key,
  office_id bigint not null references offices,
  name text not null,
  text text not null,
  made_by bigint not null references staff,
  made_at timestamptz not null,
  changed_by bigint references staff,
  changed_at timestamptz,
  retired_by bigint references staff,
  retired_at timestamptz,
  check ((changed_by is null) = (changed_at is null)),
  check ((retired_by is null) = (retired_at is null))
);
create unique index reply_templates_name on reply_templates (office_id, name) where retired_at is null;

-- The words of a note lie in private.words ('note'), under the key of its message.
create table notes (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  office_id bigint not null references offices,
  staff_id bigint not null references staff,
  at timestamptz not null
);
create index notes_message on notes (message_id);

-- How many sign a reply; a rule that names more holds before one that names less. Null: whichever.
create table signature_rules (
  id bigint generated always as identity primary key,
  office_id bigint references offices,
  kind text check (kind in ('suggestion','consultation','complaint','help','thanks')),
  urgency text check (urgency in ('normal','urgent','emergency')),
  signatures smallint not null check (signatures between 1 and 3),
  set_by bigint not null references staff,
  set_at timestamptz not null,
  ended_by bigint references staff,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create unique index signature_rules_one on signature_rules (coalesce(office_id, 0), coalesce(kind, ''), coalesce(urgency, ''))
  where ended_at is null;

-- A correction is a reply that corrects another: drafted, signed and sent back in the same way. Once applied, the corrected
-- reply carries the new text and the correction keeps the old one, with what was blacked out in it.
alter table replies drop constraint replies_state_check;
alter table replies add constraint replies_state_check
  check (state in ('draft','sent-back','published','superseded','applied'));
alter table replies
  add column template_id bigint references reply_templates,
  add column needed smallint not null default 1 check (needed between 1 and 3),
  add column corrects_id bigint references replies,
  add column old_text text,
  add column blacked_out smallint not null default 0,
  add check (corrects_id is null or state <> 'published'),
  add check (state <> 'applied' or corrects_id is not null),
  add check (old_text is null or state = 'applied');
create index replies_template on replies (template_id) where template_id is not null;
create index replies_corrects on replies (corrects_id) where corrects_id is not null;

create table signatures (
  reply_id bigint not null references replies,
  staff_id bigint not null references staff,
  at timestamptz not null,
  primary key (reply_id, staff_id)
);

grant select, insert, update on reply_templates, signature_rules to huiyin_app;
grant select, insert on notes, signatures to huiyin_app;
grant usage on all sequences in schema public to huiyin_app;
grant select on reply_templates, notes, signature_rules, signatures to huiyin_private, huiyin_retention, huiyin_backup;
