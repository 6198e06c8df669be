import { sql } from 'kysely';
import { readPublicCode } from '../../src/domain/public-code.ts';
import { app } from '../../src/server/store/db.ts';
import { bareHttp } from '../limits.ts';
import { load } from '../load.ts';
import type { Row } from '../row.ts';
import { type Stand, startWebBeside } from '../stand.ts';
import { residentMb } from './accepting.ts';

const seconds = 8;
const connections = 16;

/** List, message and home page, drawn anew and from the page cache, and a list by the API: against bare node:http with the same bytes. */
export async function measurePages(stand: Stand, found: (row: Row) => void): Promise<void> {
  const { rows } = await sql<{
    code: string;
  }>`select code from messages where publication = 'public' order by id desc limit 5000`.execute(app());
  const regions = ['510000', '510100', '130000', '110000'];
  const pages: [string, string[]][] = [
    ['list page', regions.map((r) => `/messages?region=${r}`)],
    ['message page', rows.filter((r) => readPublicCode(r.code)).map((r) => `/messages/${r.code}`)],
    ['home page', ['/']],
  ];
  const drawing = await startWebBeside(stand, { port: 8303, PAGE_CACHE_MB: 0 });
  try {
    for (const [name, paths] of pages)
      found(await measureOne(stand, drawing.url, { name: `${name}, drawn anew`, paths }));
  } finally {
    await drawing.stop();
  }
  for (const [name, paths] of pages)
    found(await measureOne(stand, stand.webUrl, { name: `${name}, from the page cache`, paths }));
  const api = { name: 'list by the API', paths: regions.map((r) => `/api/v1/messages?region=${r}`) };
  found(await measureOne(stand, stand.webUrl, api));
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

async function measureOne(
  { folder }: Stand,
  url: string,
  { name, paths }: { name: string; paths: string[] },
): Promise<Row> {
  const page = await fetch(url + paths[0]);
  const bytes = (await page.arrayBuffer()).byteLength;
  if (page.status !== 200) throw new Error(`${paths[0]} answered ${page.status}.`);
  // Long enough for the compiler to know the page.
  await load(url, folder, { connections, seconds: 6, paths });
  const { perSecond, p99, failed } = await load(url, folder, { connections, seconds, paths });
  const bare = await bareHttp(bytes, (at) => load(at, folder, { connections, seconds: 5 }));
  const note = `${bytes} bytes, p99 ${p99.toFixed(0)} ms${failed ? `, ${failed} failed` : ''}`;
  const against = { limit: bare.perSecond, ratio: perSecond / bare.perSecond, target: null };
  return {
    name: `${name}, 100,000 messages`,
    ...{ value: perSecond, unit: '/s', ...against, better: 'higher', note },
  };
}
