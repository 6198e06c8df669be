import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbedded } from '../../src/server/store/operate/embedded.ts';
import { liveServer } from '../../src/server/store/operate/live-server.ts';
import { stopPostgres } from '../../src/server/store/operate/postgres.ts';
import { ask } from '../support/keeping.ts';
import { throwawayFolder } from '../support/test-server.ts';

let folder: string;
let cluster: string;

beforeAll(() => {
  folder = throwawayFolder();
  cluster = path.join(folder, 'data', 'postgres', 'cluster');
});

afterAll(async () => {
  const live = liveServer(cluster);
  if (live) await stopPostgres({ ...live, cluster });
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm start` without npm and waits for the address it prints. */
async function start(): Promise<{ child: ChildProcess; url: string }> {
  const env = {
    PATH: process.env['PATH'],
    PORT: '0',
    DATA_DIR: path.join(folder, 'data'),
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (data: Buffer): void => {
      said += data.toString();
      const url = /Huiyin {2}(http:\S+)\n/.exec(said)?.[1];
      if (url) resolve({ child, url });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

test('One command starts everything; killed without warning it starts again and keeps its secrets', async () => {
  const first = await start();
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  const keys = fs.readFileSync(path.join(folder, 'data', 'keys.json'), 'utf8');
  first.child.kill('SIGKILL');
  const live = liveServer(cluster);
  expect(live).not.toBeNull();
  process.kill(live?.pid ?? 0, 'SIGKILL');
  const second = await start();
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  expect(fs.readFileSync(path.join(folder, 'data', 'keys.json'), 'utf8')).toBe(keys);
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
  expect(liveServer(cluster)).toBeNull();
  // Before it went it sealed what it had done.
  const embedded = await openEmbedded(path.join(folder, 'data'), () => {});
  const [counts] = await ask<{ sealed: string; rows: string }>(
    embedded.urls.backup,
    'select sum(row_count)::text as sealed, (select count(*) from history)::text as rows from seals',
  );
  await embedded.leave();
  expect(Number(counts?.rows)).toBeGreaterThan(0);
  expect(counts?.sealed).toBe(counts?.rows);
}, 90_000);
