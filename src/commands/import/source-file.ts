import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The encodings in which exports come. */
export type Encoding = 'utf-8' | 'gb18030';

/** What was found when a file was read through once. */
export interface SourceFile {
  path: string;
  encoding: Encoding;
  /** SHA-256 of its bytes. */
  digest: Buffer;
}

/** A file that cannot be imported at all; the message says what to do. */
export class BrokenFile extends Error {}

/** Finds out in which encoding the whole file is: every byte must fit, nothing is guessed or replaced. */
export async function examineFile(path: string): Promise<SourceFile> {
  const digest = await digestOf(path);
  if (await decodes(path, 'utf-8')) return { path, encoding: 'utf-8', digest };
  // Nearly any bytes can be read as GB18030: a damaged UTF-8 file must not come in as gibberish.
  if (await isDamagedUtf8(path))
    throw new BrokenFile(`${path} is UTF-8 with broken characters in it. ${remedy}`);
  if (await decodes(path, 'gb18030')) return { path, encoding: 'gb18030', digest };
  throw new BrokenFile(`${path} is neither UTF-8 nor GB18030 throughout. ${remedy}`);
}

const remedy = 'Save it again as “CSV UTF-8”; nothing was imported.';

/** The text of the file, piece by piece. */
export async function* decodedText({
  path,
  encoding,
}: Pick<SourceFile, 'path' | 'encoding'>): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) {
    // A comma-separated text of either encoding has no NUL; UTF-16 and spreadsheets are full of them.
    if ((chunk as Buffer).includes(0)) throw new BrokenFile(`${path} is UTF-16 or no text at all. ${remedy}`);
    hash.update(chunk as Buffer);
  }
  return hash.digest();
}

async function decodes(path: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of decodedText({ path, encoding })) void _;
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

// GB18030 read as UTF-8 is broken nearly everywhere, a damaged file only here and there.
async function isDamagedUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8');
  let broken = 0;
  let whole = 0;
  for await (const chunk of createReadStream(path)) {
    for (const [sign] of decoder.decode(chunk as Buffer, { stream: true }).matchAll(/\P{ASCII}/gu)) {
      if (sign === '\uFFFD') broken += 1;
      else whole += 1;
    }
  }
  return broken < whole;
}
