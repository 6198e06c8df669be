-- What an answered message stands for beyond itself: public guidance for the next who asks, or a suggestion that was adopted.
-- Proposed by one, confirmed by another; shown while the message is public and stands answered.

create table marks (
  id bigint primary key default nextval('spare_ids'),
  message_id bigint not null references messages,
  what text not null check (what in ('guidance','adopted')),
  state text not null check (state in ('proposed','in-force','declined','ended')),
  -- Of guidance: the answer that guides.
  reply_id bigint references replies,
  -- Of an adopted suggestion: what was decided, when, and where it can be read.
  measure text,
  measure_on date,
  link text,
  proposed_by bigint not null references staff,
  proposed_at timestamptz not null,
  decided_by bigint references staff,
  decided_at timestamptz,
  ended_by bigint references staff,
  ended_at timestamptz,
  -- The words of title, text and answer, as long as everybody may read them.
  search tsvector,
  check ((what = 'guidance') = (reply_id is not null)),
  check ((what = 'adopted') = (measure is not null and measure_on is not null)),
  check (what = 'adopted' or link is null),
  check (decided_by is null or decided_by <> proposed_by),
  check (state <> 'in-force' or decided_by is not null),
  check ((state = 'ended') = (ended_at is not null)),
  check (search is null or (what = 'guidance' and state = 'in-force'))
);
create unique index marks_one on marks (message_id, what) where state in ('proposed', 'in-force');
create index marks_newest on marks (what, decided_at desc, id desc) where state = 'in-force';
create index marks_reply on marks (reply_id) where reply_id is not null;
create index marks_search on marks using gin (search) where state = 'in-force';

-- Guidance that was shown to somebody before they sent, and whether it was enough; nothing about the person.
create table guidance_offers (
  id bigint generated always as identity primary key,
  mark_id bigint not null references marks,
  outcome text not null check (outcome in ('offered','helped','went-on')),
  at timestamptz not null
);
create index guidance_offers_mark on guidance_offers (mark_id, outcome);

grant select, insert, update on marks to huiyin_app;
grant select, insert on guidance_offers to huiyin_app;
grant usage on all sequences in schema public to huiyin_app;
grant select on marks, guidance_offers to huiyin_private, huiyin_retention, huiyin_backup;
