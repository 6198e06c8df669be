import { app, appPool, type Db } from '../../src/server/store/db.ts';
import {
  newestFound,
  type Search,
  searchMessages,
  type SearchSort,
} from '../../src/server/views/searching/search-messages.ts';
import { type Board, foundTime, within } from './board.ts';
import { inDatabaseOf } from './in-database.ts';
import { drawing, isPlanted } from './sentences.ts';
import { planted, rareSigns, things } from './vocabulary.ts';

const sorts: SearchSort[] = ['relevance', 'time', 'supporters'];
const exactly = (q: string, filter: Search['filter'] = {}): Search => ({
  q: `"${q}"`,
  filter,
  sort: 'time',
  exact: true,
});

/** Searches for frequent words, rare ones, and phrases in a place, in the database. */
export async function measureSearches(board: Board): Promise<void> {
  const ask = (search: Search) => (db: Db) => searchMessages(db, search, { limit: 20 });
  const frequent = things.slice(0, 20).flatMap((q) => sorts.map((sort) => ask({ q, filter: {}, sort })));
  await measured(board, { name: 'search, frequent word, 95 of 100', most: 80, runs: frequent });
  // What the index does not know: how a message stands at this moment, and who answers for it.
  const filters: Search['filter'][] = [
    { status: 'waiting' },
    { status: 'in-progress' },
    { office: await busiestOffice() },
  ];
  const standing = things
    .slice(0, 20)
    .flatMap((q) => filters.map((filter) => ask({ q, filter, sort: 'time' })));
  const which = 'search, frequent word among what waits, is in progress or lies with an office';
  await measured(board, { name: `${which}, 95 of 100`, most: 80, runs: standing });
  const draw = drawing(board.messages);
  const sign = () => rareSigns[Math.floor(draw() * rareSigns.length)] ?? '';
  const rare = Array.from({ length: 200 }, () => ask({ q: sign() + sign(), filter: {}, sort: 'relevance' }));
  await measured(board, { name: 'search, rare word, 95 of 100', most: 15, runs: rare });
  const phrases = await phrasesInPlaces(draw);
  const inPlace = phrases.map((search) => ask(search));
  await measured(board, { name: 'search, phrase in a province, 95 of 100', most: 40, runs: inPlace });
}

async function measured(
  board: Board,
  { name, most, runs }: { name: string; most: number; runs: ((db: Db) => Promise<{ total: number }>)[] },
): Promise<void> {
  const totals: number[] = [];
  for (const run of runs) totals.push((await run(app())).total);
  const { times, note } = await inDatabaseOf(board.stand.urls.app, runs);
  const hits = `${within(totals, 0.5)} hits in the middle, ${within(totals, 1)} at most`;
  foundTime(board, { name, ms: within(times, 0.95), most, note: `${note}; ${hits}` });
}

/** The office with most public messages. */
async function busiestOffice(): Promise<number> {
  const { rows } = await appPool().query<{ id: number }>(
    `select substr(scope, 8)::bigint as id from rollup_totals where scope like 'office:%' order by (counts ->> 'public')::bigint desc nulls last limit 1`,
  );
  return rows[0]?.id ?? 0;
}

/** Beginnings of titles as phrases, each in the province it was taken from; with more than 5,000 hits none is kept. */
async function phrasesInPlaces(draw: () => number): Promise<Search[]> {
  const { rows } = await appPool().query<{ title: string; region: string }>(
    `select m.title, m.province_code as region from generate_series(1, 200) n cross join lateral (
      select * from messages x where x.publication = 'public' and x.id >= (select min(id) + (n * (max(id) - min(id)) / 201)::bigint from messages) order by x.id limit 1) m`,
  );
  const searches: Search[] = [];
  for (const { title, region } of rows) {
    const from = Math.floor(draw() * 3);
    const search = exactly(title.slice(from, from + 4 + Math.floor(draw() * 3)), { region });
    const { total } = await searchMessages(app(), search, { limit: 20 });
    if (total <= 5000) searches.push(search);
  }
  return searches;
}

/** The planted phrase is found in exactly the messages in which it was planted. */
export async function measurePlanted(board: Board): Promise<void> {
  const codes: string[] = [];
  for (let g = 1; g <= board.messages; g += 1) if (isPlanted(g)) codes.push(String(800_000_000_000 + g));
  const { rows } = await appPool().query<{ id: number }>(
    `select id from messages where code = any ($1) and publication = 'public' order by published_at desc, id desc limit 2000`,
    [codes],
  );
  const right = new Set(rows.map(({ id }) => id));
  const ids = await newestFound(app(), exactly(planted.together), 2000);
  const wrong = ids.filter((id) => !right.has(id)).length;
  const missed = right.size - (ids.length - wrong);
  const { total } = await searchMessages(app(), exactly(planted.first), { limit: 1 });
  board.found({
    name: `${board.size}: planted phrase, missed or found wrongly`,
    ...{ value: wrong + missed, unit: '', limit: null, ratio: null, target: 0, better: 'lower' },
    note: `${right.size} planted, ${ids.length} found; its first word alone stands in ${total}`,
  });
}
