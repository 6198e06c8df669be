import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Keys } from '../../keys.ts';
import { quoted, type FoundTable } from './find-tables.ts';

/** A fingerprint of each key: enough to tell whether two are the same, nothing to open anything with. */
export function keyPrints(keys: Keys): Record<string, string> {
  const named = Object.entries(keys).flatMap(([kind, list]) =>
    list.map(({ id, key }): [string, Buffer] => [id === 'first' ? kind : `${kind} ${id}`, key]),
  );
  return Object.fromEntries(named.map(([name, key]) => [name, print(name, key)]));
}

/** The keys of a backup that these keys lack or have otherwise. A sealing key opens nothing: verify says when it lacks. */
export function keysLacking(kept: Record<string, string>, keys: Keys): string[] {
  const have = keyPrints(keys);
  return Object.keys(kept).filter((name) => !name.startsWith('sealing ') && have[name] !== kept[name]);
}

/** Wrapping keys that rows of the snapshot need and the key file does not have. */
export async function wrappingLacking(
  client: pg.ClientBase,
  tables: readonly FoundTable[],
  keys: Keys,
): Promise<string[]> {
  const needed = new Set<string>();
  for (const { name } of tables.filter(({ columns }) => columns.includes('wrapped_key'))) {
    const { rows } = await client.query<{ id: string }>(
      `select distinct key_id as id from ${quoted(name)} where key_id is not null`,
    );
    for (const { id } of rows) needed.add(id);
  }
  return [...needed].filter((id) => !keys.wrapping.some((each) => each.id === id));
}

function print(name: string, key: Buffer): string {
  return createHash('sha256').update(`huiyin key print ${name}\n`).update(key).digest('hex').slice(0, 32);
}
