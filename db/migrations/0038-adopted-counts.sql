-- Messages whose suggestion became a measure count in the public numbers. A fact of the message itself, so that a step
-- knows what it moves without looking at the marks; `verify` holds the two against each other.
alter table messages add column adopted boolean not null default false;
update messages m set adopted = true where exists (select from marks k where k.message_id = m.id and k.what = 'adopted' and k.state = 'in-force');

-- What was adopted before this counts from now on, in the month of its verdict as every other number.
insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, measure, n)
select date_trunc('month', coalesce(m.published_at, m.transferred_at) at time zone 'Asia/Shanghai')::date, m.post_id, m.region_code,
  m.province_code, m.city_code, m.topic_id, m.kind, 'adopted', 1
from messages m where m.adopted and m.publication = 'public' and m.handling in ('answered', 'closed') and m.answered_at is not null;
