import type pg from 'pg';
import { readMigrations, type MigrationFile } from './migration-files.ts';
import { marker } from './restore/empty-database.ts';

/** What a run of the migrations did: the names of the files that landed now. */
export type Migrated = { landed: string[] };

/** Makes the table in which the database keeps which files have landed. */
export const createMigrationsTable = `
  create table if not exists migrations (
    id int primary key, name text not null, sha256 text not null, landed_at timestamptz not null default now()
  );
  grant select on migrations to huiyin_app, huiyin_private, huiyin_retention`;

type Landed = { id: number; name: string; sha256: string };

/**
 * Brings the database to the shape of the files, each in a transaction of its own. Whoever comes second waits.
 * `client` acts as huiyin_owner. Refuses when a landed file was changed or the database is ahead of the files.
 */
export async function migrate(
  client: pg.Client,
  files: MigrationFile[] = readMigrations(),
): Promise<Migrated> {
  await client.query("select pg_advisory_lock(hashtext('huiyin.migrate'))");
  try {
    await refuseHalfRestored(client);
    await client.query(createMigrationsTable);
    const { rows } = await client.query<Landed>('select id, name, sha256 from migrations order by id');
    const fresh = waiting(files, rows);
    for (const file of fresh) await land(client, file);
    return { landed: fresh.map((file) => file.name) };
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('huiyin.migrate'))").catch(() => {});
  }
}

// An empty board in its place would take messages that the next restore could not keep.
async function refuseHalfRestored(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ half: boolean }>('select to_regclass($1) is not null as half', [
    `public.${marker}`,
  ]);
  if (rows[0]?.half)
    throw new Error(
      'A restore into this database was begun and did not end. Run it again: npm run restore -- FOLDER',
    );
}

/** Whether every file has landed as it is: asked by /readyz, with the app role. A database ahead of us is fine. */
export async function isMigrated(pool: Pick<pg.Pool, 'query'>, files: MigrationFile[]): Promise<boolean> {
  const { rows } = await pool.query<Landed>('select id, name, sha256 from migrations');
  return files.every((file) => rows.some((row) => row.id === file.id && row.sha256 === file.sha256));
}

function waiting(files: MigrationFile[], landed: Landed[]): MigrationFile[] {
  const last = landed.at(-1)?.id ?? 0;
  for (const row of landed) {
    const file = files.find((each) => each.id === row.id);
    if (!file)
      throw new Error(`The database has the migration ${row.name}, this program has not: it is too old.`);
    if (file.sha256 !== row.sha256) {
      throw new Error(
        `The migration ${file.name} was changed after it had landed. Undo that and add a new file.`,
      );
    }
  }
  const fresh = files.filter((file) => !landed.some((row) => row.id === file.id));
  const late = fresh.find((file) => file.id < last);
  if (late)
    throw new Error(
      `The migration ${late.name} comes after number ${last} has landed. Give it a new number.`,
    );
  return fresh;
}

async function land(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    // The number first: were two to land the same file, the second would stop here with nothing done.
    await client.query('insert into migrations (id, name, sha256) values ($1, $2, $3)', [
      file.id,
      file.name,
      file.sha256,
    ]);
    await client.query(file.sql);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(`The migration ${file.name} failed: ${where(error, file.sql)}`, { cause: error });
  }
}

function where(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return String(error);
  const position = Number((error as { position?: string }).position);
  return position ? `${error.message} (line ${sql.slice(0, position).split('\n').length})` : error.message;
}
