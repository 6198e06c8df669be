import { bareHttp } from '../limits.ts';
import { load } from '../load.ts';
import { type Stand, startWebBeside } from '../stand.ts';
import { type Board, within } from './board.ts';
import { measureLeast } from './least.ts';
import { type Asked, pagesAsked } from './pages-asked.ts';

const connections = 16;
const seconds = 8;
const keptRounds = 5;

/** What a page makes that is drawn anew each time. Times in ms. */
export interface Drawn {
  perSecond: number;
  p99: number;
  /** Answers that were not a page. */
  failed: number;
  bytes: number;
  /** What bare node:http makes with as many bytes, before and after. */
  bare: number;
}

/** Lists and message pages: what bounds them where they are drawn anew; kept by two processes, against bare node:http with the same bytes. */
export async function measurePages(board: Board): Promise<void> {
  const drawn = await startWebBeside(board.stand, { port: 8303, PAGE_CACHE_MB: 0 });
  try {
    for (const asked of await pagesAsked()) {
      const bytes = await bytesOf(drawn.url, asked.paths);
      const perSecond = await bareRate(board.stand, bytes, 1);
      await measureLeast(board, drawn.url, asked, { bytes, perSecond });
    }
  } finally {
    await drawn.stop();
  }
  const kept = await startWebBeside(board.stand, { port: 8303, PAGE_CACHE_MB: 64, WEB_PROCESSES: 2 });
  try {
    for (const asked of await pagesAsked())
      await measureKept(board, kept.url, { ...asked, paths: asked.paths.slice(0, 200) });
  } finally {
    await kept.stop();
  }
}

/** What one web process makes of lists and of message pages that it draws anew each time, by their name. */
export async function drawAnew(stand: Stand): Promise<Map<string, Drawn>> {
  const web = await startWebBeside(stand, { port: 8303, PAGE_CACHE_MB: 0 });
  const found = new Map<string, Drawn>();
  try {
    for (const { name, paths } of await pagesAsked()) {
      // Long enough for the compiler to know the page.
      await load(web.url, stand.folder, { connections, seconds: 6, paths });
      const bytes = await bytesOf(web.url, paths);
      const before = await bareRate(stand, bytes, 1);
      const measured = await load(web.url, stand.folder, { connections, seconds, paths });
      const bare = (before + (await bareRate(stand, bytes, 1))) / 2;
      found.set(name, { ...measured, bytes, bare });
    }
  } finally {
    await web.stop();
  }
  return found;
}

async function measureKept(board: Board, url: string, { name, paths }: Asked): Promise<void> {
  // What is kept is seldom drawn: it takes longer until the compiler of each process knows the page.
  await load(url, board.stand.folder, { connections, seconds: 20, paths });
  const bytes = await bytesOf(url, paths);
  const [rates, ratios]: [number[], number[]] = [[], []];
  let failed = 0;
  let before = await bareRate(board.stand, bytes, 2);
  // In turns: what three busy programs make of two cores differs by half from one run to the next, the bare server's as well.
  while (ratios.length < keptRounds) {
    const measured = await load(url, board.stand.folder, { connections, seconds, paths });
    const after = await bareRate(board.stand, bytes, 2);
    rates.push(measured.perSecond);
    ratios.push(measured.perSecond / ((before + after) / 2));
    failed += measured.failed;
    before = after;
  }
  const [value, ratio] = [within(rates, 0.5), within(ratios, 0.5)];
  const all = ratios.map((each) => (100 * each).toFixed(0)).join(', ');
  const note = `${bytes} bytes, median of ${all} %${failed ? `, ${failed} failed` : ''}`;
  const rate = { value, unit: '/s', limit: value / ratio, ratio, target: 0.7, note };
  board.found({ name: `${board.size}: ${name}, kept, two processes each`, ...rate, better: 'higher' });
}

/** What bare node:http of so many processes makes with pages of so many bytes: asked before and after, since the machine's pace changes. */
async function bareRate(stand: Stand, bytes: number, processes: number): Promise<number> {
  const asked = { connections, seconds: 5 };
  const found = await bareHttp(bytes, (bare) => load(bare, stand.folder, asked), processes);
  return found.perSecond;
}

/** What pages weigh on average, as a client without compression gets them. */
async function bytesOf(url: string, paths: readonly string[]): Promise<number> {
  const some = paths.slice(0, 20);
  let sum = 0;
  for (const path of some) {
    const page = await fetch(url + path, { headers: { 'accept-encoding': 'identity' } });
    if (page.status !== 200) throw new Error(`${path} answered ${page.status}.`);
    sum += (await page.arrayBuffer()).byteLength;
  }
  return Math.round(sum / some.length);
}
