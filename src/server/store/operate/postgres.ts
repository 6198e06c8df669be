import os from 'node:os';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { prepareCluster, prepareHome } from './cluster.ts';
import { hasEnded, liveServer } from './live-server.ts';
import { exe, serverUser, type Program } from './program.ts';
import { keepPort, keepState, type ServerState } from './server-state.ts';

/** Our own running PostgreSQL. */
export type Server = {
  pid: number;
  port: number;
  /** Whether it ran already, left behind by a program that died or shared with one that lives. */
  adopted: boolean;
  passwords: ServerState['passwords'];
  cluster: string;
};

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  max_connections: '100',
  // A sixteenth of the machine’s memory, so that what is read all day stays in it.
  shared_buffers: `${Math.round(Math.min(1024, Math.max(128, os.totalmem() / 16 / 1_048_576)))}MB`,
  // Fewer checkpoints while much is written: after each, whole pages go into the log.
  max_wal_size: '2GB',
  jit: 'off',
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_truncate_on_rotation: 'on',
  // Statements and details of errors carry what people wrote: neither belongs in a log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const patienceMs = 60_000;

/** Starts PostgreSQL on a folder of its own, making it first if need be, or adopts the one that runs there already. */
export async function startPostgres(
  folder: string,
  findProgram: (home: string) => Program,
  overrides: Record<string, string> = {},
): Promise<Server> {
  const home = prepareHome(folder);
  const state = await keepState(home);
  const program = findProgram(home);
  const cluster = prepareCluster(home, program, state.passwords.postgres);
  const deadline = performance.now() + patienceMs;
  let adopted = true;
  for (;;) {
    const live = liveServer(cluster);
    const port = live?.port || (await keepPort(home, state));
    if (!live) {
      await launch(home, program, { ...settings, ...overrides, port: String(port) });
      adopted = false;
    }
    const problem = await answers(port, state.passwords.postgres, cluster);
    const pid = liveServer(cluster)?.pid;
    if (!problem && pid) return { pid, port, adopted, passwords: state.passwords, cluster };
    if (performance.now() > deadline) throw new Error(complaint(home, problem));
    await pause(30);
  }
}

/** Stops PostgreSQL at once but cleanly: running statements are broken off, everything committed is on disk. */
export async function stopPostgres(server: Pick<Server, 'pid' | 'cluster'>): Promise<void> {
  if (hasEnded(server.cluster, server.pid)) return;
  process.kill(server.pid, 'SIGINT');
  const deadline = performance.now() + patienceMs;
  while (!hasEnded(server.cluster, server.pid)) {
    if (performance.now() > deadline) throw new Error('PostgreSQL did not stop within a minute.');
    await pause(20);
  }
}

/** The address of one database of our server for one role. */
export function serverUrl(server: Server, role: keyof ServerState['passwords'], database: string): string {
  return `postgresql://${role}:${server.passwords[role]}@127.0.0.1:${server.port}/${database}`;
}

/** Starts the process and waits until its note shows that it runs, or until it has given up. */
async function launch(home: string, program: Program, chosen: Record<string, string>): Promise<void> {
  const cluster = path.join(home, 'cluster');
  const words = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = fs.openSync(path.join(home, 'start.log'), 'w', 0o600);
  // Detached: a Ctrl-C in the terminal is ours to handle, so that running requests end before the database does.
  const child = spawn(path.join(program.bin, exe('postgres')), ['-D', cluster, ...words], {
    cwd: '/',
    env: { LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', log, log],
    ...serverUser,
  });
  fs.closeSync(log);
  let over = false;
  child.once('exit', () => (over = true));
  child.once('error', () => (over = true));
  child.unref();
  const noted = (): boolean => liveServer(cluster)?.pid === child.pid;
  while (!over && !noted()) await pause(10);
}

/** Null when the server on this port is ours and takes statements; otherwise what it said. */
async function answers(port: number, password: string, cluster: string): Promise<string | null> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const there = fs.realpathSync(rows[0]?.data_directory ?? '/');
    return there === fs.realpathSync(cluster) ? null : 'another PostgreSQL answers on its port';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function complaint(home: string, problem: string | null): string {
  const file = path.join(home, 'start.log');
  const said = fs.existsSync(file)
    ? fs.readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n')
    : '';
  return `PostgreSQL in ${home} does not answer: ${problem ?? 'it ended'}\n${said}`;
}
