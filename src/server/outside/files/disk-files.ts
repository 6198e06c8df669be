import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { clearOldParts } from './clear-old-parts.ts';
import { fileKey } from './file-key.ts';
import type { Files } from './files.ts';

/** Files on the disk of this machine: a thousand folders, each file written apart and then moved into place. */
export class DiskFiles implements Files {
  readonly #root: string;
  /** Files are written here first; no key leads into it. */
  readonly #parts: string;
  /** Folders of which we know that their own names survive a power cut. */
  readonly #lasting = new Set<string>();

  constructor(root: string) {
    this.#root = path.resolve(root);
    this.#parts = path.join(this.#root, 'parts');
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const folder = this.#folder(key);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await mkdir(this.#parts, { recursive: true, mode: 0o700 });
    const part = path.join(this.#parts, `${key}.${randomBytes(6).toString('hex')}`);
    try {
      await writeThrough(part, bytes);
      await rename(part, path.join(folder, key));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    await flushFolder(folder);
    await this.#makeLasting(folder);
  }

  async get(key: string): Promise<Readable | null> {
    try {
      const file = await open(path.join(this.#folder(key), key), 'r');
      return file.createReadStream();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    const folder = this.#folder(key);
    try {
      await rm(path.join(folder, key));
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    await flushFolder(folder);
  }

  async tidy(now: Date): Promise<void> {
    await clearOldParts(this.#parts, now);
  }

  #folder(key: string): string {
    return path.join(this.#root, fileKey(key).slice(0, 2));
  }

  /** A folder's name lasts only once its parent is flushed: done once a process for each folder. */
  async #makeLasting(folder: string): Promise<void> {
    if (this.#lasting.has(folder)) return;
    await flushFolder(this.#root);
    await flushFolder(path.dirname(this.#root));
    this.#lasting.add(folder);
  }
}

async function writeThrough(name: string, bytes: Uint8Array): Promise<void> {
  const file = await open(name, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows offers no way to flush a folder. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
