-- A look of the search is as long as it must be: the first at the newest 12,000 texts, since two months of a large board are many more;
-- and all the rest at once where the first says that it holds less than is counted. Months are marked whole, their texts told by the time.

create or replace function find_texts(p_query tsquery, p_checks text[], p_without text[], p_standing text, p_from timestamptz, p_to timestamptz,
  p_want integer, p_most integer)
returns table (ids bigint[], total integer) language plpgsql stable parallel restricted
set enable_seqscan = off set search_path = public, pg_temp as $$
declare
  first_at timestamptz; last_at timestamptz; lower timestamptz; upper timestamptz;
  looked double precision; months_left double precision; goal integer; hits bigint[]; n integer; look text;
  month constant double precision := 2629746;
begin
  ids := '{}'; total := 0;
  select published_at into last_at from public_texts where published_at < coalesce(p_to, 'infinity') order by published_at desc limit 1;
  select published_at into first_at from public_texts where published_at >= coalesce(p_from, '-infinity') order by published_at limit 1;
  upper := (date_trunc('month', last_at at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai';
  lower := (upper at time zone 'Asia/Shanghai' - interval '2 months') at time zone 'Asia/Shanghai';
  lower := greatest(lower, (select t.published_at from public_texts t where t.published_at <= last_at order by t.published_at desc offset 12000 limit 1));
  look := 'select coalesce(array_agg(t.message_id order by t.published_at desc, t.message_id desc), ''{}''), count(*) from public_texts t
    where text_terms(t.folded, t.published_at, t.post_id, t.province_code, t.city_code, t.region_code, t.topic_id, t.kind, t.standing,
        t.pictures, t.adopted) @@ $1
      and t.published_at >= $2 and t.published_at < $3'
    || case when p_standing is null then '' else ' and t.standing = ' || quote_literal(p_standing) end
    || coalesce((select string_agg(' and (' || (select string_agg('strpos(t.folded, ' || quote_literal(w) || ') > 0', ' or ')
        from unnest(string_to_array(c, '|')) w) || ')', '') from unnest(p_checks) c), '')
    || coalesce((select string_agg(' and strpos(t.folded, ' || quote_literal(w) || ') = 0', '') from unnest(p_without) w), '');
  while upper > first_at and (cardinality(ids) < p_want or total < p_most) loop
    -- The rest in one look, without any mark.
    execute look into hits, n using
      case when lower <= first_at then p_query else p_query && text_months(
        date_trunc('month', lower at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai',
        (date_trunc('month', (upper - interval '1 microsecond') at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai') end,
      greatest(coalesce(p_from, '-infinity'), case when lower <= first_at then '-infinity' else lower end),
      least(coalesce(p_to, 'infinity'), upper);
    if cardinality(ids) < p_want then ids := ids || hits[1 : p_want - cardinality(ids)]; end if;
    total := total + n;
    exit when lower <= first_at;
    upper := lower;
    looked := greatest(extract(epoch from last_at - lower) / month, 0.001);
    months_left := extract(epoch from lower - first_at) / month;
    -- As many months more as should hold what is still wanted, if they are like those that were looked at; carefully at first.
    goal := greatest(p_want - cardinality(ids), p_most - total, 1);
    lower := case when total * months_left / looked <= goal then '-infinity'
      else lower - least(1.1 * goal * looked / greatest(total, 1), 8 * looked) * month * interval '1 second' end;
  end loop;
  return next;
end $$;

-- Pairs of characters that stand in so many texts that looking them up in the index costs more than it spares. As the last analysis
-- of the texts has seen them; who may search may know them.
create function frequent_pairs()
returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(e), '{}') from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) x (e, f)
  where s.schemaname = 'public' and s.tablename = 'public_texts_terms' and f >= 0.2 and e not like '@%' $$;

grant execute on function frequent_pairs() to huiyin_app;
