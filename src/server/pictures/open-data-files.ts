import { Readable } from 'node:stream';
import { picturesRoom } from './pictures-room.ts';

/** The files of the public data in the file store, beside the pictures. */
export const openDataFiles = {
  put: (key: string, bytes: Uint8Array): Promise<void> => picturesRoom().files.put(key, bytes),
  remove: (key: string): Promise<void> => picturesRoom().files.remove(key),
};

/** Pieces one after the other as one stream; one that is gone breaks it off, so that nobody takes a part for the whole. */
export function openDataStream(keys: readonly string[]): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(pieces(keys))) as ReadableStream<Uint8Array>;
}

async function* pieces(keys: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const key of keys) {
    const piece = await picturesRoom().files.get(key);
    if (!piece) throw new Error('a piece of the public data is gone');
    yield* piece as AsyncIterable<Uint8Array>;
  }
}
