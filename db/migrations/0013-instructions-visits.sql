-- Instructions (批示) and return visits (回访).

-- One instruction of a post on a message: what is to be done, by when. Its words are private (private.words, ref = id);
-- public_words only once the leader made them public. The post lasts while its holders change; by_name is its author.
create table instructions (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  post_id bigint not null references posts,
  by_staff_id bigint not null references staff,
  by_name text not null,
  -- Passed on by a deputy: the row by which the deputy was instructed.
  parent_id bigint,
  issued_at timestamptz not null,
  report_by timestamptz not null,
  public_words text,
  made_public_at timestamptz,
  check ((public_words is null) = (made_public_at is null))
);
create index instructions_message on instructions (message_id);
create index instructions_post on instructions (post_id, issued_at desc);

-- Whom an instruction addresses, a row each: a deputy's post or an office, and how far they are. The clock that runs is
-- the addressee's until they report, then that of the office of the post, which accepts the report or sends it back.
create table addressees (
  id bigint primary key default nextval('spare_ids'),
  instruction_id bigint not null references instructions,
  message_id bigint not null references messages,
  post_id bigint references posts,
  office_id bigint references offices,
  lead boolean not null,
  state text not null check (state in ('issued', 'noted', 'reported', 'accepted', 'taken-back')),
  clock_id bigint not null references clocks,
  due_at timestamptz not null,
  noted_at timestamptz,
  noted_by bigint references staff,
  reported_at timestamptz,
  reported_by bigint references staff,
  sent_back smallint not null default 0,
  ended_at timestamptz,
  ended_by bigint references staff,
  check ((post_id is null) <> (office_id is null)),
  check ((state in ('accepted', 'taken-back')) = (ended_at is not null))
);
alter table instructions add foreign key (parent_id) references addressees;
create index addressees_instruction on addressees (instruction_id);
create index addressees_message on addressees (message_id);
create index addressees_office on addressees (office_id, due_at) where office_id is not null;
create index addressees_post on addressees (post_id, due_at) where post_id is not null;
create index addressees_clock on addressees (clock_id);
create index addressees_open on addressees (due_at) where ended_at is null;

-- An instruction that is being written, sealed under the key of its message: it belongs to the post.
create table instruction_drafts (
  message_id bigint not null references messages,
  post_id bigint not null references posts,
  sealed bytea not null,
  saved_by bigint not null references staff,
  saved_at timestamptz not null,
  primary key (message_id, post_id)
);

-- What a post's holder has read (已阅).
create table leader_reads (
  post_id bigint not null references posts,
  message_id bigint not null references messages,
  staff_id bigint not null references staff,
  at timestamptz not null,
  primary key (post_id, message_id)
);

-- How many of its answers an office visits; the newest row holds, no row: every one.
create table visit_rules (
  id bigint generated always as identity primary key,
  office_id bigint not null references offices,
  percent smallint not null check (percent between 0 and 100),
  set_by bigint not null references staff,
  set_at timestamptz not null
);
create index visit_rules_office on visit_rules (office_id, id desc);

-- Written with each answer: is its author asked? roll (0–99) is drawn from message and round, so that it can be checked.
create table visit_plans (
  message_id bigint not null references messages,
  round smallint not null,
  roll smallint not null check (roll between 0 and 99),
  percent smallint not null,
  asked boolean not null,
  why text not null check (why in ('every', 'drawn', 'not-drawn', 'complaint', 'emergency', 'reopened')),
  at timestamptz not null,
  primary key (message_id, round)
);

-- Who is calling an author right now: two never call the same one.
create table calls (
  message_id bigint primary key references messages,
  staff_id bigint not null references staff,
  begun_at timestamptz not null,
  until_at timestamptz not null
);

alter table visits add column code text;
alter table visits add column round smallint;
create index visits_staff on visits (staff_id, at);
create index messages_to_visit on messages (answerable_id, due_at, id) where next_step = 'visit';

-- Answers from before this rule were all to be visited.
insert into visit_plans (message_id, round, roll, percent, asked, why, at)
select m.id, (select count(*) from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published'), 0, 100, true, 'every', m.answered_at
from messages m where m.handling = 'answered' and m.answered_at is not null;

grant select, insert, update on instructions, addressees, leader_reads, instruction_drafts to huiyin_app;
grant select, insert on visit_rules, visit_plans to huiyin_app;
grant select, insert, update, delete on calls to huiyin_app;
grant delete on instruction_drafts to huiyin_app;
grant usage on all sequences in schema public to huiyin_app;
grant select on instructions, addressees, instruction_drafts, leader_reads, visit_rules, visit_plans, calls
  to huiyin_private, huiyin_retention, huiyin_backup;
