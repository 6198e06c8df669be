import type { PackedPage } from './packed-page.ts';

/** The pages that are kept, within a bound of bytes: those asked for longest ago go first. */
export class Shelf {
  readonly #pages = new Map<string, PackedPage>();
  readonly #byShown = new Map<string, Set<string>>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** How many bytes lie here. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string, at: number): PackedPage | undefined {
    const page = this.#pages.get(key);
    if (!page || at >= page.goodUntil) return undefined;
    // Taken out and put in again it is the youngest.
    this.#pages.delete(key);
    this.#pages.set(key, page);
    return page;
  }

  /** The page that lies here, also when its time is over: it was asked for, and nothing it shows has moved. */
  lying(key: string): PackedPage | undefined {
    return this.#pages.get(key);
  }

  put(key: string, page: PackedPage): void {
    this.remove(key);
    if (page.bytes * 4 > this.#mostBytes) return;
    this.#pages.set(key, page);
    this.#bytes += page.bytes;
    for (const shown of page.shows) {
      const keys = this.#byShown.get(shown) ?? new Set();
      this.#byShown.set(shown, keys.add(key));
    }
    for (const [oldest, old] of this.#pages) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#drop(oldest, old);
    }
  }

  remove(key: string): void {
    const page = this.#pages.get(key);
    if (page) this.#drop(key, page);
  }

  /** Forgets every page that shows one of these. */
  forget(moved: readonly string[] | 'all'): void {
    if (moved !== 'all') {
      for (const shown of moved) for (const key of [...(this.#byShown.get(shown) ?? [])]) this.remove(key);
      return;
    }
    this.#pages.clear();
    this.#byShown.clear();
    this.#bytes = 0;
  }

  #drop(key: string, page: PackedPage): void {
    this.#pages.delete(key);
    this.#bytes -= page.bytes;
    for (const shown of page.shows) {
      const keys = this.#byShown.get(shown);
      keys?.delete(key);
      if (keys?.size === 0) this.#byShown.delete(shown);
    }
  }
}
