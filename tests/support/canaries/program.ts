import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { freePort } from '../free-port.ts';
import { openPushHouse, type PushHouse } from '../push-house.ts';
import type { Stage } from '../story.ts';
import { SmsGateway } from '../sms-gateway.ts';

/** Web and worker as two processes, as in production, with every byte that they print, the gateway that sends their texts, and the service that brings their pushes. */
export interface Program {
  url: string;
  dataDir: string;
  printed(): string;
  gateway: SmsGateway;
  pushes: PushHouse;
  stop(): Promise<void>;
}

const key = 'shared with the gateway';

/** Starts both on a stage's database, as talkative as they can be. */
export async function startProgram(stage: Stage, folder: string): Promise<Program> {
  const gateway = new SmsGateway(key, () => new Date());
  const sms = createServer((request, response) => void gateway.answer(request, response));
  const pushes = await openPushHouse();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'],
    NODE_NO_WARNINGS: '1',
    LOG_LEVEL: 'trace',
    RATE_LIMIT: 'off',
    DATA_DIR: path.join(folder, 'data'),
    KEY_FILE: stage.keyFile,
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: stage.urls.appUrl,
    DATABASE_URL_PRIVATE: stage.urls.privateUrl,
    DATABASE_URL_RETENTION: stage.urls.retentionUrl,
    SMS: 'http',
    SMS_URL: `http://127.0.0.1:${await listening(sms)}/`,
    SMS_KEY: key,
    ...pushes.env(),
    NODE_EXTRA_CA_CERTS: pushes.file,
  };
  const printed: Buffer[] = [];
  const start = (file: string): ChildProcess => {
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => printed.push(data));
    return child;
  };
  const processes = [start('src/web.ts'), start('src/worker.ts')];
  const text = (): string => Buffer.concat(printed).toString();
  await until(async () => {
    if (processes.some(({ exitCode }) => exitCode !== null)) throw new Error(`It did not start: ${text()}`);
    return text().includes('worker started') && (await fetch(`${url}/readyz`).catch(() => null))?.ok === true;
  });
  return {
    url,
    dataDir: env.DATA_DIR,
    printed: text,
    gateway,
    pushes,
    stop: async () => {
      for (const child of processes) await ended(child);
      sms.close();
      await pushes.close();
    },
  };
}

/** Waits until it is so; ten seconds at most. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come about.');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
