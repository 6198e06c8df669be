import type { Db } from '../store/db.ts';

/** No page may be older than ten seconds by the rule of the house, and a kept page that was drawn from it gets nine more. */
const usuallyFreshForMs = 1_000;
const most = 5_000;

/** A query of the directory whose answers are kept in the process for a second, by what was asked, or for as long as is said; they are shared, so nobody changes them. */
export function remember<Key, Value>(
  read: (db: Db, key: Key) => Promise<Value>,
  freshForMs = usuallyFreshForMs,
): (db: Db, key: Key) => Promise<Value> {
  const stores = new WeakMap<Db, Map<Key, { value: Promise<Value>; at: number }>>();
  return (db, key) => {
    const kept = stores.get(db) ?? new Map<Key, { value: Promise<Value>; at: number }>();
    stores.set(db, kept);
    const at = performance.now();
    const known = kept.get(key);
    if (known && at - known.at < freshForMs) return known.value;
    if (kept.size >= most) kept.clear();
    const value = read(db, key);
    kept.set(key, { value, at });
    value.catch(() => kept.delete(key));
    return value;
  };
}
