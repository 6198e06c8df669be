import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Files } from '../outside/files/files.ts';

/** What became of the files: put there now, there already with the same digest. */
export interface Moved {
  put: number;
  there: number;
}

const isFile = /^[a-z0-9]{8,64}\.[a-z]{1,16}$/;

/** Copies every picture file of the disk to another place and compares the digest of what lies there then. What is there already is not put again: broken off, it goes on. The disk keeps its files. */
export async function moveFiles(dataDir: string, to: Pick<Files, 'get' | 'put'>): Promise<Moved> {
  const moved: Moved = { put: 0, there: 0 };
  const root = path.join(dataDir, 'pictures');
  const folders = (await readdir(root).catch(() => [])).filter((name) => /^[a-z0-9]{2}$/.test(name));
  for (const folder of folders.sort()) {
    for (const name of (await readdir(path.join(root, folder))).filter((each) => isFile.test(each)).sort()) {
      const bytes = await readFile(path.join(root, folder, name));
      if (await lies(name, bytes, to)) moved.there += 1;
      else {
        await to.put(name, bytes);
        if (!(await lies(name, bytes, to))) throw new Error(`What was put as ${name} came back changed.`);
        moved.put += 1;
      }
    }
  }
  return moved;
}

async function lies(name: string, bytes: Buffer, at: Pick<Files, 'get'>): Promise<boolean> {
  const there = await at.get(name);
  return there !== null && digest(await buffer(there)).equals(digest(bytes));
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
