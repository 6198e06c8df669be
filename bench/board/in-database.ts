import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { app, type Db } from '../../src/server/store/db.ts';
import { nameOf } from '../../src/server/store/prepared.ts';
import { recorded } from '../main/plans.ts';
import { spread, timesOf, within } from './board.ts';

// How long the database works for something that is read, in ms: its statements one after the other, planned as the pages' own are, what they give written out.
type InDatabase = (read: (db: Db) => Promise<unknown>) => Promise<number>;

// Opens a connection on which what a view asks is asked again, to learn what the database itself takes for it.
async function withDatabase<T>(url: string, work: (inDatabase: InDatabase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const prepared = new Set<string>();
  const explained = async (text: string, values: readonly unknown[]): Promise<number> => {
    const name = nameOf(text);
    // What is planned anew each time is not prepared here either; what is prepared keeps its plan as on a page's connection.
    if (name === undefined) return timesIn(client, text, [...values]);
    if (!prepared.has(name)) await client.query(`prepare "${name}" as ${text}`);
    prepared.add(name);
    const given = values.map((value) => literal(client, value)).join(', ');
    return timesIn(client, `execute "${name}"${given && `(${given})`}`, []);
  };
  try {
    return await work(async (read) => {
      let ms = 0;
      for (const { sql, parameters } of await recorded(url, read)) ms += await explained(sql, parameters);
      return ms;
    });
  } finally {
    await client.end();
  }
}

/** How long the database works for each of some readings, asked twice of which the second time counts; the note tells for how long this process waits for them. */
export async function inDatabaseOf(
  url: string,
  reads: readonly ((db: Db) => Promise<unknown>)[],
): Promise<{ times: number[]; note: string }> {
  const runs = reads.map((read) => () => read(app()));
  await timesOf(runs);
  const waited = await timesOf(runs);
  const times = await withDatabase(url, async (inDatabase) => {
    const second: number[] = [];
    for (const read of reads) await inDatabase(read);
    for (const read of reads) second.push(await inDatabase(read));
    return second;
  });
  const note = `${spread(times)}; the web process waits for 95 of 100 ${within(waited, 0.95).toFixed(1)} ms`;
  return { times, note };
}

async function timesIn(client: pg.Client, text: string, values: unknown[]): Promise<number> {
  const { rows } = await client.query<{
    'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }];
  }>(`explain (analyze, timing off, serialize text, format json) ${text}`, values);
  const plan = rows[0]?.['QUERY PLAN'][0];
  if (!plan) throw new Error('The database explained nothing.');
  return plan['Planning Time'] + plan['Execution Time'];
}

// Explaining takes no parameters: they stand in the text, written as the driver writes them.
function literal(client: pg.Client, value: unknown): string {
  const text: unknown = prepareValue(value);
  return text === null ? 'null' : client.escapeLiteral(String(text));
}
