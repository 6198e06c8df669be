import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { sha256 } from '../../src/server/store/envelope.ts';
import { createKeys } from '../../src/server/store/keys.ts';
import { readManifest } from '../../src/server/store/operate/backup/manifest.ts';
import { liveServer } from '../../src/server/store/operate/live-server.ts';
import { openEmbedded } from '../../src/server/store/operate/embedded.ts';
import { ask } from '../support/keeping.ts';
import { throwawayFolder } from '../support/test-server.ts';

const folder = throwawayFolder();
const dataDir = path.join(folder, 'data');
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const run = (command: string, ...words: string[]) =>
  promisify(execFile)(process.execPath, [`src/commands/${command}.ts`, ...words], {
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', DATA_DIR: dataDir },
  });

test('A laptop whose data folder is lost has its board again, keys included, and the same backup of it', async () => {
  createKeys(path.join(dataDir, 'keys.json'));
  const keys = fs.readFileSync(path.join(dataDir, 'keys.json'), 'utf8');
  const embedded = await openEmbedded(dataDir, () => {});
  await ask(
    embedded.urls.owner,
    `insert into staff (name, created_at) select 'n\\t"' || n || E'\\n', now() from generate_series(1, 20000) n`,
  );
  await embedded.leave();
  const [one, two, away] = ['one', 'two', 'keys'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await run('backup', one, '--keys', away);
  await expect(run('backup', two, '--keys', path.join(two, 'keys'))).rejects.toThrow(/Keep the keys apart/);
  fs.rmSync(dataDir, { recursive: true });
  await expect(run('restore', one)).rejects.toThrow(/There are no keys/);
  expect(fs.existsSync(dataDir)).toBe(false);
  expect((await run('restore', one, '--keys', away)).stdout).toMatch(/Everything holds.\n$/);
  expect(fs.readFileSync(path.join(dataDir, 'keys.json'), 'utf8')).toBe(keys);
  await expect(run('restore', one)).rejects.toThrow(/into an empty database only/);
  await run('backup', two);
  // Packed bytes may differ; what is packed may not.
  const tables = (at: string) =>
    readManifest(at).tables.map(({ name, file }) => [
      name,
      sha256(zstdDecompressSync(fs.readFileSync(path.join(at, file)))).toString('hex'),
    ]);
  expect(tables(two)).toEqual(tables(one));
}, 120_000);

test('A backup that is stopped by hand clears away what it had begun', async () => {
  const broken = path.join(folder, 'broken');
  const going = run('backup', broken);
  const begun = (): string[] => fs.readdirSync(folder).filter((name) => name.startsWith('broken'));
  while (begun().length === 0) await new Promise((go) => setTimeout(go, 5));
  going.child.kill('SIGTERM');
  await expect(going).rejects.toMatchObject({
    code: 2,
    stderr: 'No backup was made. It was stopped by hand.\n',
  });
  expect(begun()).toEqual([]);
  expect(liveServer(path.join(dataDir, 'postgres', 'cluster'))).toBeNull();
}, 60_000);
