import type pg from 'pg';

/**
 * Takes foreign keys and plain indexes away while many rows come in, since one pass over all rows at the end costs far
 * less than a look for each; and triggers, since what they wrote is in the backup. Returns what brings them back as they were.
 */
export async function setAside(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows: foreignKeys } = await client.query<{ on: string; name: string; definition: string }>(`
    select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace::regnamespace::text in ('public', 'private') order by oid`);
  for (const { on, name } of foreignKeys) await client.query(`alter table ${on} drop constraint ${name}`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace::regnamespace::text in ('public', 'private')
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by i.indexrelid`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const { rows: triggered } = await client.query<{ on: string }>(`
    select distinct tgrelid::regclass::text as on from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace::regnamespace::text in ('public', 'private')`);
  for (const { on } of triggered) await client.query(`alter table ${on} disable trigger user`);
  return async () => {
    for (const { on } of triggered) await client.query(`alter table ${on} enable trigger user`);
    for (const { definition } of indexes) await client.query(definition);
    for (const { on, name, definition } of foreignKeys)
      await client.query(`alter table ${on} add constraint ${name} ${definition}`);
  };
}
