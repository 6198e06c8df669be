import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver, takeHanded } from '../../src/server/views/handed-page.ts';
import { ask } from '../support/plain-ask.ts';
import { openSite, type Site } from '../support/site.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.close());

// Credentials lead past the cache of pages.
const past = { authorization: 'Bearer x' };
const asked = (path: string, headers = {}, method = 'GET') =>
  ask(site.web.url + path, { ...past, ...headers }, method);

test.each(['/', '/messages', '/about', '/write', '/messages?lang=en'])(
  'A page comes whole past the framework, with its length and its tag: %s',
  async (path) => {
    const { status, headers, body } = await asked(path);
    expect(status).toBe(200);
    expect(body.toString()).toMatch(/^<!doctype html>[^]*<\/html>\s*$/i);
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['etag']).toMatch(/^"[\w-]{22}"$/);
    expect(Object.keys(headers).filter((name) => name.includes('huiyin'))).toEqual([]);
  },
);

test('The same page has the same tag, another page another', async () => {
  const [first, again, other] = [await asked('/about'), await asked('/about'), await asked('/settings')];
  expect(again.headers['etag']).toBe(first.headers['etag']);
  expect(other.headers['etag']).not.toBe(first.headers['etag']);
});

test('Who has the page gets none, and who asks for its head gets no more', async () => {
  const page = await asked('/about');
  const known = await asked('/about', { 'if-none-match': String(page.headers['etag']) });
  expect([known.status, known.body.length]).toEqual([304, 0]);
  const head = await asked('/about', {}, 'HEAD');
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
    200,
    0,
    String(page.body.length),
  ]);
});

test('A page that is packed holds the same words', async () => {
  const [plain, packed] = [await asked('/about'), await asked('/about', { 'accept-encoding': 'gzip' })];
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(packed.body).toString()).toBe(plain.body.toString());
});

test('The page that says what went wrong comes whole too, and a way that leads on has no page', async () => {
  const lost = await asked('/no-such-page');
  expect(lost.status).toBe(404);
  expect(lost.headers['content-length']).toBe(String(lost.body.length));
  expect(lost.body.toString()).toMatch(/<\/html>\s*$/);
  const led = await asked('/messages?q=000000000000');
  expect(led.body.length).toBe(Number(led.headers['content-length'] ?? 0));
});

test('Many pages at a time go each to who asked for it', async () => {
  const paths = ['/about', '/settings', '/messages', '/write', '/track', '/topics'];
  const alone = await Promise.all(paths.map(async (path) => titleOf(await asked(path))));
  expect(new Set(alone).size).toBe(paths.length);
  const many = Array.from({ length: 60 }, (_, n) => n % paths.length);
  const together = await Promise.all(many.map(async (n) => titleOf(await asked(paths[n] ?? ''))));
  expect(together).toEqual(many.map((n) => alone[n]));
});

test('Half a character does not stop a page; it is shown as the mark for what cannot be read', () => {
  const request = {};
  const answer = handOver(new Response(null), '回音\ud83d<p>', request);
  const left = new Map([...answer.headers]);
  const told = {
    hasHeader: (name: string) => left.has(name),
    removeHeader: (name: string) => void left.delete(name),
  };
  expect(takeHanded(request, told)?.toString()).toBe('回音\ufffd<p>');
  expect(answer.headers.get('content-length')).toBe('12');
  // An answer that the framework put in its place takes nothing along.
  expect(takeHanded(request, told)).toBeUndefined();
});

function titleOf({ body }: { body: Buffer }): string {
  return /<title>([^<]*)/.exec(body.toString())?.[1] ?? '';
}
