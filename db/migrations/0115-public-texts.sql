-- What the public search reads of public messages, apart from the messages themselves: a message's row moves with each of its steps,
-- and every move wrote hundreds of index entries for words that had not changed. The worker keeps it, a moment behind.

create table public_texts (
  message_id bigint primary key references messages on delete cascade,
  published_at timestamptz not null,
  post_id bigint not null,
  province_code text collate "C",
  city_code text collate "C",
  region_code text collate "C",
  topic_id smallint not null,
  kind text not null,
  standing text not null check (standing in ('open', 'answered', 'ended')),
  pictures boolean not null,
  adopted boolean not null,
  -- Title, text and place, a line each: letters and digits alone, in one width and one case.
  folded text not null
);
-- One character stands in so many texts that it is looked for among the newest alone.
create index public_texts_newest on public_texts (published_at desc, message_id desc);

-- Public messages whose text, place in the lists or standing changed: the worker reads them anew.
create table texts_due (
  id bigint generated always as identity primary key,
  message_id bigint not null
);

-- Every two neighbouring characters of a text, and marks of what narrows a search: month, year, place, post, topic, kind, open.
create function text_terms(folded text, published_at timestamptz, post_id bigint, province text, city text, region text, topic smallint,
  kind text, standing text, pictures boolean, adopted boolean)
returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(
    array_remove(
      string_to_array(
        regexp_replace(replace(folded, E'\n', ' '), '(..)', E'\\1\n', 'g') || E'\n'
          || regexp_replace(substr(replace(folded, E'\n', ' '), 2), '(..)', E'\\1\n', 'g'), E'\n'), '')
    || array_remove(array[
      '@m' || to_char(published_at at time zone 'UTC' + interval '8 hours', 'YYYYMM'),
      '@y' || to_char(published_at at time zone 'UTC' + interval '8 hours', 'YYYY'),
      '@p' || post_id, '@r' || province, '@r' || city, '@r' || region, '@t' || topic, '@k' || kind,
      case when standing = 'open' then '@o' end, case when pictures then '@i' end, case when adopted then '@a' end], null)) $$;

create index public_texts_terms on public_texts using gin (
  text_terms(folded, published_at, post_id, province_code, city_code, region_code, topic_id, kind, standing, pictures, adopted))
  with (gin_pending_list_limit = 1024);

-- The newest texts that a query finds, and how many it finds, up to a number at which nobody counts any more.
-- One month after the other, since a frequent word has enough in the newest; whole years where a word is rare.
create function find_texts(p_query tsquery, p_checks text[], p_without text[], p_standing text, p_from timestamptz, p_to timestamptz,
  p_want integer, p_most integer)
returns table (ids bigint[], total integer) language plpgsql stable parallel restricted
set enable_seqscan = off set search_path = public, pg_temp as $$
declare
  first_at timestamptz; last_at timestamptz; lower timestamptz; upper timestamptz; probed integer := 0; mark text; hits bigint[]; n integer;
begin
  ids := '{}'; total := 0;
  select published_at into last_at from public_texts where published_at < coalesce(p_to, 'infinity') order by published_at desc limit 1;
  select published_at into first_at from public_texts where published_at >= coalesce(p_from, '-infinity') order by published_at limit 1;
  upper := date_trunc('month', last_at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' + interval '32 days';
  upper := date_trunc('month', upper at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai';
  while upper > first_at and (cardinality(ids) < p_want or total < p_most) loop
    if probed >= 6 and total < 2000 and extract(month from upper at time zone 'Asia/Shanghai') = 1 then
      lower := date_trunc('year', (upper - interval '1 day') at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai';
      mark := '@y' || to_char(lower at time zone 'Asia/Shanghai', 'YYYY');
    else
      lower := date_trunc('month', (upper - interval '1 day') at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai';
      mark := '@m' || to_char(lower at time zone 'Asia/Shanghai', 'YYYYMM');
      probed := probed + 1;
    end if;
    select coalesce(array_agg(t.message_id order by t.published_at desc, t.message_id desc), '{}'), count(*) into hits, n
    from public_texts t
    where text_terms(t.folded, t.published_at, t.post_id, t.province_code, t.city_code, t.region_code, t.topic_id, t.kind, t.standing,
        t.pictures, t.adopted) @@ (p_query && quote_literal(mark)::tsquery)
      and (p_standing is null or t.standing = p_standing)
      and t.published_at >= coalesce(p_from, '-infinity') and t.published_at < coalesce(p_to, 'infinity')
      and t.folded ~ all (p_checks) and t.folded !~ all (p_without);
    if cardinality(ids) < p_want then ids := ids || hits[1 : p_want - cardinality(ids)]; end if;
    total := total + n;
    upper := lower;
  end loop;
  return next;
end $$;

create index messages_adopted on messages (published_at desc, id desc) where publication = 'public' and adopted;

drop index messages_search;
alter table messages drop column search;

grant select, insert, update, delete on public_texts to huiyin_app;
grant select, insert, delete on texts_due to huiyin_app;
-- Due texts are locked while they are read.
grant update on texts_due to huiyin_app;
grant usage on sequence texts_due_id_seq to huiyin_app;
grant select on public_texts, texts_due to huiyin_private, huiyin_retention, huiyin_backup;

-- Messages that are public already.
insert into texts_due (message_id) select id from messages where publication = 'public' order by published_at, id;
