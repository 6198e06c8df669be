import type pg from 'pg';
import { findTables, quoted } from '../backup/find-tables.ts';

/** A restore that was begun here and did not end: nothing may start on this database but another restore. */
export const marker = 'restoring';

/**
 * Makes room for a restore: refuses a database that holds a single row of a board, takes away empty tables of another
 * shape, and leaves a mark that only a whole restore takes away. `client` acts as huiyin_owner.
 */
export async function makeRoom(client: pg.Client): Promise<void> {
  await client.query('begin');
  try {
    await refuseRows(client);
    await dropEverything(client);
    await client.query(`create table ${marker} (begun_at timestamptz not null default now())`);
    await client.query(`insert into ${marker} default values`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Lets the owner see and fill what row-level security hides from it too, within this transaction; returns what undoes it. */
export async function liftForce(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relforcerowsecurity and relnamespace::regnamespace::text in ('public', 'private')`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`);
  return async () => {
    for (const { name } of rows) await client.query(`alter table ${name} force row level security`);
  };
}

async function refuseRows(client: pg.Client): Promise<void> {
  await liftForce(client);
  const filled: string[] = [];
  for (const { name } of await findTables(client)) {
    if (name === 'public.migrations') continue;
    const { rows } = await client.query<{ some: boolean }>(
      `select exists (select from ${quoted(name)}) as some`,
    );
    if (rows[0]?.some) filled.push(name.replace('public.', ''));
  }
  if (filled.length === 0) return;
  throw new Error(
    `A backup is restored into an empty database only, so that nothing is overwritten. This one has rows in ${filled.slice(0, 8).join(', ')}` +
      `${filled.length > 8 ? ` and ${filled.length - 8} more tables` : ''}. Give another database, or another DATA_DIR.`,
  );
}

// Only what the owner role made: whatever else an administrator keeps here stays.
async function dropEverything(client: pg.Client): Promise<void> {
  await client.query('drop schema if exists private cascade');
  await client.query(`do $$
    declare each record;
    begin
      for each in select c.oid::regclass::text as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_get_userbyid(c.relowner) = current_user
      loop execute format('drop table if exists %s cascade', each.name); end loop;
      for each in select c.oid::regclass::text as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and pg_get_userbyid(c.relowner) = current_user
      loop execute format('drop sequence if exists %s cascade', each.name); end loop;
      for each in select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace = 'public'::regnamespace and pg_get_userbyid(p.proowner) = current_user
      loop execute format('drop function if exists %s cascade', each.name); end loop;
    end $$`);
}
