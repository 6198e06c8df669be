import { Readable } from 'node:stream';
import { fileKey } from './file-key.ts';
import type { Files } from './files.ts';

/** Files that live in memory only: the stand-in for tests. */
export class MemoryFiles implements Files {
  readonly kept = new Map<string, Buffer>();

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.kept.set(fileKey(key), Buffer.from(bytes));
  }

  async get(key: string): Promise<Readable | null> {
    const bytes = this.kept.get(fileKey(key));
    return bytes ? Readable.from([bytes]) : null;
  }

  async remove(key: string): Promise<void> {
    this.kept.delete(fileKey(key));
  }

  async tidy(): Promise<void> {}
}
