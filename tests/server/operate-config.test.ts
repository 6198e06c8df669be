import { createHmac } from 'node:crypto';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { databaseUrl, readConfig, readMigrationConfig } from '../../src/server/config.ts';
import { ConfigError } from '../../src/server/env-reader.ts';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { serverUrl } from '../../src/server/store/operate/postgres.ts';
import { scramVerifier } from '../../src/server/store/operate/scram.ts';

const external = {
  DATABASE_URL: 'postgresql://huiyin_app:geheim@db/huiyin',
  KEY_FILE: '/etc/huiyin/keys.json',
  PUBLIC_URL: 'https://board.example.org/',
  SMS: 'http',
  SMS_URL: 'https://sms.example.org/send',
  SMS_KEY: 'abcdefgh',
};

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).not.toMatch(/geheim|abcdefgh/);
    return error.problems.map(({ variable }) => variable);
  }
}

test('An empty environment is a laptop: own database, fake SMS, loopback', () => {
  expect(readConfig({})).toMatchObject({
    mode: 'embedded',
    host: '127.0.0.1',
    port: 8080,
    publicUrl: 'http://127.0.0.1:8080',
    database: null,
    sms: { kind: 'fake' },
    logLevel: 'info',
  });
});

test('With DATABASE_URL the database, the keys, the address and a real SMS sender are asked for', () => {
  expect(readConfig(external)).toMatchObject({ mode: 'external', publicUrl: 'https://board.example.org' });
  expect(problemsOf({ DATABASE_URL: external.DATABASE_URL })).toEqual([
    'PUBLIC_URL',
    'KEY_FILE',
    'SMS_URL',
    'SMS_KEY',
  ]);
  expect(problemsOf({ ...external, SMS: 'fake' })).toEqual(['SMS']);
  // Names and phones travel to it; only a trial on one machine goes without TLS.
  expect(problemsOf({ ...external, PUBLIC_URL: 'http://board.example.org' })).toEqual(['PUBLIC_URL']);
  expect(problemsOf({ ...external, PUBLIC_URL: 'http://127.0.0.1:8080' })).toEqual([]);
});

test('Every wrong value is reported at once and no secret is shown', () => {
  const wrong = {
    ...external,
    PORT: '80a',
    DATABASE_URL: 'mysql://huiyin:geheim@db/x',
    PUBLIC_URL: 'board.example.org',
    LOG_LEVEL: 'loud',
    SMS: 'pigeon',
  };
  expect(problemsOf(wrong).sort()).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'PUBLIC_URL', 'SMS']);
});

test('Addresses of other roles without DATABASE_URL do not start a demonstration', () => {
  expect(problemsOf({ DATABASE_URL_PRIVATE: 'postgresql://p@db/huiyin' })).toContain('DATABASE_URL');
});

test('A missing address of a role is named when it is needed', () => {
  expect(() => databaseUrl(readConfig(external), 'private')).toThrow(/DATABASE_URL_PRIVATE: is not set/);
});

test('Migrating needs the address of the owner and nothing else', () => {
  const owner = 'postgresql://admin@db/huiyin';
  expect(readMigrationConfig({ DATABASE_URL_OWNER: owner })).toMatchObject({
    mode: 'external',
    urls: { owner },
  });
  expect(() => readMigrationConfig({ DATABASE_URL: owner })).toThrow(/DATABASE_URL_OWNER/);
  expect(readMigrationConfig({}).mode).toBe('embedded');
});

test('A password set in its hashed form signs in, though no statement showed it', async () => {
  const server = inject('testServer');
  const password = createHmac('sha256', 'x').update('y').digest('base64url');
  await asSuperuser(serverUrl(server, 'postgres', 'postgres'), async (client) => {
    await client.query(`create role guest login password '${scramVerifier(password)}'`);
  });
  const guest = new pg.Client({
    connectionString: `postgresql://guest:${password}@127.0.0.1:${server.port}/postgres`,
  });
  await guest.connect();
  expect((await guest.query('select current_user::text as name')).rows).toEqual([{ name: 'guest' }]);
  await guest.end();
});
