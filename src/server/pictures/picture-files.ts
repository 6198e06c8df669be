import path from 'node:path';
import { DiskFiles } from '../outside/files/disk-files.ts';
import type { Config } from '../config.ts';
import { S3Files } from '../outside/files/s3-files.ts';
import type { Files } from '../outside/files/files.ts';
import { pictureKey, pictureSizes } from './seal-picture.ts';

/** The sealed files of pictures, as whoever backs up or restores them sees them: names and bytes, no keys. */
export interface PictureFiles extends Pick<Files, 'get' | 'put'> {
  /** The files that belong to one picture; the full size first. */
  namesOf(id: string): string[];
}

/** Where pictures lie: in a bucket where one is set, otherwise under the data folder. */
export function filesAt({ dataDir, s3 }: Place): Files {
  return s3 ? new S3Files(s3) : new DiskFiles(path.join(dataDir, 'pictures'));
}

type Place = Pick<Config, 'dataDir' | 's3'>;

/** The files of the pictures, wherever they lie. */
export function pictureFiles({ dataDir, s3 }: Place): PictureFiles {
  const files = filesAt({ dataDir, s3 });
  return {
    namesOf: (id) => pictureSizes.map((size) => pictureKey(id, size)),
    get: (name) => files.get(name),
    put: (name, bytes) => files.put(name, bytes),
  };
}
