import pg from 'pg';
import { type Board } from './board.ts';

/** Bytes a message takes: its text and the search, and all that hangs on it; tables of the directory and of this measurement left out. */
export async function measureDisk(board: Board): Promise<number> {
  const owner = new pg.Client({ connectionString: board.stand.urls.owner });
  await owner.connect();
  const { rows } = await owner.query<{ text: number; search: number; all: number; largest: string }>(
    `with sizes as (
      select c.oid::regclass::text as name, pg_total_relation_size(c.oid) as bytes from pg_class c join pg_namespace s on s.oid = c.relnamespace
      where c.relkind = 'r' and s.nspname in ('public', 'private') and c.relname !~ '^(bench_|regions|posts|offices|topics|calendar|leaders)')
    select (select avg(octet_length(title) + octet_length(body) + octet_length(place)) from messages tablesample system (2) where publication = 'public')::float8 as text,
      pg_total_relation_size('public_texts')::float8 / $1 as search, (select sum(bytes) from sizes)::float8 / $1 as all,
      (select string_agg(name || ' ' || (bytes / $1)::text, ', ') from (select * from sizes order by bytes desc limit 7) x) as largest`,
    [board.messages],
  );
  await owner.end();
  const [{ text, search, all, largest }] = rows as [(typeof rows)[0]];
  const bytes = { unit: 'B', limit: null, ratio: null, better: 'lower' } as const;
  const parts = `text ${text.toFixed(0)}, search ${search.toFixed(0)}`;
  board.found({
    name: `${board.size}: disk a message, text and search`,
    value: text + search,
    target: 4096,
    note: parts,
    ...bytes,
  });
  board.found({
    name: `${board.size}: disk a message, all`,
    value: all,
    target: 9216,
    note: largest,
    ...bytes,
  });
  return all;
}
