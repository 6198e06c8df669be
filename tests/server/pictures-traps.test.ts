import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isRefusal } from '../../src/domain/refusal.ts';
import { countJpegScans } from '../../src/server/pictures/count-jpeg-scans.ts';
import { drawApart } from '../../src/server/pictures/draw-apart.ts';
import { pictureLimits } from '../../src/server/pictures/limits.ts';
import { lookAt } from '../../src/server/pictures/look-at.ts';
import { closePictures, openPictures, picturesRoom } from '../../src/server/pictures/pictures-room.ts';
import { redraw } from '../../src/server/pictures/redraw.ts';
import { takeIn } from '../../src/server/pictures/take-in.ts';
import { MemoryFiles } from '../../src/server/outside/files/memory-files.ts';
import { bodyOf, decoders, noise, plain, pngBomb, pngChunk, upload } from '../support/picture-kit.ts';

// Everything here is refused before the store is asked, so none is opened.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pictures-'));
beforeAll(() => void openPictures(folder, new MemoryFiles()));
afterAll(() => {
  closePictures();
  fs.rmSync(folder, { recursive: true });
});

const refused = (code: string) => ({ name: 'Refusal', code });
const peakMb = () => process.resourceUsage().maxRSS / 1024;

describe('bad pictures', () => {
  test('a png of 20000 × 20000 pixels in 49 kB is refused by its header alone, in little memory', async () => {
    const bomb = pngBomb(20_000, 20_000);
    expect(bomb.length).toBeLessThan(60_000);
    const before = peakMb();
    await expect(upload(bomb)).rejects.toMatchObject({
      ...refused('too-many-pixels'),
      with: { width: 20_000, height: 20_000 },
    });
    expect(peakMb() - before).toBeLessThan(20);
  });

  test('40 megapixels are taken, one row more is not', async () => {
    expect(await lookAt(pngBomb(8000, 5000))).toMatchObject({ width: 8000, height: 5000 });
    await expect(lookAt(pngBomb(8000, 5001))).rejects.toMatchObject(refused('too-many-pixels'));
  });

  test.each([
    ['a page of HTML', '<!doctype html><script>alert(1)</script>'],
    ['an svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a gif', 'GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04'],
    ['a pdf', '%PDF-1.7\n1 0 obj'],
    ['two bytes', '\xff\xd8'],
    ['nothing', ''],
  ])('%s that calls itself image/jpeg is refused', async (_, text) => {
    await expect(upload(Buffer.from(text, 'latin1'))).rejects.toMatchObject(refused('not-a-picture'));
  });

  test('tiff, avif and gif made by a real program are refused', async () => {
    for (const format of ['tiff', 'avif', 'gif'] as const) {
      await expect(upload(await plain().toFormat(format).toBuffer())).rejects.toMatchObject(
        refused('not-a-picture'),
      );
    }
  });

  test('a page of HTML behind the first bytes of a jpeg is refused', async () => {
    const polyglot = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from('<html><script>alert(1)</script></html>'),
    ]);
    await expect(upload(polyglot)).rejects.toMatchObject(refused('broken-picture'));
  });

  test.each(['jpeg', 'png', 'webp'] as const)('a %s that was cut off half way is refused', async (format) => {
    const whole = await noise(400, 300).toFormat(format).toBuffer();
    await expect(upload(whole.subarray(0, whole.length >> 1))).rejects.toMatchObject(
      refused('broken-picture'),
    );
  });

  test('a png whose data are not what the header says is refused', async () => {
    const whole = pngBomb(100, 100);
    const header = Buffer.from(whole.subarray(0, 33));
    const wrong = Buffer.concat([
      header,
      pngChunk('IDAT', deflateSync(Buffer.alloc(50))),
      pngChunk('IEND', Buffer.alloc(0)),
    ]);
    await expect(upload(wrong)).rejects.toMatchObject(refused('broken-picture'));
  });

  test('a png of one endless line, which would cost a gigabyte, is refused', async () => {
    await expect(lookAt(pngBomb(39_000_000, 1))).rejects.toMatchObject(refused('broken-picture'));
    await expect(lookAt(pngBomb(1, 39_000_000))).rejects.toMatchObject(refused('broken-picture'));
  });

  test('a picture that brings its decoder down is refused, and the next one is taken', async () => {
    const room = picturesRoom();
    await drawApart(await plain().jpeg().toBuffer(), room);
    const [pid = 0] = decoders();
    process.kill(pid, 'SIGSTOP');
    const doomed = drawApart(await noise(300, 300).jpeg().toBuffer(), room).catch((e: unknown) => e);
    process.kill(pid, 'SIGKILL');
    expect(await doomed).toMatchObject(refused('broken-picture'));
    expect(await drawApart(await plain().jpeg().toBuffer(), room)).toMatchObject({ width: 60, height: 40 });
  });

  test('a decoder knows no secret of ours, is used again, and makes room after a large picture', async () => {
    const room = picturesRoom();
    await drawApart(await plain().jpeg().toBuffer(), room);
    const [pid] = decoders();
    process.env['SECRET_OF_OURS'] = 'x';
    await drawApart(await plain().png().toBuffer(), room);
    expect(decoders()).toEqual([pid]);
    const environment = fs
      .readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .map((each) => each.split('=')[0]);
    expect(
      environment.filter(
        (name) =>
          name && !['MALLOC_ARENA_MAX', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'].includes(name),
      ),
    ).toEqual([]);
    await drawApart(await plain(4000, 3000).jpeg({ progressive: true }).toBuffer(), room);
    await vi.waitFor(() => expect(decoders()).toEqual([]));
  });

  test('a jpeg that would draw itself in hundreds of passes is refused before the first', async () => {
    const jpeg = await plain().greyscale().jpeg({ progressive: true }).toBuffer();
    const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), jpeg.length - 2);
    const trap = Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(200).fill(scan), jpeg.subarray(-2)]);
    expect(countJpegScans(jpeg)).toBeLessThan(20);
    expect(countJpegScans(trap)).toBe(countJpegScans(jpeg) + 200);
    await expect(lookAt(trap)).rejects.toMatchObject({
      ...refused('broken-picture'),
      detail: 'a jpeg with too many scans',
    });
  });

  test('one byte over 5 MB is refused while it comes in, and the rest is never read', async () => {
    const jpeg = await plain().jpeg().toBuffer();
    const long = Buffer.concat([jpeg, Buffer.alloc(40 * 1024 * 1024)]);
    const sending = bodyOf(long);
    const before = peakMb();
    await expect(
      takeIn({ body: sending.body, contentType: null, contentLength: null }, null, new Date()),
    ).rejects.toMatchObject(refused('picture-too-large'));
    expect(sending.taken()).toBeLessThanOrEqual(pictureLimits.bytes + 65_536);
    expect(peakMb() - before).toBeLessThan(30);
  });

  test('what announces itself as too long is refused without reading any of it', async () => {
    const sending = bodyOf(Buffer.alloc(10));
    const contentLength = pictureLimits.bytes + 1;
    await expect(
      takeIn({ body: sending.body, contentType: null, contentLength }, null, new Date()),
    ).rejects.toMatchObject(refused('picture-too-large'));
    expect(sending.taken()).toBe(0);
  });

  test('what is no picture is refused at its first bytes', async () => {
    const sending = bodyOf(Buffer.alloc(4_000_000, 'x'), 1000);
    await expect(
      takeIn({ body: sending.body, contentType: 'image/png', contentLength: null }, null, new Date()),
    ).rejects.toMatchObject(refused('not-a-picture'));
    expect(sending.taken()).toBe(1000);
  });

  test('a sender that breaks off half way is refused, and nothing stays behind', async () => {
    const jpeg = await noise(300, 300).jpeg().toBuffer();
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (c) => (pieces++ === 0 ? c.enqueue(jpeg.subarray(0, 500)) : c.error(new Error('ECONNRESET'))),
    });
    await expect(
      takeIn({ body, contentType: null, contentLength: null }, null, new Date()),
    ).rejects.toMatchObject(refused('malformed'));
    expect(fs.readdirSync(path.join(folder, 'pictures', 'incoming'))).toEqual([]);
  });

  test(
    'random bytes, bare or behind a real beginning, are refused and never crash',
    { timeout: 60_000 },
    async () => {
      const heads = await Promise.all(
        (['jpeg', 'png', 'webp'] as const).map((f) => noise(40, 40).toFormat(f).toBuffer()),
      );
      const bytes = fc.uint8Array({ minLength: 0, maxLength: 3000 });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(Buffer.alloc(0), ...heads),
          fc.nat(200),
          bytes,
          async (head, kept, noiseBytes) => {
            const error: unknown = await upload(Buffer.concat([head.subarray(0, kept), noiseBytes])).catch(
              (e: unknown) => e,
            );
            expect(isRefusal(error)).toBe(true);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  test(
    'real pictures with a few bytes changed are drawn or refused and never crash',
    { timeout: 60_000 },
    async () => {
      const whole = await Promise.all(
        (['jpeg', 'png', 'webp'] as const).map((f) => noise(60, 40).toFormat(f).toBuffer()),
      );
      const hits = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
        minLength: 1,
        maxLength: 6,
      });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...whole), hits, async (picture, changes) => {
          const hurt = Buffer.from(picture);
          for (const [where, value] of changes) hurt[Math.floor(where * hurt.length)] = value;
          const result = await lookAt(hurt)
            .then((look) => redraw(hurt, look.type))
            .catch((e: unknown) => e);
          if (result instanceof Error) expect(isRefusal(result)).toBe(true);
          else expect((await sharp((result as { full: Buffer }).full).metadata()).width).toBeGreaterThan(0);
        }),
        { numRuns: 200 },
      );
    },
  );
});
