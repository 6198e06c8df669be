import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  serverUrl,
  startPostgres,
  stopPostgres,
  type Server,
} from '../../src/server/store/operate/postgres.ts';
import { programAt, serverUser } from '../../src/server/store/operate/program.ts';
import { asSuperuser, makeDatabase } from '../../src/server/store/operate/make-database.ts';
import { prepareRoles } from '../../src/server/store/operate/roles.ts';
import { shapeDatabase } from '../../src/server/store/operate/shape-database.ts';
import { freePort } from './free-port.ts';
import { throwawayFolder } from './test-server.ts';

const bin = '/usr/lib/postgresql/15/bin';

/** Is Debian's PostgreSQL 15 here, which can copy a running server? */
export const canCopyServers = fs.existsSync(path.join(bin, 'pg_basebackup'));

/** A primary with a migrated database and a standby that follows it. */
export interface Pair {
  primary: Server;
  database: string;
  url(role: 'huiyin_app' | 'huiyin_private' | 'huiyin_owner' | 'postgres', at: 'primary' | 'standby'): string;
  /** The standby goes on receiving and shows nothing new. */
  holdStandby(): Promise<void>;
  letStandby(): Promise<void>;
  stopStandby(): Promise<void>;
  startStandby(): Promise<void>;
  close(): Promise<void>;
}

/** Starts both; close them at the end. */
export async function startPair(): Promise<Pair> {
  const folder = throwawayFolder();
  const database = 'huiyin';
  const primary = await startPostgres(path.join(folder, 'primary'), () => programAt(bin), {
    shared_buffers: '32MB',
  });
  const superUrl = serverUrl(primary, 'postgres', 'postgres');
  await asSuperuser(superUrl, (client) => prepareRoles(client, primary.passwords));
  await makeDatabase(superUrl, database);
  await shapeDatabase(serverUrl(primary, 'huiyin_owner', database));
  const port = await freePort();
  const home = path.join(folder, 'standby');
  copy(superUrl, home);
  const url: Pair['url'] = (role, at) => {
    const found = new URL(serverUrl(primary, role, database));
    if (at === 'standby') found.port = String(port);
    return found.href;
  };
  const onStandby = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url('postgres', 'standby') });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  const standby = standbyAt(home, port, () => onStandby('select 1'));
  await standby.start();
  return {
    ...{ primary, database, url },
    holdStandby: () => onStandby('select pg_wal_replay_pause()'),
    letStandby: () => onStandby('select pg_wal_replay_resume()'),
    stopStandby: standby.stop,
    startStandby: standby.start,
    close: async () => {
      await standby.stop();
      await stopPostgres(primary);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function copy(from: string, to: string): void {
  fs.mkdirSync(to, { mode: 0o700 });
  if (serverUser.uid !== undefined) fs.chownSync(to, serverUser.uid, serverUser.gid);
  const words = ['-D', to, '-d', from, '-R', '-X', 'stream', '-c', 'fast'];
  const { status, stderr } = spawnSync(path.join(bin, 'pg_basebackup'), words, {
    cwd: '/',
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
    ...serverUser,
  });
  if (status !== 0) throw new Error(`pg_basebackup: ${stderr}`);
}

function standbyAt(home: string, port: number, answers: () => Promise<void>) {
  let running: ReturnType<typeof spawn> | undefined;
  const start = async (): Promise<void> => {
    const words = ['-D', home, '-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1'];
    const more = [
      '-c',
      'unix_socket_directories=',
      '-c',
      'shared_buffers=32MB',
      '-c',
      'hot_standby_feedback=on',
    ];
    running = spawn(path.join(bin, 'postgres'), [...words, ...more, '-c', 'max_connections=100'], {
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: 'ignore',
      ...serverUser,
    });
    for (let looks = 0; looks < 300; looks += 1) {
      if (
        await answers().then(
          () => true,
          () => false,
        )
      )
        return;
      await pause(50);
    }
    throw new Error('The standby does not answer.');
  };
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (!running || running.exitCode !== null) return resolve();
      running.once('exit', () => resolve());
      running.kill('SIGINT');
    });
  return { start, stop };
}
