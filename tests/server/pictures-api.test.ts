import net from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/refusal.ts';
import { mountPictures } from '../../src/server/api/pictures.ts';
import { picturesRoom } from '../../src/server/pictures/pictures-room.ts';
import { pictureHouse, see, type PictureHouse } from '../support/picture-house.ts';
import { bodyOf, onLoopback, plain, pngBomb } from '../support/picture-kit.ts';

let house: PictureHouse;
let jpeg: Buffer<ArrayBuffer>;
const app = new OpenAPIHono();
mountPictures(app);
app.onError((error, c) => {
  if (!isRefusal(error)) throw error;
  return c.json({ code: error.code }, error.status as 400);
});
const door = '/api/v1/pictures';

beforeAll(async () => {
  house = await pictureHouse();
  jpeg = Buffer.from(await plain().jpeg().toBuffer());
});
afterAll(() => house?.close());

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  app.request(door, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
const code = async (answer: Response | Promise<Response>) => {
  const got = await answer;
  return [got.status, ((await got.json()) as { code: string }).code];
};
const formOf = (...files: Uint8Array<ArrayBuffer>[]) => {
  const form = new FormData();
  form.set('alt', 'words beside it');
  files.forEach((file, i) =>
    form.set(`picture${i}`, new File([file], '../../x.jpg', { type: 'image/jpeg' })),
  );
  return form;
};

describe('POST /api/v1/pictures', () => {
  test('a bare picture and a picture in a form are taken in, and no stranger sees them', async () => {
    for (const answer of [
      await post(jpeg, { 'content-type': 'image/jpeg' }),
      await post(jpeg),
      await post(formOf(jpeg)),
    ]) {
      expect(answer.status).toBe(201);
      const { id } = (await answer.json()) as { id: string };
      expect(await house.row(id)).toMatchObject({ width: 60, height: 40, message_id: null, draft_id: null });
      for (const size of ['full', 'thumb'])
        expect((await see(id, { size, at: new Date() })).status).toBe(404);
    }
  });

  test('a form with two files, with none, or in pieces is refused', async () => {
    expect(await code(post(formOf(jpeg, jpeg)))).toEqual([400, 'malformed']);
    expect(await code(post(formOf()))).toEqual([400, 'malformed']);
    expect(await code(post('nonsense', { 'content-type': 'multipart/form-data; boundary=x' }))).toEqual([
      400,
      'malformed',
    ]);
    expect(await code(post('nonsense', { 'content-type': 'multipart/form-data' }))).toEqual([
      400,
      'malformed',
    ]);
  });

  test('each bad picture is refused with its own status', async () => {
    expect(await code(post(Buffer.from('<html>')))).toEqual([415, 'not-a-picture']);
    expect(await code(post(formOf(Buffer.from('<html>'))))).toEqual([415, 'not-a-picture']);
    expect(await code(post(new Uint8Array(pngBomb(20_000, 20_000))))).toEqual([422, 'too-many-pixels']);
    expect(await code(post(jpeg.subarray(0, 200)))).toEqual([422, 'broken-picture']);
    const long = Buffer.concat([jpeg, Buffer.alloc(5 * 1024 * 1024 + 1 - jpeg.length)]);
    expect(await code(post(long))).toEqual([413, 'picture-too-large']);
    expect(await code(post(formOf(long)))).toEqual([413, 'picture-too-large']);
    expect(await code(app.request(door, { method: 'POST' }))).toEqual([415, 'not-a-picture']);
  });

  test('exactly 5 MB are taken', async () => {
    const full = Buffer.concat([jpeg, Buffer.alloc(5 * 1024 * 1024 - jpeg.length)]);
    expect((await post(full)).status).toBe(201);
    expect((await post(formOf(full))).status).toBe(201);
  });

  test('while 2 are decoded and 32 wait, a picture is refused as busy before it is read', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const full = Array.from({ length: 34 }, () => picturesRoom().decoding.inTurn(() => promise));
    const sending = bodyOf(jpeg);
    expect(await code(post(sending.body))).toEqual([503, 'busy']);
    expect(sending.taken()).toBe(0);
    resolve();
    await Promise.all(full);
    expect((await post(jpeg)).status).toBe(201);
  });

  test('the description of the API names it', () => {
    const { paths } = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'x', version: '1' } });
    const described = paths?.[door]?.post;
    expect(Object.keys(described?.responses ?? {})).toEqual([
      '201',
      '400',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(JSON.stringify(described?.requestBody)).toContain('image/webp');
  });
});

describe('over a real connection', () => {
  const listener = getRequestListener(app.fetch);

  test('a sender of 20 MB, announced or not, hears that it is too large', async () => {
    await onLoopback(listener, async (origin) => {
      const long = Buffer.concat([jpeg, Buffer.alloc(20_000_000)]);
      expect(await code(fetch(origin + door, { method: 'POST', body: long }))).toEqual([
        413,
        'picture-too-large',
      ]);
      const stream = { method: 'POST', body: bodyOf(long).body, duplex: 'half' } as RequestInit;
      expect(await code(fetch(origin + door, stream))).toEqual([413, 'picture-too-large']);
      expect((await fetch(origin + door, { method: 'POST', body: jpeg })).status).toBe(201);
      expect((await fetch(origin + door, { method: 'POST', body: formOf(jpeg) })).status).toBe(201);
    });
  });

  test('a sender that hangs up half way disturbs nobody', async () => {
    await onLoopback(listener, async (origin) => {
      const socket = net.connect(Number(new URL(origin).port), '127.0.0.1');
      socket.write(`POST ${door} HTTP/1.1\r\nhost: x\r\ncontent-length: 900000\r\n\r\n`);
      socket.write(jpeg.subarray(0, 300));
      await new Promise((go) => setTimeout(go, 100));
      socket.destroy();
      expect((await fetch(origin + door, { method: 'POST', body: jpeg })).status).toBe(201);
    });
  });
});
