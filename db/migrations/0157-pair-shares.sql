-- In how many texts the most frequent pairs of characters stand, as the last analysis of the texts has seen it: what the index is asked
-- for is chosen by it. Who may search may know them.

drop function frequent_pairs();

create function pair_shares()
returns table (pair text, share real) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e, f from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) x (e, f)
  where s.schemaname = 'public' and s.tablename = 'public_texts_terms' and e not like '@%' $$;

grant execute on function pair_shares() to huiyin_app;
