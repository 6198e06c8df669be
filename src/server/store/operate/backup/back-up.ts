import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Keys } from '../../keys.ts';
import { copyPictures, type PictureStore } from './copy-pictures.ts';
import { copyOut, type Hear, type Source } from './copy-out.ts';
import { findTables, quoted, readSequences } from './find-tables.ts';
import { keyPrints, wrappingLacking } from './key-prints.ts';
import { flushFolder } from './lasting.ts';
import { writeManifest, type KeptTable, type Manifest } from './manifest.ts';
import { picturesIn, stillKept } from './pictures-in.ts';

/** What a backup needs. */
export interface BackupOrder {
  /** The backup role's address. */
  url: string;
  folder: string;
  /** To note their fingerprints and to see that they open what is saved; null: not looked at. */
  keys: Keys | null;
  program: string;
  now: Date;
  pictures: PictureStore;
  hear: Hear;
  /** Told of each table that is done. */
  done: (table: KeptTable) => void;
  /** Breaks it off. */
  signal?: AbortSignal;
}

/**
 * Saves everything that the database held at one moment, under running writes, and the pictures of that moment. The
 * folder gets its name only when all of it lies on the disk: what was broken off never looks like a backup.
 */
export async function backUp(order: BackupOrder): Promise<Manifest> {
  refuseTaken(order.folder);
  const unfinished = `${order.folder}.unfinished-${randomBytes(4).toString('hex')}`;
  fs.mkdirSync(path.join(unfinished, 'tables'), { recursive: true, mode: 0o700 });
  try {
    const manifest = await inSnapshot(order.url, (client) => save(client, order, unfinished));
    writeManifest(unfinished, manifest);
    flushFolder(path.join(unfinished, 'tables'));
    refuseTaken(order.folder);
    fs.renameSync(unfinished, order.folder);
    flushFolder(path.dirname(order.folder));
    return manifest;
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

function refuseTaken(folder: string): void {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty: give the backup a folder of its own.`);
}

async function inSnapshot<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'huiyin backup' });
  // What breaks the connection also fails the statement that runs on it.
  client.on('error', () => {});
  await client.connect();
  try {
    // Rows come in the order in which they lie, so that a restored table lies as the first did.
    await client.query(
      'set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set synchronize_seqscans = off',
    );
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    await client.end();
  }
}

async function save(client: pg.Client, order: BackupOrder, folder: string): Promise<Manifest> {
  const found = await findTables(client);
  if (!found.some(({ name }) => name === 'public.migrations'))
    throw new Error('There is nothing to back up: this database has no tables of the program.');
  await refuseUnreadable(client, found);
  if (order.keys) await refuseLostKeys(client, order.keys);
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
    'select id, name, sha256 from migrations order by id',
  );
  const tables: KeptTable[] = [];
  const copy = async (source: Source): Promise<KeptTable> => {
    const kept = await copyOut(client, source, { ...order, folder });
    order.done(kept);
    return kept;
  };
  for (const { name, columns } of found)
    tables.push(await copy({ name, columns, from: `${quoted(name)} (${columns.map(quoted).join(', ')})` }));
  const jobs = await copy(pendingJobs);
  const pictures = await copyPictures(picturesIn(client), order.pictures, folder);
  order.signal?.throwIfAborted();
  await client.query('commit');
  pictures.missing = await stillKept(client, pictures.missing);
  return {
    format: 1,
    program: order.program,
    at: order.now.toISOString(),
    migrations,
    tables,
    jobs,
    sequences: await readSequences(client),
    pictures,
    keys: order.keys && keyPrints(order.keys),
  };
}

// In one snapshot a job is in the outbox or in the queue, never in both or none. Who works on it now is left behind.
const pendingJobs: Source = {
  name: 'jobs',
  columns: ['task', 'payload', 'queue', 'run_at', 'tries', 'key', 'priority', 'flags'],
  from: `(select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority, array(select jsonb_object_keys(j.flags))
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by j.id)`,
};

async function refuseUnreadable(client: pg.Client, found: readonly { name: string }[]): Promise<void> {
  const { rows } = await client.query<{ name: string; hidden: boolean }>(
    `select name, not has_table_privilege(name, 'select') or row_security_active(name::regclass) as hidden from unnest($1::text[]) as name`,
    [found.map(({ name }) => quoted(name))],
  );
  const hidden = rows.filter((row) => row.hidden).map(({ name }) => name);
  if (hidden.length > 0)
    throw new Error(`This role does not see every row of ${hidden.join(', ')}: back up as huiyin_backup.`);
}

async function refuseLostKeys(client: pg.Client, keys: Keys): Promise<void> {
  const lacking = await wrappingLacking(client, await findTables(client), keys);
  if (lacking.length > 0)
    throw new Error(
      `The key file lacks the wrapping key ${lacking.join(', ')}, which rows of the database need: it is not the one of this board.`,
    );
}
