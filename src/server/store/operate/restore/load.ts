import type pg from 'pg';
import type { Hear } from '../backup/copy-out.ts';
import { findTables, quoted } from '../backup/find-tables.ts';
import type { KeptTable, Manifest } from '../backup/manifest.ts';
import { keepOrder } from '../keep-order.ts';
import { createMigrationsTable } from '../migrate.ts';
import type { MigrationFile } from '../migration-files.ts';
import { bringBackJobs } from './bring-back-jobs.ts';
import { copyIn } from './copy-in.ts';
import { liftForce, marker } from './empty-database.ts';
import { setAside } from './set-aside.ts';

/** What is loaded, and who wants to hear of it. */
export interface Load {
  folder: string;
  manifest: Manifest;
  /** The migrations that had landed when the backup was made. */
  files: MigrationFile[];
  hear: Hear;
  done: (table: KeptTable) => void;
  /** Brings the pictures back; its failing undoes everything. */
  bringPictures: () => Promise<void>;
}

/** Numbers by which the world outside may know something that this backup does not hold yet. */
const knownOutside = ['public.messages_id_seq', 'public.deliveries_id_seq'];
const skipped = 1_000_000;

/**
 * Loads a whole backup in one transaction: broken off anywhere, the database is as it was. `client` acts as
 * huiyin_owner, which needs no superuser: foreign keys are taken away and made again, which checks them all.
 */
export async function load(client: pg.Client, order: Load): Promise<void> {
  const { manifest } = order;
  await client.query('begin');
  try {
    await client.query("set local maintenance_work_mem = '128MB'");
    await client.query(createMigrationsTable);
    for (const file of order.files) await client.query(file.sql);
    await refuseOtherTables(client, manifest);
    const forceAgain = await liftForce(client);
    const bringBack = await setAside(client);
    await client.query(`truncate ${manifest.tables.map(({ name }) => quoted(name)).join(', ')}`);
    for (const kept of manifest.tables) {
      await copyIn(client, kept, { ...order, into: quoted(kept.name) });
      order.done(kept);
    }
    await bringBack();
    await forceAgain();
    await keepOrder(client, true);
    await setSequences(client, manifest.sequences);
    await bringBackJobs(client, manifest, order);
    await order.bringPictures();
    await client.query(`drop table ${marker}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function refuseOtherTables(client: pg.Client, manifest: Manifest): Promise<void> {
  const here = (await findTables(client)).map(({ name }) => name);
  const kept = manifest.tables.map(({ name }) => name);
  const odd = [
    ...here.filter((name) => !kept.includes(name)),
    ...kept.filter((name) => !here.includes(name)),
  ];
  if (odd.length > 0)
    throw new Error(`The backup does not have the tables of its own migrations: ${odd.join(', ')}.`);
}

// A text message sent after the snapshot has gone under its number: the next one under that number would be taken for
// the same and not be sent.
async function setSequences(client: pg.Client, sequences: Record<string, number>): Promise<void> {
  const ahead = knownOutside.map((name): [string, number] => [name, (sequences[name] ?? 0) + skipped]);
  for (const [name, last] of [...Object.entries(sequences), ...ahead])
    await client.query('select setval($1::regclass, $2, true)', [quoted(name), last]);
}
