import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, inject, test } from 'vitest';
import { isMigrated, migrate } from '../../src/server/store/operate/migrate.ts';
import { readMigrations, type MigrationFile } from '../../src/server/store/operate/migration-files.ts';
import { assertModest } from '../../src/server/store/operate/modest.ts';
import { serverUrl } from '../../src/server/store/operate/postgres.ts';
import { makeDatabase, asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { shapeDatabase } from '../../src/server/store/operate/shape-database.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';

function file(id: number, sql: string): MigrationFile {
  return {
    id,
    name: `${String(id).padStart(4, '0')}-x.sql`,
    sql,
    sha256: createHash('sha256').update(sql).digest('hex'),
  };
}

const first = file(1, 'create table stones (id int); create table birds (id int);');
const second = file(2, 'create table nests (id int);');

describe('migrations', () => {
  const superUrl = serverUrl(inject('testServer'), 'postgres', 'postgres');
  const ownerUrl = serverUrl(inject('testServer'), 'huiyin_owner', 'huiyin_bare');
  let owner: pg.Client;

  beforeEach(async () => {
    await makeDatabase(superUrl, 'huiyin_bare');
    owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
  });

  afterEach(async () => {
    await owner.end();
    await asSuperuser(superUrl, (client) => client.query('drop database huiyin_bare with (force)'));
  });

  const tables = async (): Promise<string[]> => {
    const { rows } = await owner.query(
      "select tablename from pg_tables where schemaname = 'public' order by 1",
    );
    return rows.map((row: { tablename: string }) => row.tablename);
  };

  test('Files land once, in order, and a second run does nothing', async () => {
    expect((await migrate(owner, [first])).landed).toEqual(['0001-x.sql']);
    expect((await migrate(owner, [first, second])).landed).toEqual(['0002-x.sql']);
    expect((await migrate(owner, [first, second])).landed).toEqual([]);
    expect(await tables()).toEqual(['birds', 'migrations', 'nests', 'stones']);
  });

  test('A landed file that was changed is refused', async () => {
    await migrate(owner, [first]);
    await expect(migrate(owner, [file(1, 'create table other (id int)')])).rejects.toThrow(
      /changed after it had landed/,
    );
  });

  test('A file that fails leaves nothing of itself, and says which line', async () => {
    const broken = file(2, 'create table nests (id int);\nselect nonsense;');
    await expect(migrate(owner, [first, broken])).rejects.toThrow(
      /0002-x.sql failed: .*nonsense.*\(line 2\)/,
    );
    expect(await tables()).toEqual(['birds', 'migrations', 'stones']);
    expect((await migrate(owner, [first, second])).landed).toEqual(['0002-x.sql']);
  });

  test('A late number and a database ahead of the program are refused', async () => {
    await migrate(owner, [second]);
    await expect(migrate(owner, [first, second])).rejects.toThrow(/Give it a new number/);
    await expect(migrate(owner, [])).rejects.toThrow(/too old/);
  });

  test('Of two that migrate at once one lands each file and the other waits', async () => {
    const results = await Promise.all([shapeDatabase(ownerUrl, [first]), shapeDatabase(ownerUrl, [first])]);
    expect(results.map((each) => each.landed.length).sort()).toEqual([0, 1]);
  });

  test('A database is ready when every file has landed as it is', async () => {
    await migrate(owner, [first]);
    expect(await isMigrated(owner, [first])).toBe(true);
    expect(await isMigrated(owner, [first, second])).toBe(false);
    expect(await isMigrated(owner, [file(1, 'select 1')])).toBe(false);
  });
});

describe('roles', () => {
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterAll(() => database.drop());

  const modesty = async (connectionString: string): Promise<void> => {
    const pool = new pg.Pool({ connectionString, max: 1 });
    try {
      await assertModest(pool);
    } finally {
      await pool.end();
    }
  };

  test('The app role is modest; the owner and a superuser are not', async () => {
    await modesty(database.appUrl);
    await expect(modesty(database.ownerUrl)).rejects.toThrow(/owns tables/);
    const superUrl = serverUrl(inject('testServer'), 'postgres', 'postgres');
    await expect(modesty(superUrl)).rejects.toThrow(/postgres, which is a superuser/);
  });

  test('The app role can neither make tables nor become another role', async () => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    await expect(client.query('create table mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(client.query('create temporary table mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(client.query('set role huiyin_private')).rejects.toThrow(/permission denied/);
    await client.end();
  });

  test('The migrations of this project have all landed in a fresh database', async () => {
    const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 });
    expect(await isMigrated(pool, readMigrations())).toBe(true);
    await pool.end();
  });
});
