-- Indexes that fit what the pages ask: a place or a topic, a standing, the newest first. A list of one standing reads
-- its page and no more; a list of all reads the newest of each.

-- What lists say of a message in one word. A column of its own, because the planner knows nothing of how often the
-- value of an expression comes in a partial index, and then reads and sorts a whole province.
alter table messages add column standing text collate "C" not null generated always as (
  case when handling in ('waiting', 'in-progress') then handling when answered_at is not null then 'answered' else 'ended' end
) stored;

drop index messages_public_post, messages_public_region, messages_public_province, messages_public_city,
  messages_public_topic, messages_public_handling;
create index messages_public_post on messages (post_id, standing, published_at desc, id desc) where publication = 'public';
create index messages_public_region on messages (region_code, standing, published_at desc, id desc) where publication = 'public';
create index messages_public_province on messages (province_code, standing, published_at desc, id desc) where publication = 'public';
create index messages_public_city on messages (city_code, standing, published_at desc, id desc) where publication = 'public';
create index messages_public_topic on messages (topic_id, standing, published_at desc, id desc) where publication = 'public';
create index messages_public_kind on messages (kind, standing, published_at desc, id desc) where publication = 'public';
create index messages_public_standing on messages (standing, published_at desc, id desc) where publication = 'public';

-- A message's page shows the clocks that stopped as well; one index serves both.
create index clocks_of_message on clocks (message_id);
drop index clocks_message;

-- What an office answered, the latest first; the open messages of its desk have a due time, by a check of their table.
create index messages_answered_by on messages (answerable_id, answered_at desc, id desc)
  where answered_at is not null and handling in ('answered', 'closed') and publication in ('public', 'private', 'taken-down', 'withdrawn');
