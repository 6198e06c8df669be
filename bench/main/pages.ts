import { sql } from 'kysely';
import { app } from '../../src/server/store/db.ts';
import { bareHttp } from '../limits.ts';
import { load } from '../load.ts';
import type { Row } from '../row.ts';
import type { Stand } from '../stand.ts';
import { residentMb } from './accepting.ts';
import { fillBoard } from './fill-board.ts';

const seconds = 8;
const connections = 16;

/** List and message page uncached, against bare node:http with the same bytes; and the plans of their queries. */
export async function measurePages(stand: Stand, found: (row: Row) => void): Promise<void> {
  await fillBoard(stand.urls.owner, 100_000);
  const { rows } = await sql<{
    code: string;
  }>`select code from messages where publication = 'public' order by id desc limit 500`.execute(app());
  let n = 0;
  const pages: [string, () => string][] = [
    [
      'list page, uncached, 100,000 messages',
      () => `/messages?region=${['510000', '510100', '130000', '110000'][n++ % 4]}`,
    ],
    ['message page, uncached, 100,000 messages', () => `/messages/${rows[n++ % rows.length]?.code}`],
    [
      'list by the API, 100,000 messages',
      () => `/api/v1/messages?region=${['510000', '510100', '130000', '110000'][n++ % 4]}`,
    ],
  ];
  for (const [name, path] of pages) {
    const page = await fetch(stand.webUrl + path());
    const bytes = (await page.arrayBuffer()).byteLength;
    if (page.status !== 200) throw new Error(`${path()} answered ${page.status}.`);
    const next = () => ({ method: 'GET', path: path(), headers: { accept: 'text/html' } });
    await load(stand.webUrl, { connections, seconds: 2, next });
    const measured = await load(stand.webUrl, { connections, seconds, next });
    const limit = await bareHttp(bytes, (url) =>
      load(url, { connections, seconds: 5, next: () => ({ method: 'GET', path: '/' }) }),
    );
    found({
      name,
      value: measured.perSecond,
      unit: '/s',
      limit: limit.perSecond,
      ratio: measured.perSecond / limit.perSecond,
      target: null,
      better: 'higher',
      note: `${bytes} bytes, p99 ${measured.p99.toFixed(0)} ms`,
    });
  }
  found({
    name: 'web process resident after reading',
    value: residentMb(stand.web.pid ?? 0),
    unit: 'MB',
    limit: null,
    ratio: null,
    target: 400,
    better: 'lower',
  });
}
