import type { Db } from '../store/db.ts';

/** No page may be older than ten seconds by the rule of the house, and a kept page that was drawn from it gets nine more. */
const usuallyFreshForMs = 1_000;
const most = 5_000;

/** What is known for so long, by a key; each database has its own. */
export class Known<Key, Value> {
  readonly #stores = new WeakMap<Db, Map<Key, { value: Value; at: number }>>();
  readonly #freshForMs: number;

  constructor(freshForMs: number) {
    this.#freshForMs = freshForMs;
  }

  get(db: Db, key: Key): Value | undefined {
    const known = this.#stores.get(db)?.get(key);
    return known && performance.now() - known.at < this.#freshForMs ? known.value : undefined;
  }

  put(db: Db, key: Key, value: Value): void {
    const store = this.#stores.get(db) ?? new Map<Key, { value: Value; at: number }>();
    this.#stores.set(db, store);
    if (store.size >= most) store.clear();
    store.set(key, { value, at: performance.now() });
  }

  forget(db: Db, key: Key): void {
    this.#stores.get(db)?.delete(key);
  }
}

/** A query of the directory whose answers are kept in the process for a second, by what was asked, or for as long as is said; they are shared, so nobody changes them. */
export function remember<Key, Value>(
  read: (db: Db, key: Key) => Promise<Value>,
  freshForMs = usuallyFreshForMs,
): (db: Db, key: Key) => Promise<Value> {
  const known = new Known<Key, Promise<Value>>(freshForMs);
  return (db, key) => {
    const kept = known.get(db, key);
    if (kept) return kept;
    const value = read(db, key);
    known.put(db, key, value);
    value.catch(() => known.forget(db, key));
    return value;
  };
}
