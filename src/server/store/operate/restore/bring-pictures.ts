import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { listedPictures } from '../backup/check-backup.ts';
import { pictureFile, type PictureStore } from '../backup/copy-pictures.ts';
import type { Manifest } from '../backup/manifest.ts';

/** Puts the sealed files of every picture back where the program looks for them; again does no harm. */
export async function bringPictures(folder: string, manifest: Manifest, store: PictureStore): Promise<void> {
  for await (const { name, sha256 } of listedPictures(folder, manifest)) {
    const bytes = await readFile(path.join(folder, pictureFile(name)));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error(`${pictureFile(name)} changed while it was read.`);
    await store.put(name, bytes);
  }
}
