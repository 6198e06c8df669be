import fs from 'node:fs';
import type { EnvReader } from './env-reader.ts';

/** A line of the list of breached passwords: SHA-1 in capital hex and how often it was seen. */
export const breachedLine = /^([0-9A-F]{40}):\d{1,12}\r?$/;
/** No line is longer, its end counted. */
export const longestBreachedLine = 64;

const samples = 64;

/** The list of breached passwords (SHA-1, ordered by hash), looked at in places; null: none is set. */
export function readBreached(reader: EnvReader): string | null {
  const file = reader.text('BREACHED_PASSWORDS');
  if (file === null) return null;
  const problem = faultOf(file);
  if (!problem) return file;
  reader.wrong(
    'BREACHED_PASSWORDS',
    problem,
    'Give the file of SHA-1 hashes that Have I Been Pwned calls ordered by hash.',
  );
  return null;
}

function faultOf(file: string): string | undefined {
  try {
    if (!fs.statSync(file).isFile()) return 'is no file';
    const list = fs.openSync(file, 'r');
    try {
      return faultIn(list, fs.fstatSync(list).size);
    } finally {
      fs.closeSync(list);
    }
  } catch {
    return 'cannot be read';
  }
}

// The beginning, the end, and places between: a list by count, of another hash, or cut in the middle shows.
function faultIn(list: number, size: number): string | undefined {
  let before = '';
  for (let at = 0; at < samples; at++) {
    const line = lineAfter(
      list,
      Math.floor((Math.max(0, size - 2 * longestBreachedLine) * at) / (samples - 1)),
    );
    const [, hash] = breachedLine.exec(line) ?? [];
    if (hash === undefined) return 'has a line that is no SHA-1 with its count';
    if (hash < before) return 'is not ordered by hash';
    before = hash;
  }
  return undefined;
}

function lineAfter(list: number, at: number): string {
  const piece = Buffer.alloc(2 * longestBreachedLine);
  const read = fs.readSync(list, piece, 0, piece.length, at);
  const text = piece.toString('latin1', 0, read);
  const begin = at === 0 ? 0 : text.indexOf('\n') + 1;
  const end = text.indexOf('\n', begin);
  return text.slice(begin, end === -1 ? undefined : end);
}
