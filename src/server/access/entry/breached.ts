import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { currentConfig } from '../../current-config.ts';
import { breachedLine, longestBreachedLine } from '../../read-breached.ts';

/** Gives bytes of the list from a place on; fewer at its end. */
export type ReadAt = (at: number, bytes: number) => Promise<string>;

const pieceBytes = 4096;

/** Does the operator’s list of breached passwords have it? Where there is none, no. */
export async function isBreached(password: string): Promise<boolean> {
  const file = currentConfig().breachedPasswords;
  if (file === null) return false;
  const list = await open(file, 'r');
  try {
    const read: ReadAt = async (at, bytes) => {
      const piece = Buffer.alloc(bytes);
      const { bytesRead } = await list.read(piece, 0, bytes, at);
      return piece.toString('latin1', 0, bytesRead);
    };
    const { size } = await list.stat();
    // Lists are made of what people typed, which here is composed before it is kept.
    for (const typed of new Set([password, password.normalize('NFKC')]))
      if (await isListed(read, size, hashOf(typed))) return true;
    return false;
  } finally {
    await list.close();
  }
}

/** Is the hash in a list ordered by hash? It is halved until a piece is left, so some forty GB take two dozen short looks. */
export async function isListed(read: ReadAt, size: number, hash: string): Promise<boolean> {
  // Where it is listed, its line begins at `from` or later and before `to`; a line begins at `from`.
  let [from, to] = [0, size];
  while (to - from > pieceBytes) {
    const middle = Math.floor((from + to) / 2);
    const piece = await read(middle, 2 * longestBreachedLine);
    const begin = piece.indexOf('\n') + 1;
    const end = piece.indexOf('\n', begin);
    const [, found] = breachedLine.exec(piece.slice(begin, end === -1 ? undefined : end)) ?? [];
    if (found === undefined) throw new Error('The list of breached passwords has a line that is none.');
    if (found === hash) return true;
    if (found < hash) from = middle + begin;
    else to = middle + begin;
  }
  const piece = await read(from, to - from);
  return piece.split('\n').some((line) => line.startsWith(`${hash}:`));
}

function hashOf(password: string): string {
  return createHash('sha1').update(password).digest('hex').toUpperCase();
}
