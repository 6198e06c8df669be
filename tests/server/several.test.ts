import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
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

/** Asks on a connection of its own. */
const isWell = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/healthz', agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode === 200));
    }).on('error', () => resolve(false));
  });
const children = ({ pid }: ChildProcess): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter(Boolean);
const said = (lines: readonly string[], what: string) => lines.filter((line) => line.includes(what)).length;

test('Two web processes share a port; one that is killed loses no more than what it was answering, and another follows', async () => {
  const port = await freePort();
  const { child, lines } = begin('src/web.ts', { PORT: String(port), WEB_PROCESSES: '2' });
  await until(() => said(lines, '"listening"') === 2);
  const before = children(child);
  expect(before).toHaveLength(2);
  let [good, broken] = [0, 0];
  const ask = async (): Promise<void> => {
    for (let n = 0; n < 100; n += 1) {
      if (await isWell(port)) good += 1;
      else broken += 1;
    }
  };
  const asking = Promise.all(Array.from({ length: 4 }, ask));
  await until(() => good > 50);
  process.kill(before[0] as number, 'SIGKILL');
  await asking;
  // Four ask at a time: each loses what was under way, and what it asked while the system was still taking the process apart.
  expect(broken).toBeLessThanOrEqual(2 * 4);
  expect(good).toBe(400 - broken);
  await until(() => said(lines, '"listening"') === 3);
  expect(children(child)).toHaveLength(2);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  expect((await gone)[0]).toBe(0);
}, 60_000);

test('Several do not share a port with another program', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { child, lines } = begin('src/web.ts', { PORT: String(port), WEB_PROCESSES: '2' });
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(lines.join('\n')).toContain(`${port} is taken by another program`);
  await new Promise((resolve) => other.close(resolve));
});

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
