import fs from 'node:fs';
import { type Keys, loadKeys } from './keys.ts';

const restMs = 5_000;

/** The keys of a running process, which follow their file: keys are rotated while everything runs. */
export class KeyRing {
  #keys: Keys;
  readonly #file: string;
  #stamp: string;
  #lookedAt = performance.now();

  /** Loads the file; `make` as for `loadKeys`. */
  constructor(file: string, make: boolean) {
    this.#file = file;
    this.#keys = loadKeys(file, make);
    this.#stamp = stampOf(file);
  }

  /** The keys as they were in the file at most five seconds ago. */
  current(): Keys {
    if (performance.now() - this.#lookedAt < restMs) return this.#keys;
    return this.renewed();
  }

  /** The keys as they are in the file now: another process may use one that is not known here yet. */
  renewed(): Keys {
    this.#lookedAt = performance.now();
    const stamp = stampOf(this.#file);
    // A file that is away or half copied for a moment does not take the keys out of a running process.
    if (stamp === '' || stamp === this.#stamp) return this.#keys;
    try {
      this.#keys = loadKeys(this.#file, false);
      this.#stamp = stamp;
    } catch {
      return this.#keys;
    }
    return this.#keys;
  }
}

/** Tells one state of the file from another: a changed one is a new file in its place. */
function stampOf(file: string): string {
  const found = fs.statSync(file, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.ino} ${found.mtimeNs}` : '';
}
