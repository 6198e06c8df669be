import pg from 'pg';
import { foldDeltas } from '../../src/server/store/rollups.ts';
import { around, counted, drawingValues, drawn, made, readable } from '../filling.ts';

/** How many messages a board gets, and among how many of the newest there are some that wait or are being handled. */
export interface Filling {
  messages: number;
  waitingAmong: number;
  handledAmong: number;
  /** Counted, and read by the search, for the pages that show numbers and find texts. */
  counted: boolean;
}

/** Fills the board by SQL alone, for plans and page speed, not for `verify`: messages that all say the same. */
export async function fillBoard(ownerUrl: string, filling: Filling): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('select setseed(0.42)');
  const { messages, waitingAmong, handledAmong } = filling;
  const all = { from: 0, to: messages, every: '7 minutes', newest: new Date() };
  await owner.query(drawn, drawingValues({ messages, waitingAmong, handledAmong, ...all }));
  // What was made a moment ago has no statistics yet, and a plan without them can take minutes.
  await owner.query('create unique index on bench_drawn (id); analyze bench_drawn');
  const putBack = await withoutIndexes(owner, ['messages', 'history', 'clocks', 'replies', 'publications']);
  await owner.query(made(false));
  await owner.query('analyze messages');
  for (const statement of around) await owner.query(statement);
  if (filling.counted) for (const statement of [counted, readable(false)]) await owner.query(statement);
  await putBack();
  await owner.query('drop table bench_drawn');
  // The worker does this all the time; here none runs.
  while ((await foldDeltas(50_000)) > 0);
  await owner.query('vacuum analyze');
  await owner.end();
}

/** Takes the indexes that guard nothing off these tables, since rows in masses are indexed in one go many times faster; gives what puts them back. */
export async function withoutIndexes(
  owner: pg.Client,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const definitions = await takeIndexesOff(owner, tables);
  return async () => {
    await owner.query(`set maintenance_work_mem = '512MB'`);
    for (const definition of definitions) await owner.query(definition);
  };
}

/** Takes the indexes that guard nothing off these tables; gives the statements that make them again. */
export async function takeIndexesOff(owner: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any ($1::regclass[]) and not i.indisunique`,
    [tables],
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
