import fs from 'node:fs';
import { seed, type SignIn } from './commands/seed.ts';
import { openHouse } from './open-house.ts';
import { runProcess } from './run-process.ts';
import { now } from './server/clock.ts';
import { readConfig, type Config } from './server/config.ts';
import { readyDirectory } from './server/life/directory/ready-directory.ts';
import { openEmbedded } from './server/store/operate/embedded.ts';
import { startWeb } from './web-server.ts';

type Closer = () => Promise<void>;

// npm start: everything in one process, on its own database; with DATABASE_URL the same on that one.
runProcess(async () => {
  const closers: Closer[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.reverse()) await close();
  };
  try {
    await open(closers);
  } catch (error) {
    await closeAll();
    throw error;
  }
  return closeAll;
});

async function open(closers: Closer[]): Promise<void> {
  const config = await findDatabase(readConfig(process.env), closers);
  closers.push(await openHouse(config));
  await readyDirectory(now());
  const signIns = config.mode === 'embedded' ? await seed(config) : [];
  const web = await startWeb(config);
  closers.push(() => web.close());
  closers.push(await startWork(config));
  greet(config, web.url, signIns);
}

async function findDatabase(config: Config, closers: Closer[]): Promise<Config> {
  if (config.mode === 'external') return config;
  const embedded = await openEmbedded(config.dataDir, () => {
    process.stderr.write(
      'The database server has ended, so the program ends as well. Nothing committed is lost: start it again.\n',
    );
    process.exit(1);
  });
  closers.push(embedded.leave);
  return { ...config, database: embedded.urls };
}

async function startWork(config: Config): Promise<Closer> {
  const file = new URL('./worker.ts', import.meta.url);
  if (!fs.existsSync(file)) return async () => {};
  const { startWorker } = (await import(file.href)) as {
    startWorker(config: Config): Promise<{ stop(): Promise<void> }>;
  };
  const worker = await startWorker(config);
  return () => worker.stop();
}

function greet(config: Config, url: string, signIns: SignIn[]): void {
  const lines = ['', `  回音 Huiyin  ${config.port === 0 ? url : config.publicUrl}`, ''];
  if (signIns.length > 0) lines.push('  演示登录 Demonstration sign-ins (this machine only):');
  for (const { role, name, url: address } of signIns) lines.push(`    ${role} ${name}  ${address}`);
  if (config.mode === 'embedded' && !['127.0.0.1', 'localhost', '::1'].includes(config.host)) {
    lines.push('', '  HOST opens this demonstration to the network: anybody there can sign in as anyone.');
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}
