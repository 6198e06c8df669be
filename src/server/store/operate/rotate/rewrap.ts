import pg from 'pg';
import { rewrapped, type WrappedKey } from '../../envelope.ts';
import type { Keys } from '../../keys.ts';
import { type RotationClients, type RotationUrls, withClients } from './batches.ts';

/** A table whose rows hold a key of their own, wrapped by one of the key file. */
interface WrappedTable {
  /** With its schema, quoted. */
  name: string;
  /** The column by which a row is found, and its type. */
  id: string;
  type: string;
}

const batch = 500;

/** Every table whose rows hold a wrapped key. */
async function wrappedTables(client: pg.ClientBase): Promise<WrappedTable[]> {
  const { rows } = await client.query<WrappedTable>(`
    select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as id, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relkind = 'r' and n.nspname in ('public', 'private')
      and exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'wrapped_key' and not w.attisdropped)
    order by 1`);
  return rows;
}

/**
 * Wraps every key anew that is not under the newest key of the file, batch by batch, each in its own transaction: it can be stopped
 * and begun again at any time, and steps go on beside it. `tell` hears how many of a table were done so far.
 */
export function rewrapAll(
  urls: RotationUrls,
  keys: Keys,
  tell: (table: string, done: number) => void,
): Promise<number> {
  return withClients(urls, async (clients) => {
    let all = 0;
    for (const table of await wrappedTables(clients.reader)) {
      const done = await rewrapTable(clients, table, { keys, tell: (n) => tell(table.name, n) });
      tell(table.name, done);
      all += done;
    }
    return all;
  });
}

/** How many rows each key of the file, or one that is in none, still protects. */
export async function rowsByKey(url: string): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = new Map<string, number>();
    for (const { name } of await wrappedTables(client)) {
      const { rows } = await client.query<{ key: string; n: number }>(
        `select key_id as key, count(*)::int as n from ${name} where key_id is not null group by 1`,
      );
      for (const { key, n } of rows) found.set(key, (found.get(key) ?? 0) + n);
    }
    return found;
  } finally {
    await client.end();
  }
}

type Row = { id: string } & WrappedKey;

async function rewrapTable(
  { reader, writer }: RotationClients,
  { name, id, type }: WrappedTable,
  { keys, tell }: { keys: Keys; tell(done: number): void },
): Promise<number> {
  const newest = keys.wrapping[0]?.id;
  let [after, done]: [string | null, number] = [null, 0];
  for (;;) {
    // Read without a lock: a row that changed meanwhile is not met by its old wrapping and comes again next time.
    const { rows }: { rows: Row[] } = await reader.query<Row>(
      `select ${id}::text as id, key_id as "keyId", wrapped_key as wrapped from ${name}
       where key_id <> $1 and wrapped_key is not null and ($2::text is null or ${id} > $2::${type}) order by ${name}.${id} limit ${batch}`,
      [newest, after],
    );
    const last = rows.at(-1);
    if (!last) return done;
    const fresh = rows.map((row) => rewrapped(row, keys));
    const { rows: told } = await writer.query<{ n: number }>(
      'select private.rewrap($1, $2, $3, $4, $5) as n',
      [name, rows.map((row) => row.id), rows.map((row) => row.wrapped), newest, fresh],
    );
    done += told[0]?.n ?? 0;
    after = last.id;
    tell(done);
  }
}
