-- The search asks for as much of the past at once as is likely to hold what it wants, instead of month after month: of a rare word
-- the whole past in two looks, of a frequent one as many months as it needs. And a word is looked for in a text as it is, not as a pattern.

-- The months from one to another, as marks of the index: whole years where they are whole. Both begin a month in Shanghai.
create function text_months(lower timestamptz, upper timestamptz)
returns tsquery language sql stable parallel safe set search_path = public, pg_temp as $$
  with months as (
    select m, extract(year from m)::integer as y
    from generate_series(lower at time zone 'Asia/Shanghai', upper at time zone 'Asia/Shanghai' - interval '1 day', interval '1 month') m),
  years as (select y from months group by y having count(*) = 12)
  select string_agg(quote_literal(mark), ' | ')::tsquery from (
    select '@y' || y as mark from years
    union all select '@m' || to_char(m, 'YYYYMM') from months where y not in (select y from years)) x $$;

-- Each of p_checks is words that stand for the same, with | between them; one of them has to stand in the text.
create or replace function find_texts(p_query tsquery, p_checks text[], p_without text[], p_standing text, p_from timestamptz, p_to timestamptz,
  p_want integer, p_most integer)
returns table (ids bigint[], total integer) language plpgsql stable parallel restricted
set enable_seqscan = off set search_path = public, pg_temp as $$
declare
  first_at timestamptz; last_at timestamptz; lower timestamptz; upper timestamptz;
  step integer := 2; looked integer := 0; goal integer; hits bigint[]; n integer; look text;
begin
  ids := '{}'; total := 0;
  select published_at into last_at from public_texts where published_at < coalesce(p_to, 'infinity') order by published_at desc limit 1;
  select published_at into first_at from public_texts where published_at >= coalesce(p_from, '-infinity') order by published_at limit 1;
  upper := (date_trunc('month', last_at at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai';
  look := 'select coalesce(array_agg(t.message_id order by t.published_at desc, t.message_id desc), ''{}''), count(*) from public_texts t
    where text_terms(t.folded, t.published_at, t.post_id, t.province_code, t.city_code, t.region_code, t.topic_id, t.kind, t.standing,
        t.pictures, t.adopted) @@ $1
      and t.published_at >= $2 and t.published_at < $3'
    || case when p_standing is null then '' else ' and t.standing = ' || quote_literal(p_standing) end
    || coalesce((select string_agg(' and (' || (select string_agg('strpos(t.folded, ' || quote_literal(w) || ') > 0', ' or ')
        from unnest(string_to_array(c, '|')) w) || ')', '') from unnest(p_checks) c), '')
    || coalesce((select string_agg(' and strpos(t.folded, ' || quote_literal(w) || ') = 0', '') from unnest(p_without) w), '');
  while upper > first_at and (cardinality(ids) < p_want or total < p_most) loop
    lower := (upper at time zone 'Asia/Shanghai' - make_interval(months => step)) at time zone 'Asia/Shanghai';
    -- The rest in one look, without any mark.
    execute look into hits, n using
      case when lower <= first_at then p_query else p_query && text_months(lower, upper) end,
      coalesce(p_from, '-infinity'), least(coalesce(p_to, 'infinity'), upper);
    if cardinality(ids) < p_want then ids := ids || hits[1 : p_want - cardinality(ids)]; end if;
    total := total + n;
    looked := looked + step;
    upper := lower;
    -- As many months more as should hold what is still wanted, if they are like those that were looked at; carefully at first.
    goal := greatest(p_want - cardinality(ids), p_most - total, 1);
    step := least(ceil(1.1 * goal * looked / greatest(total, 0.5)), case when total = 0 then 6000 else 8 * looked end);
  end loop;
  return next;
end $$;

grant execute on function text_months(timestamptz, timestamptz) to huiyin_app;
