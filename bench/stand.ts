import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { openHouse } from '../src/open-house.ts';
import { readConfig } from '../src/server/config.ts';
import { readyDirectory } from '../src/server/life/directory/ready-directory.ts';
import { createKeys } from '../src/server/store/keys.ts';
import { openEmbedded } from '../src/server/store/operate/embedded.ts';

/** A whole house in a throwaway folder: the database in one process, web in another, as in production; no worker unless asked. */
export interface Stand {
  urls: Record<'app' | 'owner' | 'private' | 'retention' | 'backup', string>;
  webUrl: string;
  web: ChildProcess;
  worker: ChildProcess | undefined;
  folder: string;
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** How a stand is set up. */
export interface StandOptions {
  worker: boolean;
  /** What the processes are told beside the usual. */
  env?: NodeJS.ProcessEnv;
  /** A folder that stays, with what was filled in before; a throwaway folder if none is named. */
  kept?: string | undefined;
}

/** Sets up the stand. This process is opened on the same database, to make people and to look at plans. */
export async function openStand(options: StandOptions): Promise<Stand> {
  const folder = options.kept ?? fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-bench-'));
  fs.mkdirSync(folder, { recursive: true });
  // The database runs under another user when this is root.
  fs.chmodSync(folder, 0o755);
  const embedded = await openEmbedded(path.join(folder, 'data'), () => {});
  const keyFile = path.join(folder, 'keys.json');
  if (!fs.existsSync(keyFile)) createKeys(keyFile);
  const gateway = await startGateway();
  const env = {
    ...process.env,
    DATABASE_URL: embedded.urls.app,
    DATABASE_URL_PRIVATE: embedded.urls.private,
    DATABASE_URL_RETENTION: embedded.urls.retention,
    DATABASE_URL_BACKUP: embedded.urls.backup,
    KEY_FILE: keyFile,
    DATA_DIR: path.join(folder, 'data'),
    PUBLIC_URL: 'http://127.0.0.1:8300',
    PORT: '8300',
    LOG_LEVEL: 'warn',
    RATE_LIMIT: 'off',
    SMS: 'http',
    SMS_URL: gateway.url,
    SMS_KEY: 'bench',
    SMS_TEMPLATE: 'bench',
    NODE_ENV: 'production',
    ...options.env,
  };
  const closeHouse = await openHouse(readConfig(env));
  await readyDirectory(new Date());
  const web = run('web', env);
  const worker = options.worker ? run('worker', env) : undefined;
  await up(web, `${env.PUBLIC_URL}/readyz`);
  return {
    urls: embedded.urls,
    webUrl: env.PUBLIC_URL,
    web,
    worker,
    folder,
    env,
    close: async () => {
      await Promise.all([web, worker].map((child) => child && ended(child)));
      await closeHouse();
      await embedded.leave();
      gateway.close();
      if (!options.kept) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts workers beside the stand and waits until each says that it works; gives what stops them. */
export async function startWorkers({ env }: Stand, workers: number): Promise<() => Promise<void>> {
  const all = Array.from({ length: workers }, () => run('worker', { ...env, LOG_LEVEL: 'info' }, 'pipe'));
  await Promise.all(
    all.map(
      (child) =>
        new Promise<void>((resolve, reject) => {
          child.once('exit', (code) => reject(new Error(`The worker ended with ${code}.`)));
          child.stdout?.setEncoding('utf8').on('data', (text: string) => {
            if (text.includes('worker started')) resolve();
          });
        }),
    ),
  );
  return async () => void (await Promise.all(all.map(ended)));
}

/** Starts the web beside the stand's own, on another port with other settings; gives its address and what stops it. */
export async function startWebBeside(
  { env }: Stand,
  { port, ...settings }: { port: number } & Record<string, string | number>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const url = `http://127.0.0.1:${port}`;
  const told = Object.entries(settings).map(([name, value]) => [name, String(value)]);
  const child = run('web', { ...env, PORT: String(port), PUBLIC_URL: url, ...Object.fromEntries(told) });
  await up(child, `${url}/readyz`);
  return { url, stop: () => ended(child) };
}

// Where another program answers at its address, the process ends; the other must not be measured in its place.
function up(child: ChildProcess, url: string): Promise<void> {
  const over = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The process at ${url} ended with ${code}.`)));
  });
  return Promise.race([answers(url), over]);
}

/** Waits until an address answers 200; gives up after a minute. */
export async function answers(url: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const ok = await fetch(url).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not answer within a minute.`);
}

// As `npm run` starts it, with the same flags, but without npm between, whose memory is not ours.
function run(
  script: 'web' | 'worker',
  env: NodeJS.ProcessEnv,
  output: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [, ...words] = (scripts[script] ?? '').split(' ');
  return spawn(process.execPath, words, { env, stdio: ['ignore', output, 'inherit'] });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

// Stands in for the SMS gateway: takes everything.
function startGateway(): Promise<{ url: string; close(): void }> {
  const server = http.createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      resolve({ url: `http://127.0.0.1:${port}/`, close: () => server.close() });
    });
  });
}
