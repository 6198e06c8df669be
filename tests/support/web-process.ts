import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Stage } from './story.ts';
import { throwawayFolder } from './test-server.ts';

/** A web process of its own on the database of a stage, as in production. */
export interface WebProcess {
  url: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts `src/web.ts` and waits until it listens; `env` changes what it is told. */
export async function startWebProcess(
  { urls, keyFile }: Pick<Stage, 'urls' | 'keyFile'>,
  env: NodeJS.ProcessEnv = {},
): Promise<WebProcess> {
  const child = spawn(process.execPath, ['src/web.ts'], {
    env: {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      LOG_LEVEL: 'info',
      PORT: '0',
      DATA_DIR: throwawayFolder(),
      KEY_FILE: keyFile,
      PUBLIC_URL: 'http://127.0.0.1',
      DATABASE_URL: urls.appUrl,
      DATABASE_URL_PRIVATE: urls.privateUrl,
      SMS_URL: 'http://127.0.0.1:9/',
      SMS_KEY: 'not used',
      RATE_LIMIT: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const listens = text.split('\n').find((line) => line.includes('"listening"'));
      if (listens) resolve((JSON.parse(listens) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`the web process ended with ${code}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  return { url, child, stop };
}
