import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedded } from '../../src/server/store/operate/embedded.ts';
import { liveServer } from '../../src/server/store/operate/live-server.ts';
import {
  serverUrl,
  startPostgres,
  stopPostgres,
  type Server,
} from '../../src/server/store/operate/postgres.ts';
import { testProgram, throwawayFolder } from '../support/test-server.ts';

let folder: string;
let home: string;
let cluster: string;

beforeEach(() => {
  folder = throwawayFolder();
  home = path.join(folder, 'postgres');
  cluster = path.join(home, 'cluster');
});

afterEach(async () => {
  const live = liveServer(cluster);
  if (live) await stopPostgres({ ...live, cluster });
  fs.rmSync(folder, { recursive: true, force: true });
});

const start = (): Promise<Server> => startPostgres(home, testProgram, { shared_buffers: '32MB' });

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function waitUntilDead(pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (!fs.existsSync(`/proc/${pid}/cmdline`) || !fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')) return;
    await pause(10);
  }
  throw new Error('still alive');
}

test('What was committed is there after the server was killed and started again', async () => {
  const first = await start();
  const url = serverUrl(first, 'postgres', 'postgres');
  await ask(url, 'create table kept (word text)');
  await ask(url, "insert into kept values ('回音')");
  process.kill(first.pid, 'SIGKILL');
  await waitUntilDead(first.pid);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(second.pid).not.toBe(first.pid);
  expect(await ask(serverUrl(second, 'postgres', 'postgres'), 'select word from kept')).toEqual([
    { word: '回音' },
  ]);
});

test('A second start adopts the server that runs already, two at once share one', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  const third = await start();
  expect(third.adopted).toBe(true);
  expect(new Set([one.pid, two.pid, third.pid]).size).toBe(1);
});

test('A note left by a dead server whose number belongs to another process now is no obstacle', async () => {
  const first = await start();
  const note = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8');
  await stopPostgres(first);
  fs.writeFileSync(path.join(cluster, 'postmaster.pid'), note.replace(/^\d+/, String(process.ppid)));
  const second = await start();
  expect(second.adopted).toBe(false);
});

test('The server keeps its words to itself: UTF-8, Chinese time, loopback, passwords only, no statements in logs', async () => {
  const server = await start();
  const [row] = await ask(
    serverUrl(server, 'postgres', 'postgres'),
    `select current_setting('timezone') as zone, current_setting('server_encoding') as encoding,
       current_setting('listen_addresses') as listens, current_setting('fsync') as fsync,
       (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as auth,
       upper('é') as folded, current_setting('log_min_error_statement') as logged`,
  );
  expect(row).toEqual({
    zone: 'Asia/Shanghai',
    encoding: 'UTF8',
    listens: '127.0.0.1',
    fsync: 'on',
    auth: 'scram-sha-256',
    folded: 'É',
    logged: 'panic',
  });
  expect(fs.statSync(path.join(home, 'server.json')).mode & 0o777).toBe(0o600);
  const wrong = `postgresql://postgres:guess@127.0.0.1:${server.port}/postgres`;
  await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('The embedded database opens migrated, is shared, and stops with the last who leaves', async () => {
  const first = await openEmbedded(folder, () => {});
  const second = await openEmbedded(folder, () => {});
  expect([first.adopted, second.adopted]).toEqual([false, true]);
  expect(await ask(second.urls.app, 'select count(*)::int > -1 as there from migrations')).toEqual([
    { there: true },
  ]);
  await first.leave();
  expect(await ask(second.urls.app, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.leave();
  expect(liveServer(cluster)).toBeNull();
});

test('A program learns when its database server dies', async () => {
  const lost = Promise.withResolvers<void>();
  await openEmbedded(folder, lost.resolve);
  process.kill(liveServer(cluster)?.pid ?? 0, 'SIGKILL');
  await lost.promise;
});
