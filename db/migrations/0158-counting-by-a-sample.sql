-- To say that there are more than are counted, not every text need be gone through: whether what is wanted stands in the texts that the index
-- gives is told by every eighth of them, drawn by their numbers, as soon as far more are to be expected than are counted. Where the drawn ones
-- do not make it certain after all, each text is gone through as before: a number that is shown as such is never an estimate.

-- Of so many, at least so many are right if that many of the drawn ones are: six standard deviations below, after Agresti and Coull. That it is
-- wrong by chance happens once in a thousand million times.
create function surely_right(p_all integer, p_drawn integer, p_right integer)
returns integer language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select floor(p_all * greatest(0, share - 6 * sqrt(share * (1 - share) / (p_drawn + 36))))::integer
  from (select (p_right + 18)::float8 / (p_drawn + 36) as share) s $$;

create or replace function find_texts(p_query tsquery, p_checks text[], p_without text[], p_standing text, p_from timestamptz, p_to timestamptz,
  p_want integer, p_most integer)
returns table (ids bigint[], total integer) language plpgsql stable parallel restricted
set enable_seqscan = off set work_mem = '32MB' set search_path = public, pg_temp as $$
declare
  first_at timestamptz; last_at timestamptz; lower timestamptz; upper timestamptz;
  looked double precision; months_left double precision; goal integer; hits bigint[]; n integer; counted integer := 0;
  terms constant text := 'text_terms(t.folded, t.published_at, t.post_id, t.province_code, t.city_code, t.region_code, t.topic_id, t.kind, t.standing, t.pictures, t.adopted)';
  texts text; in_text text; months tsquery;
  -- From where on only the drawn are gone through; 'infinity': nowhere, they did not make it certain.
  drawn_from timestamptz; candidates integer := 0; drawn integer := 0; right_ones integer := 0; d integer; r integer;
  is_drawn constant text := 'hashint8(t.message_id) & 7 = 0';
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
  texts := ' from public_texts t where ' || terms || ' @@ $1 and t.published_at >= $2 and t.published_at < $3'
    || case when p_standing is null then '' else ' and t.standing = ' || quote_literal(p_standing) end;
  in_text := coalesce((select string_agg(' and (' || (select string_agg(format('octet_length(split_part(t.folded, %L, 1)) < octet_length(t.folded)', w), ' or ')
        from unnest(string_to_array(c, '|')) w) || ')', '') from unnest(p_checks) c), '')
    || coalesce((select string_agg(format(' and octet_length(split_part(t.folded, %L, 1)) = octet_length(t.folded)', w), '')
        from unnest(p_without) w), '');
  while upper > first_at and (cardinality(ids) < p_want or total < p_most) loop
    -- Without marks where a third of the time there is or more is looked at: what is wanted is not so frequent then that its own list is long.
    -- Marks are a condition of their own: the index goes through its lists faster than it works out one condition for each text on them.
    months := case when lower > first_at and 3 * (upper - lower) <= last_at - first_at then text_months(
      date_trunc('month', lower at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai',
      (date_trunc('month', (upper - interval '1 microsecond') at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai') end;
    execute case
        when drawn_from < 'infinity' then
          format('select null::bigint[], count(*), count(*) filter (where %1$s), count(*) filter (where %1$s %2$s)', is_drawn, in_text) || texts
        when cardinality(ids) < p_want then 'select array_agg(t.message_id order by t.published_at desc, t.message_id desc), count(*), 0, 0' || texts || in_text
        else 'select null::bigint[], count(*), 0, 0' || texts || in_text end
      || case when months is null then '' else ' and ' || terms || ' @@ $4' end
      into hits, n, d, r using p_query, greatest(coalesce(p_from, '-infinity'), case when lower <= first_at then '-infinity' else lower end),
        least(coalesce(p_to, 'infinity'), upper), months;
    if drawn_from < 'infinity' then
      candidates := candidates + n; drawn := drawn + d; right_ones := right_ones + r;
      total := counted + surely_right(candidates, drawn, right_ones);
    else
      if cardinality(ids) < p_want then ids := ids || hits[1 : p_want - cardinality(ids)]; end if;
      counted := counted + n; total := counted;
    end if;
    upper := lower;
    if lower <= first_at then
      exit when total >= p_most or coalesce(drawn_from, 'infinity') = 'infinity';
      upper := drawn_from; drawn_from := 'infinity'; total := counted;
      continue;
    end if;
    looked := greatest(extract(epoch from last_at - lower) / month, 0.001);
    months_left := extract(epoch from lower - first_at) / month;
    if drawn_from is null and in_text <> '' and cardinality(ids) >= p_want and counted * months_left / looked > 1.5 * (p_most - counted) then
      drawn_from := upper;
    end if;
    -- As many months more as should hold what is still wanted, if they are like those that were looked at; carefully at first, and a quarter
    -- more at least, since each look costs something by itself.
    goal := greatest(case when cardinality(ids) < p_want then p_want - cardinality(ids) else p_most - total end, 1);
    lower := case when total * months_left / looked <= greatest(goal, p_most - total) then '-infinity'
      else lower - greatest(least(1.1 * goal / greatest(total, 1), 8), 0.25) * looked * month * interval '1 second' end;
  end loop;
  return next;
end $$;
