import type { Db } from '../../store/db.ts';

/** Texts leave public view seldom: so long it is no harm to say that there are more than are counted where a few fewer are left. */
const freshForMs = 600_000;
const most = 5_000;

const known = new WeakMap<Db, Map<string, number>>();

/** Whether this search found more than is counted a short while ago; then who turns its pages or puts them in another order need not wait for the counting. */
export function isKnownToBeMany(db: Db, search: string): boolean {
  const at = known.get(db)?.get(search);
  return at !== undefined && performance.now() - at < freshForMs;
}

/** This search found more than is counted. */
export function foundMany(db: Db, search: string): void {
  const searches = known.get(db) ?? new Map<string, number>();
  known.set(db, searches);
  if (searches.size >= most) searches.clear();
  searches.set(search, performance.now());
}
