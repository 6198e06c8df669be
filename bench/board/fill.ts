import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { foldMessage } from '../../src/domain/searching/fold.ts';
import { foldDeltas, moved, scopesOf } from '../../src/server/store/rollups.ts';
import { around, counted, drawingValues, drawn, made, privately, readable } from '../filling.ts';
import { takeIndexesOff } from '../main/fill-board.ts';
import { composed } from './sentences.ts';

const chunk = 100_000;
const years = 14;
// On a slow machine more of them would take longer than the program lets a statement run.
const foldedAtOnce = 10_000;
const tables = ['messages', 'history', 'clocks', 'replies', 'publications', 'public_texts', 'private.words'];

/**
 * Fills a board with so many messages of fourteen years, each with a text of its own. What was done stays done: begun
 * again after it was broken off, it goes on with the next hundred thousand. `say` is told how far it is.
 */
export async function fillTexts(
  ownerUrl: string,
  messages: number,
  say: (line: string) => void,
): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '1500MB'; set max_parallel_maintenance_workers = 2;
      create table if not exists bench_done (what text primary key, statements text[], at timestamptz not null default clock_timestamp())`);
    await once(owner, 'indexes off', async () => {
      const statements = await takeIndexesOff(owner, tables);
      await owner.query(`insert into bench_done (what, statements) values ('indexes', $1)`, [statements]);
    });
    // A board that is filled has movements of its own again, from messages that it accepted: those are folded below.
    if (!(await isDone(owner, 'vacuumed'))) {
      await owner.query(
        'create table if not exists bench_sums (scope text collate "C", month date, measure text, monthly boolean, n bigint)',
      );
      await fillChunks({ owner, ownerUrl }, messages, say);
      await once(owner, 'numbers', async () => {
        const begun = performance.now();
        for (const statement of numbers) await owner.query(statement);
        say(`${((performance.now() - begun) / 1000).toFixed(0)} s for the numbers`);
      });
    }
    const { rows } = await owner.query<{ statements: string[] }>(
      `select statements from bench_done where what = 'indexes'`,
    );
    for (const statement of rows[0]?.statements ?? [])
      await once(owner, statement, async () => {
        const begun = performance.now();
        await owner.query(statement);
        say(`${((performance.now() - begun) / 1000).toFixed(0)} s for ${statement.slice(0, 90)}`);
      });
    // What an earlier run of a kept board accepted: the worker would have folded it long ago, and the database swept up.
    while ((await foldDeltas(foldedAtOnce)) > 0);
    await owner.query('vacuum (analyze) deltas, rollups, rollup_totals');
    if (!(await isDone(owner, 'vacuumed'))) {
      await owner.query('vacuum (analyze)');
      await owner.query(`insert into bench_done (what) values ('vacuumed')`);
    }
  } finally {
    await owner.end();
  }
}

/** How many minutes the filling took from its beginning to its end, in whichever run that was; what lay between broken runs counts. */
export async function minutesFilling(ownerUrl: string): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ minutes: number }>(
      `select extract(epoch from max(at) filter (where what = 'vacuumed') - min(at))::float8 / 60 as minutes from bench_done`,
    );
    return rows[0]?.minutes ?? Number.NaN;
  } finally {
    await owner.end();
  }
}

async function fillChunks(
  { owner, ownerUrl }: { owner: pg.Client; ownerUrl: string },
  messages: number,
  say: (line: string) => void,
): Promise<void> {
  const { rows } = await owner.query<{ at: Date }>(`select at from bench_done where what = 'indexes off'`);
  const newest = rows[0]?.at ?? new Date();
  const stretches: Stretch[] = [];
  for (let from = 0; from < messages; from += chunk) {
    const stretch = { from, to: Math.min(messages, from + chunk) };
    if (!(await isDone(owner, nameOf(stretch)))) stretches.push(stretch);
  }
  const begun = performance.now();
  const besides = new pg.Client({ connectionString: ownerUrl });
  await besides.connect();
  await besides.query(`set synchronous_commit = off; set work_mem = '1GB'`);
  let prepared = composeTexts(besides, stretches[0]);
  for (const [n, stretch] of stretches.entries()) {
    await prepared;
    // Numbers of the last texts are summed and the next are composed while the database takes these.
    prepared = sumUp(besides).then(() => composeTexts(besides, stretches[n + 1]));
    await once(owner, nameOf(stretch), () => fillChunk(owner, { ...stretch, messages, newest }));
    const rate = ((n + 1) * chunk * 1000) / (performance.now() - begun);
    const minutes = Math.ceil((messages - stretch.to) / rate / 60);
    say(
      `${stretch.to.toLocaleString('en')} of ${messages.toLocaleString('en')} messages, ${rate.toFixed(0)}/s, ${minutes} min to go`,
    );
  }
  await prepared;
  await sumUp(besides);
  await besides.end();
}

interface Stretch {
  from: number;
  to: number;
}

const nameOf = ({ to }: Stretch): string => `to ${to}`;
const textsOf = ({ from }: Stretch): string => `bench_texts_${from}`;

/**
 * Sums up the movements there are. The worker would fold them into the rollups as they come, each number hundreds of times;
 * of a hundred thousand messages at once, in the order of time, nearly every sum is whole and written once.
 */
async function sumUp(client: pg.Client): Promise<void> {
  await client.query(`with due as (delete from deltas returning *)
    insert into bench_sums (scope, month, measure, monthly, n) select s.scope, coalesce(e.day, d.month), e.measure, e.day is null, sum(e.n)
    from due d ${moved} ${scopesOf('d', 'office_id')} where s.scope is not null group by 1, 2, 3, 4`);
}

const numbers = [
  `set local work_mem = '1500MB'`,
  // Month after month, as folding writes them: in the order of their key they would lie closer together than they ever do.
  `insert into rollups (scope, month, measure, n) select scope, month, measure, sum(n) from bench_sums
   group by 1, 2, 3 order by month, scope, measure`,
  `insert into rollup_totals (scope, counts) select scope, jsonb_object_agg(measure, n) from (
     select scope, measure, sum(n) as n from bench_sums where monthly group by 1, 2) x group by 1 order by 1`,
  'drop table bench_sums',
] as const;

async function composeTexts(composer: pg.Client, stretch: Stretch | undefined): Promise<void> {
  if (!stretch) return;
  const table = textsOf(stretch);
  // Nothing is compressed here: what was would be copied as it is, where the program would not have compressed it.
  await composer.query(
    `drop table if exists ${table};
     create unlogged table ${table} (g integer, title text, body text, place text, folded text) with (toast_tuple_target = 8160)`,
  );
  await pipeline(Readable.from(lines(stretch)), composer.query(copyFrom(`copy ${table} from stdin`)));
  await composer.query(`create unique index on ${table} (g); analyze ${table}`);
}

async function fillChunk(
  owner: pg.Client,
  { messages, newest, ...stretch }: Stretch & { messages: number; newest: Date },
): Promise<void> {
  await owner.query(`select setseed(${(stretch.from % 9973) / 9973})`);
  await owner.query(
    `drop table if exists bench_texts; alter table ${textsOf(stretch)} rename to bench_texts`,
  );
  await owner.query('drop table if exists bench_drawn');
  const seconds = (years * 31_557_600) / messages;
  const values = {
    ...{ messages, ...stretch, every: `${seconds} seconds`, newest },
    ...{ waitingAmong: Math.max(1000, messages / 500), handledAmong: Math.max(3000, messages / 125) },
  };
  await owner.query(drawn, drawingValues(values));
  await owner.query('create unique index on bench_drawn (id); analyze bench_drawn');
  await owner.query(made(true));
  for (const statement of [...around, counted, readable(true), ...privately]) await owner.query(statement);
}

// The rule of the program is asked for one text of a hundred: the pieces must say what it says of the whole.
function* lines({ from, to }: Stretch): Generator<string> {
  let block = '';
  for (let g = from + 1; g <= to; g += 1) {
    const text = composed(g);
    if (g % 100 === 0 && foldMessage(text) !== text.folded)
      throw new Error(`Message ${g} is not folded as the program folds it.`);
    block += `${g}\t${text.title}\t${text.body}\t${text.place}\t${text.folded.replaceAll('\n', '\\n')}\n`;
    if (block.length > 200_000) {
      yield block;
      block = '';
    }
  }
  yield block;
}

/** Does something whole or not at all, and never again. */
async function once(owner: pg.Client, what: string, work: () => Promise<void>): Promise<void> {
  if (await isDone(owner, what)) return;
  await owner.query('begin');
  try {
    await work();
    await owner.query('insert into bench_done (what) values ($1)', [what]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback').catch(() => {});
    throw error;
  }
}

async function isDone(owner: pg.Client, what: string): Promise<boolean> {
  return (await owner.query('select from bench_done where what = $1', [what])).rows.length > 0;
}
