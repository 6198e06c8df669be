import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { assertModest } from '../../src/server/store/operate/modest.ts';
import {
  serverUrl,
  startPostgres,
  stopPostgres,
  type Server,
} from '../../src/server/store/operate/postgres.ts';
import { roleNames } from '../../src/server/store/operate/role-names.ts';
import { testProgram, throwawayFolder } from '../support/test-server.ts';

// A server that somebody else runs: it knows nothing of our roles.
const folder = throwawayFolder();
let server: Server;

beforeAll(async () => {
  server = await startPostgres(path.join(folder, 'postgres'), testProgram, { shared_buffers: '32MB' });
  await asSuperuser(serverUrl(server, 'postgres', 'postgres'), async (client) => {
    await client.query("create role clerk login password 'c'");
    await client.query('create database board owner clerk');
  });
});

afterAll(async () => {
  await stopPostgres(server);
  fs.rmSync(folder, { recursive: true, force: true });
});

const address = (user: string, password: string): string =>
  `postgresql://${user}:${password}@127.0.0.1:${server.port}/board`;

async function migrateAs(ownerUrl: string): Promise<{ code: number; said: string }> {
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL_OWNER: ownerUrl,
    DATABASE_URL: address('huiyin_app', 'app-secret'),
    DATABASE_URL_PRIVATE: address('huiyin_private', 'p%40ss'),
  };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['src/commands/migrate.ts'], { env });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

test('A user who may not make roles is given the statements that an administrator has to run', async () => {
  const { code, said } = await migrateAs(address('clerk', 'c'));
  expect(code).toBe(1);
  for (const role of roleNames) expect(said).toContain(`create role ${role} login nosuperuser`);
  expect(said).not.toContain('app-secret');
});

test('A superuser address makes the roles with the passwords of the other addresses, and a second run does nothing', async () => {
  const admin = serverUrl(server, 'postgres', 'board');
  const first = await migrateAs(admin);
  expect(first.said).toMatch(
    /Made the role huiyin_app\.\n[^]*without a password[^]*The database is migrated\.\n$/,
  );
  expect((await migrateAs(admin)).said).toBe('The database is migrated.\n');
  for (const [user, password] of [
    ['huiyin_app', 'app-secret'],
    ['huiyin_private', 'p%40ss'],
  ] as const) {
    const pool = new pg.Pool({ connectionString: address(user, password), max: 1 });
    await assertModest(pool);
    expect((await pool.query('show timezone')).rows).toEqual([{ TimeZone: 'Asia/Shanghai' }]);
    await pool.end();
  }
});

test('Everything made by a superuser address belongs to the owner role, which can migrate alone from then on', async () => {
  await asSuperuser(serverUrl(server, 'postgres', 'board'), async (client) => {
    const { rows } = await client.query(`
      select distinct tableowner::text as owner from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
    expect(rows).toEqual([{ owner: 'huiyin_owner' }]);
    await client.query("alter role huiyin_owner password 'o'");
  });
  expect(await migrateAs(address('huiyin_owner', 'o'))).toEqual({
    code: 0,
    said: 'The database is migrated.\n',
  });
});
