import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressPage } from '../../src/front/compress-page.ts';

let server: Server;
let address: AddressInfo;
const long = '路灯不亮。'.repeat(400);

beforeAll(async () => {
  server = createServer((asked, response) => {
    compressPage(asked, response);
    const { pathname } = new URL(asked.url ?? '', 'http://x');
    response.setHeader('content-type', pathname === '/picture' ? 'image/webp' : 'text/html; charset=utf-8');
    response.setHeader('cache-control', pathname === '/own' ? 'private, no-store' : 'private, no-cache');
    response.setHeader('etag', '"abc"');
    response.setHeader('content-length', Buffer.byteLength(long));
    response.writeHead(pathname === '/unchanged' ? 304 : 200);
    if (pathname !== '/unchanged') response.write(long.slice(0, 100));
    response.end(pathname === '/unchanged' ? undefined : long.slice(100));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = server.address() as AddressInfo;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What comes over the wire, as it is. */
function asked(path: string, encoding: string, method = 'GET') {
  return new Promise<{ headers: Record<string, unknown>; body: Buffer; status: number }>(
    (resolve, reject) => {
      request(
        { port: address.port, host: '127.0.0.1', path, method, headers: { 'accept-encoding': encoding } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({ headers: answer.headers, body: Buffer.concat(parts), status: answer.statusCode ?? 0 }),
          );
        },
      )
        .on('error', reject)
        .end();
    },
  );
}

test.each([
  ['br', 'gzip, deflate, br', (body: Buffer) => brotliDecompressSync(body)],
  ['gzip', 'gzip;q=0.8, br;q=0', (body: Buffer) => gunzipSync(body)],
])(
  'A page leaves packed by %s for whoever can unpack it, under a weak tag',
  async (coding, accept, unpack) => {
    const { headers, body } = await asked('/', accept);
    expect(headers['content-encoding']).toBe(coding);
    expect(headers['vary']).toBe('accept-encoding');
    expect(headers['etag']).toBe('W/"abc"');
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(body.length).toBeLessThan(200);
    expect(unpack(body).toString()).toBe(long);
  },
);

test.each([
  ['whoever asks for none', '/', 'identity', 'GET'],
  ['what may not be stored, since it is somebody’s own', '/own', 'br', 'GET'],
  ['a picture, which is packed already', '/picture', 'br', 'GET'],
  ['what has not changed', '/unchanged', 'br', 'GET'],
  ['whoever asks for the head alone', '/', 'br', 'HEAD'],
])('%s gets it as it is', async (_, path, accept, method) => {
  const { headers, body, status } = await asked(path, accept, method);
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers['etag']).toBe('"abc"');
  if (status === 200 && method === 'GET') expect(body.toString()).toBe(long);
});
