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
