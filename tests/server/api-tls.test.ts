import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { appPool } from '../../src/server/store/db.ts';
import { startWeb, type Web } from '../../src/web-server.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let house: TestHouse;
let web: Web;
let secret: string;
const publicUrl = 'https://board.example.org';

// As behind a proxy that speaks TLS: the site is known by its public address, whatever comes in.
beforeAll(async () => {
  house = await openTestHouse({ RATE_LIMIT: 'off' });
  const config = { ...house.config, publicUrl, mode: 'external' as const };
  adoptConfig(config);
  web = await startWeb(config);
  const { rows } = await appPool().query<{ id: number }>(
    'insert into citizens (created_at) values (now()) returning id',
  );
  ({ secret } = await beginSession({ citizenId: rows[0]?.id ?? 0 }, new Date()));
});
afterAll(async () => {
  await web.close();
  await house.close();
});

const mine = (cookie: string) => fetch(`${web.url}/api/v1/mine`, { headers: { cookie } });

test('with TLS a session travels in a cookie that no other host, path or plain connection can set', async () => {
  expect((await mine(`__Host-huiyin-session=${secret}`)).status).toBe(200);
  expect((await mine(`huiyin-session=${secret}`)).status).toBe(401);
  const description = (await (await fetch(`${web.url}/api/openapi.json`)).json()) as {
    components: { securitySchemes: Record<string, { in?: string; name?: string }> };
  };
  const cookie = Object.values(description.components.securitySchemes).find((each) => each.in === 'cookie');
  expect(cookie?.name).toBe('__Host-huiyin-session');
});

test('every answer of a site with TLS says to come back by TLS: API, pages, probes and refusals', async () => {
  for (const path of ['/api/v1/topics', '/api/v1/nothing-here', '/', '/healthz', '/nothing-here']) {
    const { headers } = await fetch(web.url + path);
    expect([path, headers.get('strict-transport-security')]).toEqual([path, 'max-age=31536000']);
  }
});

test('a write by cookie from another site, or from nowhere, is refused', async () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${web.url}/api/v1/messages/100000000000/withdrawal`, {
      method: 'POST',
      headers: { cookie: `__Host-huiyin-session=${secret}`, 'content-type': 'application/json', ...headers },
      body: '{}',
    }).then(({ status }) => status);
  expect(await post({ origin: 'https://elsewhere.example' })).toBe(403);
  expect(await post({ origin: 'http://board.example.org' })).toBe(403);
  expect(await post({ 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await post({})).toBe(403);
  expect(await post({ origin: publicUrl })).toBe(404);
});

test('with TLS every cookie carries a name that nobody else can set: of the draft, and of how one reads', async () => {
  const set = async (path: string, init: RequestInit = {}) =>
    (await fetch(web.url + path, { redirect: 'manual', ...init })).headers.getSetCookie();
  const [lang = ''] = await set('/about?lang=en');
  expect(lang).toMatch(/^__Host-lang=en;.*Path=\/.*HttpOnly.*Secure/i);
  expect(lang).not.toMatch(/domain=/i);
  const form = { method: 'POST', headers: { origin: publicUrl, accept: 'text/html' } };
  const turned = await set('/settings', {
    ...form,
    body: new URLSearchParams({ size: 'elder', theme: 'dark' }),
  });
  expect(turned.map((each) => each.split('=')[0]).toSorted()).toEqual(['__Host-size', '__Host-theme']);
  const read = async (cookie: string) => (await fetch(`${web.url}/about`, { headers: { cookie } })).text();
  expect(await read('__Host-size=elder')).toContain('data-size="elder"');
  expect(await read('size=elder')).not.toContain('data-size="elder"');
  // A cookie that opens no draft is taken back, and only under its own name.
  expect(await set('/write', { headers: { cookie: '__Host-huiyin-draft=x' } })).toMatchObject([
    expect.stringMatching(/^__Host-huiyin-draft=;.*Secure/i),
  ]);
  expect(await set('/write', { headers: { cookie: 'huiyin-draft=x' } })).toEqual([]);
});

test('every text names its character set, also style sheets, scripts and the file for robots', async () => {
  const page = await (await fetch(`${web.url}/sign-in`)).text();
  const styles = [...page.matchAll(/href="([^"]+\.css)"/g)].map(([, href]) => String(href));
  expect(styles.length).toBeGreaterThan(0);
  const desk = await (await fetch(`${web.url}/desk/sign-in`)).text();
  const scripts = [...desk.matchAll(/"(\/_app\/[^"]+\.js)"/g)].map(([, href]) => String(href));
  expect(scripts.length).toBeGreaterThan(0);
  for (const path of [
    '/about',
    '/plain.css',
    '/robots.txt',
    '/favicon.svg',
    ...styles,
    ...scripts.slice(0, 3),
  ]) {
    const { status, headers } = await fetch(web.url + path);
    expect([path, status]).toEqual([path, 200]);
    expect(headers.get('content-type'), path).toMatch(/; charset=utf-8$/i);
  }
});

test('nothing of the source and its history is served', async () => {
  for (const path of [
    ...['/.git/HEAD', '/.git/config', '/.git', '/.gitignore', '/%2egit/HEAD', '/_app/..%2f..%2f.git/HEAD'],
    ...['/package.json', '/src/main.ts', '/_app/../package.json', '/.env', '/keys.json'],
  ]) {
    const { status } = await fetch(web.url + path, { redirect: 'manual' });
    expect([path, status >= 400 && status < 500]).toEqual([path, true]);
  }
});

test('signing out ends the session, takes the cookie back, and lets the browser forget what it was shown', async () => {
  const cookie = `__Host-huiyin-session=${secret}`;
  const page = await fetch(`${web.url}/about`, { headers: { cookie } });
  expect(page.headers.get('cache-control')).toContain('no-store');
  expect(await page.text()).toContain('/mine?/sign-out');
  const out = await fetch(`${web.url}/mine?/sign-out`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: publicUrl, accept: 'text/html' },
    body: new URLSearchParams(),
  });
  expect(out.status).toBe(303);
  expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
  expect(out.headers.getSetCookie()).toMatchObject([
    expect.stringMatching(/^__Host-huiyin-session=;.*Max-Age=0/i),
  ]);
  expect((await mine(cookie)).status).toBe(401);
});
