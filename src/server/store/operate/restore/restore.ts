import pg from 'pg';
import type { SealingKey } from '../../keys.ts';
import type { Hear } from '../backup/copy-out.ts';
import { findTables, quoted } from '../backup/find-tables.ts';
import type { KeptTable, Manifest } from '../backup/manifest.ts';
import { prepareJobTables } from '../job-tables.ts';
import { migrate } from '../migrate.ts';
import { readMigrations, type MigrationFile } from '../migration-files.ts';
import { sealRest } from '../seal-rest.ts';
import { load } from './load.ts';
import { makeRoom } from './empty-database.ts';

/** What a restore needs; the backup has been checked before. */
export interface RestoreOrder {
  ownerUrl: string;
  folder: string;
  manifest: Manifest;
  hear: Hear;
  done: (table: KeptTable) => void;
  bringPictures: () => Promise<void>;
  /** Seals what had no seal yet when the backup was made; null: left unsealed. */
  sealing: { key: SealingKey; now: Date } | null;
}

/** The migrations of this program that the backup had; throws when it was made by a newer program, or another one. */
export function migrationsOf(manifest: Manifest, files: MigrationFile[] = readMigrations()): MigrationFile[] {
  return manifest.migrations.map((landed) => {
    const file = files.find(({ id }) => id === landed.id);
    if (!file)
      throw new Error(`The backup has the migration ${landed.name}, this program has not: it is too old.`);
    if (file.sha256 !== landed.sha256)
      throw new Error(`The migration ${file.name} is not the one that the backup was made with.`);
    return file;
  });
}

/** Restores a backup into an empty database, brings it to the shape of this program and takes new statistics. */
export async function restore(order: RestoreOrder): Promise<void> {
  const files = migrationsOf(order.manifest);
  const client = new pg.Client({ connectionString: order.ownerUrl, options: '-c role=huiyin_owner' });
  // What breaks the connection also fails the statement that runs on it.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
    // A program that starts meanwhile waits here, and finds the database whole or not at all.
    await client.query("select pg_advisory_lock(hashtext('huiyin.migrate'))");
    await makeRoom(client);
    await client.query("select pg_advisory_unlock(hashtext('huiyin.migrate'))");
    await prepareJobTables(order.ownerUrl);
    await client.query("select pg_advisory_lock(hashtext('huiyin.migrate'))");
    await load(client, { ...order, files });
    await client.query("select pg_advisory_unlock(hashtext('huiyin.migrate'))");
    await migrate(client);
    if (order.sealing) await sealRest(client, order.sealing.key, order.sealing.now);
    for (const { name } of await findTables(client)) await client.query(`vacuum (analyze) ${quoted(name)}`);
  } finally {
    await client.end();
  }
}
