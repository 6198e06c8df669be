import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import type { KeptPictures } from './manifest.ts';
import type { KeptPicture } from './pictures-in.ts';
import { Tally } from './tally.ts';

/** Where the sealed files of pictures lie, by name. */
export interface PictureStore {
  namesOf(id: string): string[];
  get(name: string): Promise<Readable | null>;
  put(name: string, bytes: Uint8Array): Promise<void>;
}

/** The file of a picture in a backup: a thousand folders, so that none holds all of them. */
export function pictureFile(name: string): string {
  return path.join('pictures', name.slice(0, 2), name);
}

/** Copies the files of these pictures into the folder, and lists each with its size and digest. */
export async function copyPictures(
  pictures: AsyncIterable<KeptPicture>,
  store: PictureStore,
  folder: string,
): Promise<KeptPictures> {
  const file = 'pictures.list.zst';
  const totals = { files: 0, bytes: 0, missing: [] as string[] };
  const listed = async function* (): AsyncGenerator<string> {
    for await (const picture of pictures) {
      for (const [at, name] of store.namesOf(picture.id).entries()) {
        const kept = await copyPicture(name, store, folder);
        // The row knows the digest of the full size: a file that is not that one is as good as none.
        if (kept && (at > 0 || kept.sha256 === picture.sha256.toString('hex'))) {
          totals.files += 1;
          totals.bytes += kept.bytes;
          yield `${kept.sha256} ${kept.bytes} ${name}\n`;
        } else {
          totals.missing.push(name);
        }
      }
    }
  };
  const packed = new Tally();
  const disk = createWriteStream(path.join(folder, file), { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(Readable.from(listed()), createZstdCompress(), packed, disk);
  return { ...totals, file, fileBytes: packed.bytes, sha256: packed.sha256() };
}

async function copyPicture(name: string, store: PictureStore, folder: string) {
  const bytes = await store.get(name);
  if (!bytes) return null;
  const target = path.join(folder, pictureFile(name));
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const tally = new Tally();
  await pipeline(bytes, tally, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
  return { bytes: tally.bytes, sha256: tally.sha256() };
}
