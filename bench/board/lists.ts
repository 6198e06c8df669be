import { appPool, type Db } from '../../src/server/store/db.ts';
import { writeCursor } from '../../src/server/views/cursor.ts';
import { listInFull } from '../../src/server/views/list-messages.ts';
import type { MessageFilter } from '../../src/server/views/message-filter.ts';
import { type Board, foundTime, within } from './board.ts';
import { inDatabaseOf } from './in-database.ts';
import { drawing } from './sentences.ts';

const samples = 300;

interface Drawn {
  id: number;
  at: Date;
  post: number;
  office: number;
  region: string;
  kind: NonNullable<MessageFilter['kind']>;
  topic: number;
  standing: string;
}

/**
 * Lists by two filters at any page, in the database. Half of the pairs come from one message, so
 * that there is something to show; in the other half each is drawn alone, also where hardly anything fits both.
 */
export async function measureLists(board: Board): Promise<void> {
  const draw = drawing(board.messages);
  const some = await drawMessages(samples * 3);
  const runs = Array.from({ length: samples }, (_, n) => {
    const [one, other, place] = [0, 1, 2].map((i) => some[(n * 3 + i) % some.length]) as [
      Drawn,
      Drawn,
      Drawn,
    ];
    const [first, second] = twoOf(draw);
    const filter = { ...first(one), ...second(n % 2 === 0 ? one : other) };
    return (db: Db) => listInFull(db, filter, { after: writeCursor(place), limit: 20 });
  });
  const { times, note } = await inDatabaseOf(board.stand.urls.app, runs);
  const name = 'list by two filters, any page, 95 of 100';
  foundTime(board, { name, ms: within(times, 0.95), most: 25, note });
}

const narrowings: ((m: Drawn) => MessageFilter)[] = [
  (m) => ({ region: `${m.region.slice(0, 2)}0000` }),
  (m) => ({ region: m.region }),
  (m) => ({ leader: m.post }),
  (m) => ({ office: m.office }),
  (m) => ({ kind: m.kind }),
  (m) => ({ topic: m.topic }),
  (m) => (m.standing === 'answered' ? { status: 'answered' } : { status: 'in-progress' }),
];

// Two that ask for different things: a province and a county are both places.
function twoOf(draw: () => number): [(m: Drawn) => MessageFilter, (m: Drawn) => MessageFilter] {
  const first = Math.floor(draw() * narrowings.length);
  let second = first;
  while (second === first || (first < 2 && second < 2)) second = Math.floor(draw() * narrowings.length);
  return [narrowings[first], narrowings[second]] as ReturnType<typeof twoOf>;
}

/** Public messages from all over the board. */
async function drawMessages(most: number): Promise<Drawn[]> {
  const { rows } = await appPool().query<Drawn>(
    `with ends as (select min(id) as first, max(id) as last from messages)
     select m.id, m.published_at as at, m.post_id as post, m.answerable_id as office, m.region_code as region, m.kind, m.topic_id as topic, m.standing
     from ends cross join generate_series(1, $1) n cross join lateral (
       select * from messages x where x.publication = 'public' and x.id >= first + (n::float8 / $1 * (last - first))::bigint order by x.id limit 1) m`,
    [most],
  );
  const draw = drawing(most);
  return rows
    .map((row) => [draw(), row] as const)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row);
}
