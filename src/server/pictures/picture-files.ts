import path from 'node:path';
import { DiskFiles } from '../outside/files/disk-files.ts';
import type { Files } from '../outside/files/files.ts';
import { pictureKey, pictureSizes } from './seal-picture.ts';

/** The sealed files of pictures, as whoever backs up or restores them sees them: names and bytes, no keys. */
export interface PictureFiles extends Pick<Files, 'get' | 'put'> {
  /** The files that belong to one picture; the full size first. */
  namesOf(id: string): string[];
}

/** The files of the pictures under the data folder. */
export function pictureFiles(dataDir: string): PictureFiles {
  const files = new DiskFiles(path.join(dataDir, 'pictures'));
  return {
    namesOf: (id) => pictureSizes.map((size) => pictureKey(id, size)),
    get: (name) => files.get(name),
    put: (name, bytes) => files.put(name, bytes),
  };
}
