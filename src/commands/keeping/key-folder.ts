import fs from 'node:fs';
import path from 'node:path';
import { writeThrough } from '../../server/store/operate/backup/lasting.ts';

const name = 'keys.json';

/** Refuses a folder for the keys that would lie with what they open. */
export function refuseTogether(keyFolder: string, dataFolder: string): void {
  const inside = (one: string, other: string): boolean => !path.relative(other, one).startsWith('..');
  if (inside(keyFolder, dataFolder) || inside(dataFolder, keyFolder))
    throw new Error(
      'Keep the keys apart from the data: whoever has both folders reads what is private. Give --keys a folder elsewhere.',
    );
}

/** Copies the key file into a folder of its own, readable by its owner only; a copy that is the same is left as it is. */
export function keepKeys(keyFile: string, keyFolder: string): string {
  return copyKeys(keyFile, path.join(keyFolder, name));
}

/** Puts a kept key file where the program looks for it; never over another one. */
export function bringKeys(keyFolder: string, keyFile: string): string {
  return copyKeys(keptKeys(keyFolder), keyFile);
}

/** The kept key file, where its folder or it itself was named. */
export function keptKeys(given: string): string {
  return fs.existsSync(given) && fs.statSync(given).isDirectory() ? path.join(given, name) : given;
}

function copyKeys(from: string, to: string): string {
  const bytes = fs.readFileSync(from);
  if (fs.existsSync(to)) {
    if (fs.readFileSync(to).equals(bytes)) return to;
    throw new Error(`${to} holds other keys and is not overwritten.`);
  }
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  writeThrough(to, bytes);
  return to;
}
