import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWeb, type Web } from '../../src/web-server.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let house: TestHouse;
let web: Web;
beforeAll(async () => {
  house = await openTestHouse({ RATE_LIMIT: 'on' });
  web = await startWeb(house.config);
});
afterAll(async () => {
  await web.close();
  await house.close();
});

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Sends a request over a real connection, in pieces where there are several. */
function send(
  method: string,
  path: string,
  headers: http.OutgoingHttpHeaders = {},
  pieces: (string | Buffer)[] = [],
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(web.url + path, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    request.on('error', reject);
    for (const piece of pieces) request.write(piece);
    request.end();
  });
}
const json = { 'content-type': 'application/json' };
const door = '/api/v1/verifications';

test('JSON comes in whole or in pieces, also cut within a character', async () => {
  const body = Buffer.from(JSON.stringify({ phone: '13800138000', purpose: 'write', note: '桥' }));
  const cut = body.indexOf(Buffer.from('桥')) + 1;
  for (const headers of [
    { ...json, 'content-length': body.length },
    { ...json, 'transfer-encoding': 'chunked' },
  ]) {
    const { status, body: answer } = await send('POST', door, headers, [
      body.subarray(0, cut),
      body.subarray(cut),
    ]);
    expect([status, Object.keys(JSON.parse(answer) as object)]).toEqual([202, ['id', 'developmentCode']]);
  }
});

test('64 kB is the most, announced or not; a problem document says so', async () => {
  const pieces = Array.from({ length: 70 }, () => Buffer.alloc(1024, 32));
  for (const headers of [
    { ...json, 'content-length': 70 * 1024 },
    { ...json, 'transfer-encoding': 'chunked' },
  ]) {
    const { status, headers: got, body } = await send('POST', door, headers, pieces);
    expect([status, got['content-type']]).toEqual([413, 'application/problem+json']);
    expect(JSON.parse(body)).toMatchObject({ code: 'body-too-large' });
  }
});

test('nothing at all is read as nothing, broken UTF-8 as broken', async () => {
  expect((await send('POST', door)).status).toBe(422);
  expect((await send('POST', door, { 'content-length': 0 })).status).toBe(422);
  expect((await send('POST', door, {}, ['{}'])).status).toBe(415);
  expect((await send('POST', door, json, [Buffer.from([0x22, 0xc3, 0x28, 0x22])])).status).toBe(400);
});

test('HEAD, ETag and 304 work through the front', async () => {
  const { headers, body } = await send('GET', '/api/v1/topics');
  expect(JSON.parse(body)).toEqual({ items: [], next: null });
  const head = await send('HEAD', '/api/v1/topics');
  expect([head.status, head.body, head.headers.etag]).toEqual([200, '', headers.etag]);
  expect((await send('GET', '/api/v1/topics', { 'if-none-match': headers.etag ?? '' })).status).toBe(304);
});

test('a visitor cannot make up the address they come from', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 40; i += 1)
    statuses.push((await send('POST', door, { ...json, 'x-huiyin-address': `10.0.0.${i}` }, ['{}'])).status);
  expect(statuses.at(-1)).toBe(429);
});

test('Seven megabytes go to the form of a report alone, and a form of unknown length goes nowhere', async () => {
  const form = { 'content-type': 'multipart/form-data; boundary=x', origin: web.url };
  const large = [Buffer.alloc(7 * 1024 * 1024, 32)];
  const announced = { ...form, 'content-length': 7 * 1024 * 1024 };
  expect((await send('POST', '/write/words', announced, large)).status).toBe(413);
  // Read whole, and no form in it.
  expect((await send('POST', '/clues', announced, large)).status).toBe(400);
  const tooLarge = { ...form, 'content-length': 28 * 1024 * 1024 };
  expect((await send('POST', '/clues', tooLarge, Array<Buffer>(4).fill(large[0]!))).status).toBe(413);
  const chunked = { ...form, 'transfer-encoding': 'chunked' };
  expect((await send('POST', '/write/words', chunked, ['x'])).status).toBe(413);
});
