import fs from 'node:fs';
import path from 'node:path';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createZstdDecompress } from 'node:zlib';
import { pictureFile } from './copy-pictures.ts';
import { filesOf, type Manifest } from './manifest.ts';
import { tallyFile } from './tally.ts';

/** A line of the list of pictures. */
export interface ListedPicture {
  name: string;
  bytes: number;
  sha256: string;
}

/** Reads every file of a backup and compares its digest; returns what is damaged or missing, in plain words. */
export async function checkBackup(folder: string, manifest: Manifest): Promise<string[]> {
  const faults: string[] = [];
  const look = async (file: string, noted: { bytes: number; sha256: string }): Promise<void> => {
    const fault = await faultOf(path.join(folder, file), noted);
    if (fault) faults.push(`${file}: ${fault}`);
  };
  for (const { file, fileBytes, sha256 } of filesOf(manifest)) await look(file, { bytes: fileBytes, sha256 });
  // A list that is damaged names no pictures.
  if (faults.length > 0) return faults;
  for await (const picture of listedPictures(folder, manifest))
    await look(pictureFile(picture.name), picture);
  return faults;
}

/** The pictures of a backup, one by one. */
export async function* listedPictures(folder: string, manifest: Manifest): AsyncGenerator<ListedPicture> {
  const list = createReadStream(path.join(folder, manifest.pictures.file));
  const plain = list.pipe(createZstdDecompress());
  list.once('error', (error) => plain.destroy(error));
  for await (const line of createInterface({ input: plain })) {
    const [sha256 = '', bytes = '', name = ''] = line.split(' ');
    yield { name, bytes: Number(bytes), sha256 };
  }
}

async function faultOf(file: string, noted: { bytes: number; sha256: string }): Promise<string | undefined> {
  if (!fs.existsSync(file)) return 'is missing';
  const found = await tallyFile(file);
  if (found.bytes !== noted.bytes) return `has ${found.bytes} bytes, ${noted.bytes} were written`;
  return found.sha256 === noted.sha256 ? undefined : 'was changed: its digest is not the one noted';
}
