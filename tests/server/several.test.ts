import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { environmentOf } from '../support/worker-process.ts';

let house: TestHouse;
const running: ChildProcess[] = [];
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house?.close());
afterEach(async () => {
  for (const child of running.splice(0)) {
    const gone = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await gone;
    }
  }
});

/** Starts a program on the house; gives its lines so far. */
function begin(script: string, env: NodeJS.ProcessEnv): { child: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, [script], {
    env: { ...environmentOf(house.config), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
  return { child, lines };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 800) throw new Error('it never came to that');
    await pause(50);
  }
}

const children = ({ pid }: ChildProcess): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter(Boolean);
const said = (lines: readonly string[], what: string) => lines.filter((line) => line.includes(what)).length;

test('Workers come in any number, and go with whoever started them', async () => {
  const { child, lines } = begin('src/worker.ts', { WORKERS: '3' });
  await until(() => said(lines, 'worker started') === 3);
  const workers = children(child);
  child.kill('SIGKILL');
  await until(() => workers.every((pid) => !isThere(pid)));
}, 60_000);

test('With wrong settings it says so once and ends', async () => {
  const { child, lines } = begin('src/web.ts', { WEB_PROCESSES: '0' });
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(lines.join('\n')).toContain('WEB_PROCESSES');
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
