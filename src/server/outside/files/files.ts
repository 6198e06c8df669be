import type { Readable } from 'node:stream';

/** Where pictures lie outside the database: a disk, later a bucket. A key is one flat name, never a path. */
export interface Files {
  /** Keeps the bytes under the key for good before it returns; a second put under the same key replaces them. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes under the key, or null when there are none. */
  get(key: string): Promise<Readable | null>;
  /** Removes what lies under the key; nothing there is no error. */
  remove(key: string): Promise<void>;
  /** Clears away what puts that were broken off left behind. */
  tidy(now: Date): Promise<void>;
}
