import pg from 'pg';
import { app, appPool } from '../../src/server/store/db.ts';
import { readReport } from '../../src/server/views/statistics/report.ts';
import { subjectOf } from '../../src/server/views/statistics/subject.ts';
import { recorded } from '../main/plans.ts';
import { type Board, foundTime, spread, timesOf, within } from './board.ts';

/** The statistics of places: the country, every province, cities and counties, as the web process waits for them. */
export async function measureStatistics(board: Board): Promise<void> {
  const { rows } = await appPool().query<{ code: string }>(
    `select code from regions r where (code like '%0000' or abs(hashtext(code)) % 20 = 0) and exists (select from posts p where p.region_code = r.code) order by code`,
  );
  const subjects = await Promise.all([
    subjectOf(app(), {}),
    ...rows.map(({ code }) => subjectOf(app(), { of: 'regions', id: code })),
  ]);
  const runs = subjects.map((subject) => () => readReport(app(), subject, new Date()));
  await timesOf(runs);
  const waited = await timesOf(runs);
  const client = new pg.Client({ connectionString: board.stand.urls.app });
  await client.connect();
  const inDatabase: number[] = [];
  for (const subject of subjects) {
    const queries = await recorded(board.stand.urls.app, (db) => readReport(db, subject, new Date()));
    let ms = 0;
    for (const { sql, parameters } of queries) ms += await executionOf(client, sql, parameters);
    inDatabase.push(ms);
  }
  await client.end();
  const name = 'statistics of a place in the database, 95 of 100';
  const note = `${spread(inDatabase)}; the country ${inDatabase[0]?.toFixed(1)}; the web process waits for ${spread(waited)}`;
  foundTime(board, { name, ms: within(inDatabase, 0.95), most: 10, times: 1.2, note });
}

/** What one query takes without its planning, which happens once for a page. */
async function executionOf(client: pg.Client, text: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await client.query(`explain (analyze, timing off, format json) ${text}`, [...values]);
  return (rows[0] as { 'QUERY PLAN': [{ 'Execution Time': number }] })['QUERY PLAN'][0]['Execution Time'];
}
