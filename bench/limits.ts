import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** Transactions a second of bare pgbench: one prepared insert of the same number of bytes, 16 clients, one thread, fsync on. */
export async function insertLimit(ownerUrl: string, folder: string, bytes: number): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    'create table if not exists bench_insert (id bigint generated always as identity primary key, at timestamptz not null default now(), body text not null)',
  );
  const script = path.join(folder, 'insert.sql');
  fs.writeFileSync(
    script,
    `insert into bench_insert (body) values (repeat('回', ${Math.round(bytes / 3)}));\n`,
  );
  try {
    return await pgbench(ownerUrl, script, 10);
  } finally {
    await owner.query('drop table bench_insert');
    await owner.end();
  }
}

/** Transactions a second of bare pgbench: one prepared update of one row of 100,000 by its key, 16 clients, one thread, fsync on. */
export async function updateLimit(ownerUrl: string, folder: string): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`create table if not exists bench_update as
    select id, 0::bigint as n, repeat('回', 100) as body from generate_series(1, 100000) id`);
  await owner.query(
    'alter table bench_update add primary key (id); alter table bench_update set (fillfactor = 90)',
  );
  await owner.query('vacuum analyze bench_update');
  const script = path.join(folder, 'update.sql');
  fs.writeFileSync(script, '\\set id random(1, 100000)\nupdate bench_update set n = n + 1 where id = :id;\n');
  try {
    return await pgbench(ownerUrl, script, 10);
  } finally {
    await owner.query('drop table bench_update');
    await owner.end();
  }
}

async function pgbench(url: string, script: string, seconds: number): Promise<number> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const args = [
    '-M',
    'prepared',
    '-c',
    '16',
    '-j',
    '1',
    '-n',
    '-T',
    String(seconds),
    '-f',
    script,
    '-h',
    hostname,
    '-p',
    port,
    '-U',
    username,
    pathname.slice(1),
  ];
  const { stdout } = await promisify(execFile)('pgbench', args, {
    env: { ...process.env, PGPASSWORD: decodeURIComponent(password) },
  });
  const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (!tps) throw new Error(`pgbench printed no rate: ${stdout}`);
  return Number(tps);
}

const bareServer = `
  const cluster = require('node:cluster');
  const http = require('node:http');
  const [, , bytes, processes] = process.argv;
  const body = Buffer.alloc(Number(bytes), 'x');
  if (cluster.isPrimary && processes !== '1') {
    let listening = 0;
    for (let n = 0; n < Number(processes); n += 1) cluster.fork();
    cluster.on('message', () => (listening += 1) === Number(processes) && process.stdout.write('ready'));
    process.on('SIGTERM', () => {
      for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
      process.exit();
    });
  } else
    http.createServer((request, response) => response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length }).end(body))
      .listen({ port: 8301, host: '127.0.0.1', reusePort: cluster.isWorker }, () => (process.send ? process.send('up') : process.stdout.write('ready')));
`;

/** Runs a measurement against a bare node:http server, of one process or several, that sends as many bytes. */
export async function bareHttp<T>(
  bytes: number,
  measure: (url: string) => Promise<T>,
  processes = 1,
): Promise<T> {
  // From a file: those that it forks are started the same way.
  const script = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-bare-')), 'bare.cjs');
  fs.writeFileSync(script, bareServer);
  const child = spawn(process.execPath, [script, String(bytes), String(processes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return await measure('http://127.0.0.1:8301/');
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
    fs.rmSync(path.dirname(script), { recursive: true });
  }
}
