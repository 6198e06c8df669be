-- What is shown is sought first, and only that much is put in order; what is counted beyond it is counted and not collected. Whether a word
-- stands in a text is told by what stands before it: strpos counts the characters up to it, which takes longer than finding it.
-- What the index gives is kept exactly up to 32 MB: where it is not, each text is cut into its pairs once more to be sure.
-- And of a year of which most months are asked for, all texts are gone through faster than those of seven marks and more side by side.

create or replace function text_months(lower timestamptz, upper timestamptz)
returns tsquery language sql stable parallel safe set search_path = public, pg_temp as $$
  with months as (
    select m, extract(year from m)::integer as y
    from generate_series(lower at time zone 'Asia/Shanghai', upper at time zone 'Asia/Shanghai' - interval '1 day', interval '1 month') m),
  years as (select y from months group by y having count(*) > 6)
  select string_agg(quote_literal(mark), ' | ')::tsquery from (
    select '@y' || y as mark from years
    union all select '@m' || to_char(m, 'YYYYMM') from months where y not in (select y from years)) x $$;

create or replace function find_texts(p_query tsquery, p_checks text[], p_without text[], p_standing text, p_from timestamptz, p_to timestamptz,
  p_want integer, p_most integer)
returns table (ids bigint[], total integer) language plpgsql stable parallel restricted
set enable_seqscan = off set work_mem = '32MB' set search_path = public, pg_temp as $$
declare
  first_at timestamptz; last_at timestamptz; lower timestamptz; upper timestamptz;
  looked double precision; months_left double precision; goal integer; hits bigint[]; n integer; texts text;
  month constant double precision := 2629746;
begin
  ids := '{}'; total := 0;
  select published_at into last_at from public_texts where published_at < coalesce(p_to, 'infinity') order by published_at desc limit 1;
  select published_at into first_at from public_texts where published_at >= coalesce(p_from, '-infinity') order by published_at limit 1;
  upper := (date_trunc('month', last_at at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai';
  -- About the newest 12,000, told from how long ago the newest 500 began: to count them off takes as long as a search for something rare.
  -- Where the newest came slowly, those before them may not have: there they are counted.
  lower := last_at - 24 * (last_at - (select t.published_at from public_texts t where t.published_at <= last_at
    order by t.published_at desc offset 500 limit 1));
  if lower < last_at - interval '2 months' then
    lower := (select t.published_at from public_texts t where t.published_at <= last_at order by t.published_at desc offset 12000 limit 1);
  end if;
  lower := coalesce(lower, '-infinity');
  texts := ' from public_texts t
    where text_terms(t.folded, t.published_at, t.post_id, t.province_code, t.city_code, t.region_code, t.topic_id, t.kind, t.standing,
        t.pictures, t.adopted) @@ $1
      and t.published_at >= $2 and t.published_at < $3'
    || case when p_standing is null then '' else ' and t.standing = ' || quote_literal(p_standing) end
    || coalesce((select string_agg(' and (' || (select string_agg(format('octet_length(split_part(t.folded, %L, 1)) < octet_length(t.folded)', w), ' or ')
        from unnest(string_to_array(c, '|')) w) || ')', '') from unnest(p_checks) c), '')
    || coalesce((select string_agg(format(' and octet_length(split_part(t.folded, %L, 1)) = octet_length(t.folded)', w), '')
        from unnest(p_without) w), '');
  while upper > first_at and (cardinality(ids) < p_want or total < p_most) loop
    -- Without marks where a third of the time there is or more is looked at: what is wanted is not so frequent then that its own list is long.
    execute case when cardinality(ids) < p_want
        then 'select array_agg(t.message_id order by t.published_at desc, t.message_id desc), count(*)' else 'select null::bigint[], count(*)' end || texts
      into hits, n using
      case when lower <= first_at then p_query when 3 * (upper - lower) > last_at - first_at then p_query else p_query && text_months(
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
    -- As many months more as should hold what is still wanted, if they are like those that were looked at; carefully at first, and a quarter
    -- more at least, since each look costs something by itself.
    goal := greatest(case when cardinality(ids) < p_want then p_want - cardinality(ids) else p_most - total end, 1);
    lower := case when total * months_left / looked <= greatest(goal, p_most - total) then '-infinity'
      else lower - greatest(least(1.05 * goal / greatest(total, 1), 8), 0.25) * looked * month * interval '1 second' end;
  end loop;
  return next;
end $$;
