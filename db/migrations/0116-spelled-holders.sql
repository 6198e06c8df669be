-- How the name of who holds a post is typed in Latin letters, so that it is found like the name of a place; the worker spells what has none yet.
alter table holders add column pinyin text collate "C", add column initials text collate "C";
create index holders_pinyin on holders (pinyin) where to_on is null and pinyin is not null;
create index holders_initials on holders (initials) where to_on is null and initials is not null;
create index holders_unspelled on holders (id) where name is not null and pinyin is null;
