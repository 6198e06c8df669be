import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DiskFiles } from '../../src/server/outside/files/disk-files.ts';
import type { Files } from '../../src/server/outside/files/files.ts';
import { MemoryFiles } from '../../src/server/outside/files/memory-files.ts';
import { receive } from '../../src/server/pictures/receive.ts';
import { isPictureId, newPictureId } from '../../src/server/pictures/picture-id.ts';
import { Spool } from '../../src/server/pictures/spool.ts';
import { WaitingLine } from '../../src/server/pictures/waiting-line.ts';
import { bodyOf } from '../support/picture-kit.ts';

let folder = '';
beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'files-'))));
afterEach(() => {
  vi.useRealTimers();
  fs.rmSync(folder, { recursive: true });
});

const everything = () =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => e.name);
const read = async (files: Files, key: string) => {
  const stream = await files.get(key);
  return stream && (await buffer(stream)).toString();
};

describe.each([
  ['on the disk', () => new DiskFiles(path.join(folder, 'pictures'))],
  ['in memory', () => new MemoryFiles()],
])('files %s', (_, open) => {
  test('what was put is got, replaced and removed; what is not there is null', async () => {
    const files = open();
    await files.put('abcdefgh.full', Buffer.from('one'));
    await files.put('abcdefgh.full', Buffer.from('two'));
    expect(await read(files, 'abcdefgh.full')).toBe('two');
    expect(await read(files, 'abcdefgh.thumb')).toBeNull();
    await files.remove('abcdefgh.full');
    await files.remove('abcdefgh.full');
    expect(await read(files, 'abcdefgh.full')).toBeNull();
  });

  test.each([
    '../../outside/of-the-root',
    '/outside/of-the-root.full',
    'abcdefgh.full/..',
    'ab/cdefgh.full',
    'abcdefgh',
    '',
    '.',
    '..',
    'ABCDEFGH.full',
    'abcdefgh.full\0',
    'abcdefgh.full\n',
    'abcdefgh..full',
    'a\\..\\bcdefgh.full',
  ])('%j is no key and touches nothing', async (key) => {
    const files = open();
    for (const act of [files.put(key, Buffer.from('x')), files.get(key), files.remove(key)])
      await expect(act).rejects.toThrow('flat name');
    expect(everything()).toEqual([]);
  });
});

describe('the disk', () => {
  test('many puts of one key at once leave one whole file and no part of another', async () => {
    const files = new DiskFiles(folder);
    const texts = Array.from({ length: 12 }, (_, i) => String(i).repeat(200_000));
    await Promise.all(texts.map((text) => files.put('abcdefgh.full', Buffer.from(text))));
    expect(texts).toContain(await read(files, 'abcdefgh.full'));
    expect(everything()).toEqual(['abcdefgh.full']);
  });

  test('a put that fails leaves the old file as it was and no part', async () => {
    const files = new DiskFiles(folder);
    await files.put('abcdefgh.full', Buffer.from('old'));
    fs.rmSync(path.join(folder, 'ab', 'abcdefgh.full'));
    fs.mkdirSync(path.join(folder, 'ab', 'abcdefgh.full'));
    await expect(files.put('abcdefgh.full', Buffer.from('new'))).rejects.toThrow();
    expect(everything()).toEqual([]);
  });

  test('parts that a crash left are cleared after an hour, fresh ones and whole files stay', async () => {
    const files = new DiskFiles(folder);
    await files.put('abcdefgh.full', Buffer.from('whole'));
    for (const name of ['old', 'fresh']) fs.writeFileSync(path.join(folder, 'parts', name), 'x');
    fs.utimesSync(path.join(folder, 'parts', 'old'), 0, Date.now() / 1000 - 3700);
    await files.tidy(new Date());
    expect(everything().sort()).toEqual(['abcdefgh.full', 'fresh']);
  });
});

describe('an upload on its way', () => {
  test('it has no name on the disk, is not readable there, and comes back whole', async () => {
    const spool = await Spool.open(folder);
    expect(everything()).toEqual([]);
    const probe = await fs.promises.open(folder);
    const write = vi.spyOn(Object.getPrototypeOf(probe) as fs.promises.FileHandle, 'writeFile');
    await probe.close();
    const text = Buffer.from('a letter to nobody '.repeat(9000));
    await receive(bodyOf(text, 1001).body, spool, { mostBytes: 1e6, checkHead: () => {} });
    const written = write.mock.calls.map(([bytes]) => bytes as Buffer);
    write.mockRestore();
    expect([written.length > 8, written.some((bytes) => bytes.includes('letter'))]).toEqual([true, false]);
    expect((await spool.readAll()).equals(text)).toBe(true);
    await spool.close();
  });

  test('whoever changes a byte of it on the disk, or puts one piece in the place of another, is noticed', async () => {
    const text = Buffer.from(Array.from({ length: 60_000 }, (_, i) => i % 251));
    const probe = await fs.promises.open(folder);
    const kind = Object.getPrototypeOf(probe) as fs.promises.FileHandle;
    await probe.close();
    const harms: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => Buffer.concat([bytes.subarray(0, 99), Buffer.of((bytes[99] ?? 0) ^ 1), bytes.subarray(100)]),
      (bytes) =>
        Buffer.concat([bytes.subarray(16_400, 32_800), bytes.subarray(0, 16_400), bytes.subarray(32_800)]),
    ];
    for (const harm of harms) {
      const spool = await Spool.open(folder);
      const write = kind.writeFile;
      const spy = vi.spyOn(kind, 'writeFile').mockImplementation(function (
        this: fs.promises.FileHandle,
        bytes,
      ) {
        return write.call(this, harm(bytes as Buffer));
      });
      await spool.write(text);
      spy.mockRestore();
      await expect(spool.readAll()).rejects.toThrow();
      await spool.close();
    }
  });

  test('a sender who falls silent for 20 seconds is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const spool = await Spool.open(folder);
    const cancelled = vi.fn();
    const body = new ReadableStream<Uint8Array>({ cancel: cancelled });
    const outcome = receive(body, spool, { mostBytes: 1e6, checkHead: () => {} }).catch((e: unknown) => e);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(cancelled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await outcome).toMatchObject({ code: 'malformed' });
    expect(cancelled).toHaveBeenCalledOnce();
    await spool.close();
  });
});

describe('the line before the decoders', () => {
  test('first come, first served, never more inside than there are places, also after failures', async () => {
    const line = new WaitingLine(2, 10);
    const order: number[] = [];
    let inside = 0;
    const all = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) =>
        line.inTurn(async () => {
          order.push(i);
          expect(++inside).toBeLessThanOrEqual(2);
          await new Promise((go) => setTimeout(go, (i * 7) % 5));
          inside--;
          if (i % 3 === 0) throw new Error('broken');
        }),
      ),
    );
    expect(order).toEqual([...Array(12).keys()]);
    expect(all.filter((each) => each.status === 'rejected').length).toBe(4);
    expect([line.mostAtOnce, line.waiting]).toEqual([2, 0]);
    await line.inTurn(async () => {});
  });

  test('one too many is told busy, and the line is open again when it has moved', async () => {
    const line = new WaitingLine(1, 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    const both = [line.inTurn(() => promise), line.inTurn(() => promise)];
    await expect(line.inTurn(() => promise)).rejects.toMatchObject({ code: 'busy', status: 503 });
    expect(() => line.refuseIfFull()).toThrow();
    resolve();
    await Promise.all(both);
    line.refuseIfFull();
  });
});

test('ids are 26 letters and digits that carry 128 different bits', () => {
  const ids = Array.from({ length: 2000 }, newPictureId);
  expect(ids.every(isPictureId)).toBe(true);
  expect(new Set(ids).size).toBe(2000);
  for (let at = 0; at < 25; at++) expect(new Set(ids.map((id) => id[at])).size).toBe(32);
});
