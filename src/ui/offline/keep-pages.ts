import { sendWaiting } from './outbox.ts';
import { isKeepable, keepMark, mostPages } from './which-kept.ts';

interface Happening extends Event {
  waitUntil(work: Promise<unknown>): void;
  readonly request: Request;
  readonly tag: string;
  respondWith(answer: Promise<Response>): void;
}
interface Keeper {
  addEventListener(
    name: 'install' | 'activate' | 'fetch' | 'sync',
    hear: (happening: Happening) => void,
  ): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

// Stands between the pages and the net on the reader's device: shows public pages that were opened before while there is no
// connection, and sends what was written meanwhile once there is one.
const keeper = globalThis as unknown as Keeper;
const [pages, sheets] = ['pages-1', 'sheets-1'];
const offlinePage = '/offline';

keeper.addEventListener('install', (event) => event.waitUntil(prepare().then(() => keeper.skipWaiting())));
keeper.addEventListener('activate', (event) =>
  event.waitUntil(dropOlder().then(() => keeper.clients.claim())),
);
keeper.addEventListener('sync', (event) => {
  if (event.tag === 'waiting') event.waitUntil(sendWaiting(Date.now()));
});
keeper.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  // Staff and whoever reports in confidence meet the net alone.
  if (method !== 'GET' || origin !== location.origin || /^\/(desk|clues)(\/|$)/.test(pathname)) return;
  if (pathname.startsWith('/_app/immutable/')) event.respondWith(sheet(event.request));
  else if (mode === 'navigate') event.respondWith(page(event.request, pathname));
});

async function prepare(): Promise<void> {
  const answer = await fetch(offlinePage);
  if (!answer.ok) throw new Error('there is no page to show without a connection');
  const html = await answer.clone().text();
  await (await caches.open(pages)).put(offlinePage, answer);
  const parts = [...html.matchAll(/(?:href|src)="(\/_app\/immutable\/[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  await (await caches.open(sheets)).addAll([...new Set(parts)]);
}

async function dropOlder(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name !== pages && name !== sheets);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function page(request: Request, pathname: string): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.ok && isKeepable(pathname) && answer.headers.has(keepMark))
      await keep(request.url, answer.clone());
    return answer;
  } catch {
    const kept = isKeepable(pathname) ? await caches.match(request.url) : undefined;
    return kept ?? (await caches.match(offlinePage)) ?? Response.error();
  }
}

async function keep(url: string, answer: Response): Promise<void> {
  const kept = await caches.open(pages);
  // The newest stands last, so that the oldest is found first.
  await kept.delete(url);
  await kept.put(url, answer);
  const older = (await kept.keys()).filter((each) => new URL(each.url).pathname !== offlinePage);
  for (const each of older.slice(0, Math.max(0, older.length - mostPages))) await kept.delete(each);
}

// Named by what they hold: what is here is right. Those of an earlier version leave when there are many.
async function sheet(request: Request): Promise<Response> {
  const kept = await caches.open(sheets);
  const found = await kept.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) {
    await kept.put(request, answer.clone());
    const all = await kept.keys();
    for (const each of all.slice(0, Math.max(0, all.length - mostPages))) await kept.delete(each);
  }
  return answer;
}
