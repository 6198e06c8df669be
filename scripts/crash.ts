import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// npm run crash: kills everything (program and database server, SIGKILL) under load, three times; nothing acknowledged may be lost.
const rounds = 3;
const seconds = 5;
const writers = 8;
const url = 'http://127.0.0.1:8303';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-crash-'));
fs.chmodSync(folder, 0o755);
const env = {
  ...process.env,
  DATA_DIR: path.join(folder, 'data'),
  PORT: '8303',
  LOG_LEVEL: 'silent',
  RATE_LIMIT: 'off',
};
const acknowledged = new Set<string>();
let sent = 0;

let program = await start();
const found = (await (await fetch(`${url}/api/v1/leaders?region=510100`)).json()) as {
  items: { id: number }[];
};
const leaders = found.items.map((l) => l.id);
try {
  for (let round = 1; round <= rounds; round += 1) {
    const before = acknowledged.size;
    const tokens = await Promise.all(
      Array.from({ length: writers }, (_, i) => confirm(`1${30 + round}0000${String(i).padStart(4, '0')}`)),
    );
    const until = Date.now() + seconds * 1000;
    const writing = tokens.map((token) => write(token, until));
    await new Promise((resolve) => setTimeout(resolve, seconds * 600));
    killAll(program);
    await Promise.all(writing);
    program = await start();
    const lost = await missing();
    say(
      `round ${round}: ${acknowledged.size - before} acknowledged before SIGKILL of the program and of PostgreSQL; after the new start ${lost.length} of ${acknowledged.size} are missing`,
    );
    if (lost.length > 0) throw new Error(`Lost: ${lost.slice(0, 5).join(', ')}`);
  }
  say(execFileSync(process.execPath, ['src/commands/verify.ts'], { env, encoding: 'utf8' }));
} finally {
  program.kill('SIGTERM');
  await new Promise((resolve) => program.once('exit', resolve));
  fs.rmSync(folder, { recursive: true, force: true });
}

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (
      await fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The program did not start within a minute.');
}

function killAll(child: ChildProcess): void {
  const pid = Number(
    fs
      .readFileSync(path.join(folder, 'data', 'postgres', 'cluster', 'postmaster.pid'), 'utf8')
      .split('\n')[0],
  );
  const children = fs
    .readdirSync('/proc')
    .filter((p) => /^\d+$/.test(p) && parentOf(p) === pid)
    .map(Number);
  for (const each of [child.pid ?? 0, pid, ...children]) kill(each);
}

function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself when its parent was killed.
  }
}

async function confirm(phone: string): Promise<string> {
  const { id, developmentCode } = await json('POST', '/verifications', { phone, purpose: 'write' });
  return (await json('PUT', `/verifications/${id}`, { code: developmentCode }))['token'] ?? '';
}

// Each writer writes one message after the other until time is up or the house is gone.
async function write(token: string, until: number): Promise<void> {
  while (Date.now() < until) {
    sent += 1;
    const body = `第${sent}件:路灯不亮,夜里看不见路。` + '请尽快派人修好。'.repeat(10);
    const message = {
      leader: leaders[sent % leaders.length] ?? 0,
      kind: 'help',
      topic: 194,
      title: `路灯不亮${sent}`,
      body,
      name: '张三',
      visibility: 'public',
      pictures: [],
      verification: token,
      anotherMatter: true,
    };
    const answer = await json('POST', '/messages', message).catch(
      (error: Error) => void (/answered/.test(error.message) && say(error.message)),
    );
    if (answer?.['code']) acknowledged.add(answer['code']);
    else if (answer === undefined) return;
  }
}

async function missing(): Promise<string[]> {
  const { backup } = await addresses();
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: backup });
  await client.connect();
  const { rows } = await client.query<{ code: string }>('select code from messages');
  await client.end();
  const there = new Set(rows.map((r) => r.code));
  return [...acknowledged].filter((code) => !there.has(code));
}

async function addresses(): Promise<{ backup: string }> {
  const { openEmbedded } = await import('../src/server/store/operate/embedded.ts');
  const embedded = await openEmbedded(path.join(folder, 'data'), () => {});
  await embedded.leave();
  return embedded.urls;
}

async function json(method: string, address: string, body: unknown): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/api/v1${address}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, string>;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
