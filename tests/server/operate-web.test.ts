import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routeShape } from '../../src/front/log-request.ts';
import { stampRequest } from '../../src/front/stamp-request.ts';
import { describeFault } from '../../src/server/log.ts';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { startWeb, type Web } from '../../src/web-server.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let house: TestHouse;
let web: Web;

beforeAll(async () => {
  house = await openTestHouse();
  web = await startWeb(house.config);
});

afterAll(async () => {
  await web.close();
  await house.close();
});

/** Sends bytes as they are, and reads the first line of the answer. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(web.url).port), '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

test('Whoever watches learns that the process lives and whether the database has its shape', async () => {
  expect((await fetch(`${web.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${web.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { database: true, migrations: true }]);
});

test('Without the table of migrations the process lives but is not ready', async () => {
  await asSuperuser(house.database.ownerUrl, (client) =>
    client.query('alter table migrations rename to away'),
  );
  const ready = await fetch(`${web.url}/readyz`);
  expect(ready.status).toBe(503);
  expect((await fetch(`${web.url}/healthz`)).status).toBe(200);
  await asSuperuser(house.database.ownerUrl, (client) =>
    client.query('alter table away rename to migrations'),
  );
  expect((await fetch(`${web.url}/readyz`)).status).toBe(200);
});

test.each([
  ['a path that is not UTF-8', 'GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a zero byte in a query', 'GET /messages?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['an absolute address', 'GET http://elsewhere/ HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a/b?c\r\n\r\n', 400],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['a method nobody knows here', 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n', 405],
  ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['no HTTP at all', '回音\r\n\r\n', 400],
])('A request with %s is refused, not a fault', async (_, text, status) => {
  expect(await raw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('A body over the limit is refused with words, for a program as a problem document', async () => {
  const answer = await fetch(`${web.url}/api/v1/messages`, {
    method: 'POST',
    body: Buffer.alloc(7 * 1024 * 1024),
  });
  expect(answer.status).toBe(413);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await answer.json()).toMatchObject({ status: 413, code: 'body-too-large' });
});

test('A log line says which kind of page, never which message, token or search', () => {
  expect(routeShape('/messages/HY2026-7K3M?q=张伟')).toBe('/messages/*');
  expect(routeShape('/sign-in/aVerySecretToken')).toBe('/sign-in/*');
  expect(routeShape('/api/v1/desk/messages/x9/replies')).toBe('/api/v1/desk/messages/*/replies');
  expect(routeShape('/%E5%BC%A0/13800000000')).toBe('/*/*');
  expect(routeShape('/_app/immutable/x.js')).toBe('/_app/*');
});

test('A fault in the log has its place but not its words', () => {
  const noted = JSON.stringify(describeFault(new Error('Key (phone)=(13800000000) already exists')));
  expect(noted).toContain('operate-web.test.ts');
  expect(noted).not.toContain('13800000000');
});

test('A visitor cannot make up his own address or the origin of the site', () => {
  const forged = {
    host: 'evil.example',
    'x-huiyin-address': '9.9.9.9',
    'x-forwarded-for': '6.6.6.6, 7.7.7.7',
  };
  const stamped = (proxyHops: number): http.IncomingMessage => {
    const request = new http.IncomingMessage(new net.Socket());
    Object.assign(request.headers, forged);
    request.rawHeaders.push(...Object.entries(forged).flat());
    stampRequest(request, {
      ...house.config,
      mode: 'external',
      publicUrl: 'https://board.example.org',
      proxyHops,
    });
    return request;
  };
  const direct = stamped(0);
  expect(direct.headers).toMatchObject({
    'x-huiyin-host': 'board.example.org',
    'x-huiyin-protocol': 'https',
  });
  expect(direct.rawHeaders).not.toContain('9.9.9.9');
  expect(direct.headers['x-huiyin-address']).toBe('');
  expect(stamped(1).headers['x-huiyin-address']).toBe('7.7.7.7');
});

test('A taken port is named with what to do', async () => {
  const { port } = new URL(web.url);
  await expect(startWeb({ ...house.config, port: Number(port) })).rejects.toThrow(/PORT: \d+ is taken/);
});
