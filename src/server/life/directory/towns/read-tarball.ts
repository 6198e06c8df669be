import fs from 'node:fs';
import { createGunzip } from 'node:zlib';

const block = 512;

/** Streams one file out of a .tgz without unpacking the rest. */
export async function* readFromTarball(tarball: string, name: string): AsyncGenerator<Buffer> {
  const source = fs.createReadStream(tarball).pipe(createGunzip());
  const entry = new Entry();
  for await (const chunk of source) {
    yield* entry.take(chunk as Buffer, name);
    if (entry.found && entry.left === 0) return;
  }
  if (!entry.found) throw new Error(`${tarball} holds no ${name}.`);
}

/** Where the reader stands: in a header, in a file's bytes, or in the padding after them. */
class Entry {
  found = false;
  left = 0;
  private padding = 0;
  private wanted = false;
  private pending: Buffer = Buffer.alloc(0);

  *take(chunk: Buffer, name: string): Generator<Buffer> {
    let rest = this.pending.length > 0 ? Buffer.concat([this.pending, chunk]) : chunk;
    this.pending = Buffer.alloc(0);
    while (rest.length > 0) {
      if (this.left > 0) {
        const part = rest.subarray(0, this.left);
        this.left -= part.length;
        rest = rest.subarray(part.length);
        if (this.wanted) yield part;
        if (this.wanted && this.left === 0) return;
      } else if (this.padding > 0) {
        const skipped = Math.min(this.padding, rest.length);
        this.padding -= skipped;
        rest = rest.subarray(skipped);
      } else if (rest.length < block) {
        this.pending = rest;
        return;
      } else {
        this.open(rest.subarray(0, block), name);
        rest = rest.subarray(block);
      }
    }
  }

  private open(header: Buffer, name: string): void {
    const text = (from: number, length: number) =>
      header
        .subarray(from, from + length)
        .toString('utf8')
        .replace(/\0.*$/s, '');
    const prefix = text(345, 155);
    this.left = Number.parseInt(text(124, 12).trim() || '0', 8);
    this.padding = (block - (this.left % block)) % block;
    this.wanted = (prefix ? `${prefix}/` : '') + text(0, 100) === name;
    this.found ||= this.wanted;
  }
}
