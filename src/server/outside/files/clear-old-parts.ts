import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const oldMs = 3_600_000;

/** Clears files away that were begun over an hour ago and never finished: a crash left them. */
export async function clearOldParts(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const file = path.join(folder, name);
    const begun = await stat(file).catch(() => null);
    if (begun && now.getTime() - begun.mtimeMs > oldMs) await rm(file, { force: true });
  }
}
