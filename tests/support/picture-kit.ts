import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync, crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { takeIn } from '../../src/server/pictures/take-in.ts';

/** A body that comes in pieces, and how much of it was asked for. */
export function bodyOf(
  bytes: Uint8Array,
  piece = 65_536,
): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let at = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(at, at + piece));
        at += piece;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken: () => Math.min(at, bytes.length) };
}

/** Uploads the bytes as a bare body. */
export function upload(
  bytes: Uint8Array,
  draftId: string | null = null,
  now = new Date(),
): Promise<{ id: string }> {
  return takeIn({ body: bodyOf(bytes).body, contentType: 'image/jpeg', contentLength: null }, draftId, now);
}

/** A picture of coloured noise, as hard to pack as a photograph. */
export function noise(width: number, height: number): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
}

/** A small plain picture. */
export function plain(width = 60, height = 40): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#3a7' } });
}

/** A png chunk by hand. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A grey one-colour png of any size: gigabytes of pixels in a few kilobytes. */
export function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    head,
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The decoders that this process runs, as the system counts them. */
export function decoders(): number[] {
  return fs
    .readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter((pid) => pid && commandOf(pid).includes('decoder-process'))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Serves a web handler on a free port of this machine for the length of the work. */
export async function onLoopback<T>(
  listener: Parameters<typeof createServer>[1],
  work: (origin: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((go) => server.close(go));
  }
}
