import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { pictureFiles } from '../../src/server/pictures/picture-files.ts';
import { keys } from '../../src/server/store/db.ts';
import { backUp, type BackupOrder } from '../../src/server/store/operate/backup/back-up.ts';
import type { Manifest } from '../../src/server/store/operate/backup/manifest.ts';
import { findTables, quoted } from '../../src/server/store/operate/backup/find-tables.ts';
import { asSuperuser, makeDatabase } from '../../src/server/store/operate/make-database.ts';
import { serverUrl } from '../../src/server/store/operate/postgres.ts';
import { bringPictures } from '../../src/server/store/operate/restore/bring-pictures.ts';
import { restore, type RestoreOrder } from '../../src/server/store/operate/restore/restore.ts';

/** A database in which nobody has made anything yet, with an address for each role. */
export async function bareDatabase() {
  const server = inject('testServer');
  const name = `huiyin_${randomBytes(6).toString('hex')}`;
  const superUrl = serverUrl(server, 'postgres', 'postgres');
  await makeDatabase(superUrl, name);
  return {
    superUrl: serverUrl(server, 'postgres', name),
    appUrl: serverUrl(server, 'huiyin_app', name),
    privateUrl: serverUrl(server, 'huiyin_private', name),
    ownerUrl: serverUrl(server, 'huiyin_owner', name),
    retentionUrl: serverUrl(server, 'huiyin_retention', name),
    backupUrl: serverUrl(server, 'huiyin_backup', name),
    drop: () =>
      asSuperuser(superUrl, async (c) => void (await c.query(`drop database ${name} with (force)`))),
  };
}

/** Backs up with the keys of the open store and the pictures of `dataDir`. */
export function backUpTo(
  folder: string,
  from: { backupUrl: string; dataDir: string } & Partial<BackupOrder>,
): Promise<Manifest> {
  const quiet = { hear: () => {}, done: () => {} };
  const { backupUrl: url, dataDir, ...changes } = from;
  const order = { url, folder, keys: keys(), program: 'test', now: new Date(), ...quiet };
  return backUp({ ...order, pictures: pictureFiles({ dataDir, s3: null }), ...changes });
}

/** Restores into a database; pictures go below `dataDir`. */
export function restoreFrom(
  folder: string,
  manifest: Manifest,
  to: { ownerUrl: string; dataDir: string } & Partial<RestoreOrder>,
): Promise<void> {
  const { dataDir, ...changes } = to;
  const pictures = (): Promise<void> => bringPictures(folder, manifest, pictureFiles({ dataDir, s3: null }));
  const quiet = { hear: () => {}, done: () => {} };
  const order = { folder, manifest, bringPictures: pictures, sealing: null };
  return restore({ ...order, ...quiet, ...changes });
}

/** One query on one connection of its own. */
export async function ask<Row extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** A digest of the rows of every table, by table. */
export async function contentOf(backupUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: backupUrl });
  await client.connect();
  try {
    const digests: Record<string, string> = {};
    for (const { name, columns } of await findTables(client)) {
      const row = `md5(row(${columns.map((c) => `t.${quoted(c)}`).join(', ')})::text)`;
      const { rows } = await client.query<{ n: string; digest: string | null }>(
        `select count(*)::text as n, md5(string_agg(${row}, '' order by ${row})) as digest from ${quoted(name)} t`,
      );
      digests[name] = `${rows[0]?.n} ${rows[0]?.digest}`;
    }
    return digests;
  } finally {
    await client.end();
  }
}

/** Everything that the migrations made and granted, as text: two databases of one shape give the same. */
export async function shapeOf(superUrl: string): Promise<string[]> {
  const here = `in ('public', 'private')`;
  const rows = await ask<{ line: string }>(
    superUrl,
    `
    select format('table %s.%s %s %s %s %s', n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname ${here} and c.relkind in ('r', 'S')
    union all select format('column %s %s %s %s %s %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attacl, pg_get_expr(d.adbin, d.adrelid))
      from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace::regnamespace::text ${here} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    union all select format('constraint %s %s %s %s', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint where connamespace::regnamespace::text ${here}
    union all select 'index ' || pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace::regnamespace::text ${here}
    union all select format('policy %s %s %s %s %s', polrelid::regclass, polname, polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
    union all select format('function %s %s', p.proacl, pg_get_functiondef(p.oid)) from pg_proc p where p.pronamespace::regnamespace::text ${here} and p.prolang <> 13
    order by 1`,
  );
  return rows.map(({ line }) => line);
}

/** The path of a folder for a backup below a throwaway one. */
export const folderIn = (folder: string, name: string): string => path.join(folder, name);
