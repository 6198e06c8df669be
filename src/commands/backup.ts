import fs from 'node:fs';
import path from 'node:path';
import { now } from '../server/clock.ts';
import { readKeepingConfig } from '../server/config.ts';
import { pictureFiles } from '../server/pictures/picture-files.ts';
import { loadKeys, type Keys } from '../server/store/keys.ts';
import { backUp } from '../server/store/operate/backup/back-up.ts';
import type { Manifest } from '../server/store/operate/backup/manifest.ts';
import { dataAtHand } from './keeping/data-at-hand.ts';
import { type FolderOrder, readFolderOrder } from './keeping/folder-order.ts';
import { keepKeys, refuseTogether } from './keeping/key-folder.ts';
import { inWords, showCopying } from './keeping/show-copying.ts';

// npm run backup -- FOLDER: saves the whole board as it is at one moment, while it runs.
const usage = `npm run backup -- FOLDER [--keys FOLDER2]
  FOLDER          is made new and holds everything but the keys; without them its private words stay shut
  --keys FOLDER2  copies the key file there; keep it on another medium than FOLDER
`;

// Ended by hand, the unfinished folder is cleared away and a database that was started for this is stopped.
const byHand = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => byHand.abort());

try {
  const order = readFolderOrder(usage);
  if (order.keyFolder) refuseTogether(order.keyFolder, order.folder);
  const config = readKeepingConfig(process.env, ['backup']);
  const keys = keysAtHand(config.keyFile);
  const data = await dataAtHand(config);
  try {
    const startedAt = performance.now();
    const manifest = await backUp({
      url: data.urls.backup ?? '',
      folder: order.folder,
      keys,
      program: programVersion(),
      now: now(),
      pictures: pictureFiles(config),
      signal: byHand.signal,
      ...showCopying(say, () => performance.now()),
    });
    tell(order, manifest, (performance.now() - startedAt) / 1000);
    tellKeys(order, keys && config.keyFile);
    if (manifest.pictures.missing.length > 0) process.exitCode = 1;
  } finally {
    await data.leave();
  }
} catch (error) {
  process.stderr.write(
    `No backup was made. ${byHand.signal.aborted ? 'It was stopped by hand.' : reasonOf(error)}\n`,
  );
  process.exitCode = 2;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function keysAtHand(keyFile: string | null): Keys | null {
  return keyFile && fs.existsSync(keyFile) ? loadKeys(keyFile, false) : null;
}

function tell({ folder }: FolderOrder, manifest: Manifest, seconds: number): void {
  const { tables, jobs, pictures, at } = manifest;
  const rows = tables.reduce((sum, each) => sum + each.rows, 0);
  const bytes = [...tables, jobs, pictures].reduce((sum, each) => sum + each.fileBytes, pictures.bytes);
  say(
    `Backup of ${at}: ${rows.toLocaleString('en')} rows of ${tables.length} tables, ${jobs.rows} waiting jobs, ${pictures.files} picture files.`,
  );
  say(`It lies in ${folder}: ${inWords(bytes)}, in ${seconds.toFixed(1)} s.`);
  if (pictures.missing.length > 0) {
    say(`${pictures.missing.length} picture files are missing or damaged in the house itself:`);
    for (const name of pictures.missing.slice(0, 20)) say(`  ${name}`);
    say('Was the backup run where DATA_DIR has the pictures? Everything else is in it.');
  }
}

function tellKeys({ keyFolder }: FolderOrder, keyFile: string | null): void {
  if (keyFile && keyFolder) say(`The keys lie apart, in ${keepKeys(keyFile, keyFolder)}.`);
  else if (keyFolder) throw new Error('--keys: there is no key file here. Set KEY_FILE.');
  else
    say(
      `The keys are NOT in it${keyFile ? `: keep a copy of ${keyFile} elsewhere` : ' and were not looked at: KEY_FILE names none'}. Without them private words cannot be read again.`,
    );
}

function programVersion(): string {
  const file = path.resolve(import.meta.dirname, '../../package.json');
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
