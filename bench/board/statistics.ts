import { app, appPool, type Db } from '../../src/server/store/db.ts';
import { readReport } from '../../src/server/views/statistics/report.ts';
import { subjectOf } from '../../src/server/views/statistics/subject.ts';
import type { Stand } from '../stand.ts';
import { within } from './board.ts';
import { inDatabaseOf } from './in-database.ts';

/** How long statistics take in the database, for 95 of 100 places: the country, every province, cities and counties. */
export async function timeStatistics({ urls }: Stand): Promise<{ ms: number; note: string }> {
  const { rows } = await appPool().query<{ code: string }>(
    `select code from regions r where (code like '%0000' or abs(hashtext(code)) % 20 = 0) and exists (select from posts p where p.region_code = r.code) order by code`,
  );
  const subjects = await Promise.all([
    subjectOf(app(), {}),
    ...rows.map(({ code }) => subjectOf(app(), { of: 'regions', id: code })),
  ]);
  const reads = subjects.map((subject) => (db: Db) => readReport(db, subject, new Date()));
  const { times, note } = await inDatabaseOf(urls.app, reads);
  return { ms: within(times, 0.95), note: `${note}; the country ${times[0]?.toFixed(1)} ms` };
}
