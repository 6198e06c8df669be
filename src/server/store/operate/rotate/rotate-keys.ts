import { changeKeys, freshKey, type KeyInFile, type KeyKind, type KeyLists } from '../../keys.ts';

/** Keys by which things are looked up: every process must know a fresh one before any uses it. */
const lookUp = ['index', 'token', 'draft'] as const satisfies readonly KeyKind[];
/** Keys whose name stands beside what they protect: whoever meets an unknown one reads the file again. */
const named = ['wrapping', 'sealing', 'push'] as const satisfies readonly KeyKind[];
const kinds = [...named, ...lookUp] as const;

/** Puts a fresh key of each kind behind the others: known to whoever reads the file, used for nothing new yet. Gives their names; those that waited already stay. */
export function announceKeys(file: string): Record<(typeof kinds)[number], string> {
  const ids: Partial<Record<KeyKind, string>> = {};
  changeKeys(file, (kept) => {
    const lists: KeyLists = { ...kept };
    for (const kind of kinds) {
      const waiting = kept[kind].find(({ waits }) => waits);
      const fresh: KeyInFile = waiting ?? { ...freshKey(kind), waits: true };
      if (!waiting) lists[kind] = [...kept[kind], fresh];
      ids[kind] = fresh.id;
    }
    return lists;
  });
  return ids as Record<(typeof kinds)[number], string>;
}

/** From now on the keys that waited are used for what is new. Says how many there were. */
export function promoteKeys(file: string, on: Date): number {
  let promoted = 0;
  changeKeys(file, (kept) => {
    const lists: KeyLists = { ...kept };
    for (const kind of kinds) {
      const waiting = kept[kind].filter(({ waits }) => waits);
      promoted += waiting.length;
      const fresh = waiting.map(({ id, key }) => ({ id, key, since: on.toISOString() }));
      lists[kind] = [...fresh, ...kept[kind].filter(({ waits }) => !waits)];
    }
    return lists;
  });
  return promoted;
}

/** Announces fresh keys and uses them at once, where no other process has the file. */
export function rotateKeys(file: string, on = new Date(0)): Record<(typeof kinds)[number], string> {
  const ids = announceKeys(file);
  promoteKeys(file, on);
  return ids;
}

/** Takes keys out that nothing needs any more; the newest of each kind stays whatever is said, but a picture key. Sealing keys prove what is old, for good. */
export function retireKeys(file: string, ids: readonly string[], kind: KeyKind = 'wrapping'): void {
  if (kind === 'sealing') return;
  changeKeys(file, (kept) => {
    const keeps = kind === 'picture' ? 0 : 1;
    const others = kept[kind].slice(keeps).filter(({ id }) => !ids.includes(id));
    return { ...kept, [kind]: [...kept[kind].slice(0, keeps), ...others] };
  });
}

/** The keys of a kind that were replaced, each with the moment at which the next one took its place. */
export function replacedKeys(lists: KeyLists, kind: KeyKind): { id: string; replacedAt: Date }[] {
  const used = lists[kind].filter(({ waits }) => !waits);
  return used.slice(1).map(({ id }, at) => ({ id, replacedAt: new Date(used[at]?.since ?? 0) }));
}
