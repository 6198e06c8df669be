import { sql } from 'kysely';
import { readPublicCode } from '../../src/domain/public-code.ts';
import { app } from '../../src/server/store/db.ts';
import { bareHttp } from '../limits.ts';
import { load } from '../load.ts';
import type { Row } from '../row.ts';
import type { Stand } from '../stand.ts';
import { residentMb } from './accepting.ts';

const seconds = 8;
const connections = 16;

/** List and message page uncached, against bare node:http with the same bytes. */
export async function measurePages(stand: Stand, found: (row: Row) => void): Promise<void> {
  const { rows } = await sql<{
    code: string;
  }>`select code from messages where publication = 'public' order by id desc limit 5000`.execute(app());
  const regions = ['510000', '510100', '130000', '110000'];
  const pages: [string, string[]][] = [
    ['list page, uncached, 100,000 messages', regions.map((r) => `/messages?region=${r}`)],
    [
      'message page, uncached, 100,000 messages',
      rows.filter((r) => readPublicCode(r.code)).map((r) => `/messages/${r.code}`),
    ],
    ['home page, uncached, 100,000 messages', ['/']],
    ['list by the API, 100,000 messages', regions.map((r) => `/api/v1/messages?region=${r}`)],
  ];
  for (const [name, paths] of pages) {
    const page = await fetch(stand.webUrl + paths[0]);
    const bytes = (await page.arrayBuffer()).byteLength;
    if (page.status !== 200) throw new Error(`${paths[0]} answered ${page.status}.`);
    // Long enough for the compiler to know the page.
    await load(stand.webUrl, stand.folder, { connections, seconds: 6, paths });
    const measured = await load(stand.webUrl, stand.folder, { connections, seconds, paths });
    const limit = await bareHttp(bytes, (url) => load(url, stand.folder, { connections, seconds: 5 }));
    const note = `${bytes} bytes, p99 ${measured.p99.toFixed(0)} ms${measured.failed ? `, ${measured.failed} failed` : ''}`;
    found({
      name,
      value: measured.perSecond,
      unit: '/s',
      limit: limit.perSecond,
      ratio: measured.perSecond / limit.perSecond,
      target: null,
      better: 'higher',
      note,
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
