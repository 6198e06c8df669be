import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Row } from '../row.ts';
import { answers } from '../stand.ts';

/** From `npm start` on an installed tree with an empty data folder to the first page. */
export async function measureStart(found: (row: Row) => void): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-start-'));
  fs.chmodSync(folder, 0o755);
  const started = performance.now();
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, DATA_DIR: path.join(folder, 'data'), PORT: '8302', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await answers('http://127.0.0.1:8302/');
  const seconds = (performance.now() - started) / 1000;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
  fs.rmSync(folder, { recursive: true, force: true });
  found({
    name: 'first page after npm start, empty data folder',
    value: seconds,
    unit: 's',
    limit: null,
    ratio: null,
    target: 10,
    better: 'lower',
  });
}
