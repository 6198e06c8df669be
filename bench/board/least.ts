import http from 'node:http';
import { load } from '../load.ts';
import type { Board } from './board.ts';
import type { Asked } from './pages-asked.ts';

/** What bare node:http makes with pages of so many bytes. */
export interface BareRate {
  bytes: number;
  perSecond: number;
}

const port = 8304;
const asking = { connections: 16, seconds: 5 };
// All words and no data: what the framework takes for its frame.
const withoutData = '/about';

/**
 * What bounds a page that is drawn anew, beside it in the same run: its reading alone behind bare node:http with as many
 * bytes, a page of the framework without data, and the rate if a page took no more than these two together.
 */
export async function measureLeast(board: Board, url: string, asked: Asked, bare: BareRate): Promise<void> {
  const folder = board.stand.folder;
  await load(url, folder, { ...asking, paths: [withoutData] });
  const framework = await load(url, folder, { ...asking, paths: [withoutData] });
  const reading = await readingAlone(asked, bare.bytes, folder);
  const both = 1 / (1 / framework.perSecond + 1 / reading);
  const found = (name: string, value: number) =>
    board.found({
      ...{ name: `${board.size}: ${asked.name}, ${name}`, value, unit: '/s', limit: bare.perSecond },
      ...{ ratio: value / bare.perSecond, target: null, better: 'higher' },
    });
  found('its reading alone behind bare node:http', reading);
  found('the framework alone: a page without data', framework.perSecond);
  found('at most, were it these two alone', both);
}

async function readingAlone({ paths, read }: Asked, bytes: number, folder: string): Promise<number> {
  const body = Buffer.alloc(bytes, 'x');
  const places = new Map(paths.map((path, at) => [path, at]));
  const server = http.createServer((request, response) => {
    read(places.get(request.url ?? '') ?? 0).then(
      () => response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    const at = `http://127.0.0.1:${port}`;
    await load(at, folder, { ...asking, paths });
    const measured = await load(at, folder, { ...asking, paths });
    if (measured.failed) throw new Error(`${measured.failed} readings failed.`);
    return measured.perSecond;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
