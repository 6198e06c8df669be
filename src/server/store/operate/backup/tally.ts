import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Lets bytes through, counts them and takes their digest. */
export class Tally extends Transform {
  bytes = 0;
  readonly #hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.#hash.update(chunk);
    done(null, chunk);
  }

  /** The digest of everything that went through; asked once, at the end. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}

/** Bytes and digest of a file on the disk. */
export async function tallyFile(file: string): Promise<{ bytes: number; sha256: string }> {
  const tally = new Tally();
  await pipeline(createReadStream(file), tally, async (chunks) => {
    for await (const _ of chunks);
  });
  return { bytes: tally.bytes, sha256: tally.sha256() };
}
