import { app, appPool, type Db } from '../../src/server/store/db.ts';
import { readReport } from '../../src/server/views/statistics/report.ts';
import { subjectOf } from '../../src/server/views/statistics/subject.ts';
import { type Board, foundTime, within } from './board.ts';
import { inDatabaseOf } from './in-database.ts';

/** The statistics of places: the country, every province, cities and counties, in the database. */
export async function measureStatistics(board: Board): Promise<void> {
  const { rows } = await appPool().query<{ code: string }>(
    `select code from regions r where (code like '%0000' or abs(hashtext(code)) % 20 = 0) and exists (select from posts p where p.region_code = r.code) order by code`,
  );
  const subjects = await Promise.all([
    subjectOf(app(), {}),
    ...rows.map(({ code }) => subjectOf(app(), { of: 'regions', id: code })),
  ]);
  const reads = subjects.map((subject) => (db: Db) => readReport(db, subject, new Date()));
  // Each place five times: what takes three milliseconds is doubled by a moment's lull of the machine.
  const rounds = Array.from({ length: 5 }, () => reads).flat();
  const { times, note: waited } = await inDatabaseOf(board.stand.urls.app, rounds);
  const name = 'statistics of a place in the database, 95 of 100';
  const note = `${waited}; the country ${times[0]?.toFixed(1)} ms`;
  foundTime(board, { name, ms: within(times, 0.95), most: 10, times: 1.2, note });
}
