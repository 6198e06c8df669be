import type pg from 'pg';

/** A table of the program and its columns, without those that the database computes. */
export interface FoundTable {
  name: string;
  columns: string[];
}

/** Every table of the program, as the database itself lists them: a new one cannot be forgotten. */
export async function findTables(client: pg.ClientBase): Promise<FoundTable[]> {
  const { rows } = await client.query<FoundTable>(`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'private') and c.relkind = 'r' and c.relname <> 'restoring'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by 1 order by 1`);
  return rows;
}

/** How far each sequence is; one that never gave a number is left out. */
export async function readSequences(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: string }>(`
    select schemaname || '.' || sequencename as name, last_value::text as last from pg_sequences
    where schemaname in ('public', 'private') and last_value is not null order by 1`);
  return Object.fromEntries(rows.map(({ name, last }) => [name, Number(last)]));
}

/** A name as it stands in a statement. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}
