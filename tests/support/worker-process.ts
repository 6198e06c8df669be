import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Config } from '../../src/server/config.ts';

/** A worker in a process of its own, as in production. */
export interface WorkerProcess {
  /** Its log so far, a line of JSON each. */
  lines: string[];
  /** Ends it between any two statements: no handler runs. */
  kill(): Promise<void>;
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `src/worker.ts` on a house's database; `env` changes what it is told. */
export async function startWorkerProcess(
  config: Config,
  env: NodeJS.ProcessEnv = {},
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['src/worker.ts'], {
    env: { ...environmentOf(config), ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      lines.push(...text.split('\n').filter(Boolean));
      if (lines.some((line) => line.includes('worker started'))) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
  const end = (signal: NodeJS.Signals) => () => ended(child, signal);
  return { lines, kill: async () => void (await end('SIGKILL')()), stop: end('SIGTERM') };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}

/** What a process of its own is told of a house. */
export function environmentOf({ database, dataDir, keyFile }: Config): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_NO_WARNINGS: '1',
    LOG_LEVEL: 'info',
    DATA_DIR: dataDir,
    KEY_FILE: keyFile,
    PUBLIC_URL: 'http://127.0.0.1',
    DATABASE_URL: database?.app,
    DATABASE_URL_PRIVATE: database?.private ?? undefined,
    SMS_URL: 'http://127.0.0.1:9/',
    SMS_KEY: 'not used',
  };
}
