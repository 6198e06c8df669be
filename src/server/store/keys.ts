import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Signs seals of history: the 32 bytes of an Ed25519 key. */
export interface SealingKey {
  id: string;
  key: Buffer;
}

/** The secrets that never lie in the database: without them its personal data are unreadable. */
export type Keys = {
  /** Wrap the key of each person or message; the first is used for new ones, the others open old ones. */
  wrapping: { id: string; key: Buffer }[];
  /** Finds a phone without storing it (blind index). */
  index: Buffer;
  /** Digests sign-in links, sessions and codes. */
  token: Buffer;
  /** Encrypts drafts. */
  draft: Buffer;
  /** Seals pictures on the disk. */
  picture: Buffer;
  /** Sign seals of history; the first is used for new ones. None in a file from before there were seals. */
  sealing: SealingKey[];
};

const single = ['index', 'token', 'draft', 'picture'] as const;
const keyBytes = 32;

/** Loads the keys. `make`: whether to make them when there are none (a laptop's first start). */
export function loadKeys(file: string, make: boolean): Keys {
  if (make && !fs.existsSync(file)) createKeys(file);
  const loaded = parseKeys(file, readSecret(file));
  if (!make || loaded.sealing.length > 0) return loaded;
  changeKeys(file, (kept) => ({ ...kept, sealing: [freshKey('s')] }));
  return parseKeys(file, readSecret(file));
}

/** The lists of a key file, as they stand in it. */
export interface KeyLists {
  wrapping: { id: string; key: string }[];
  sealing?: { id: string; key: string }[];
}

/** Changes the lists of a key file; whatever else is in it stays. */
export function changeKeys(file: string, change: (lists: KeyLists) => KeyLists): void {
  const text = readSecret(file);
  parseKeys(file, text);
  const kept = readJson(file, text);
  const { wrapping, sealing } = change(kept as unknown as KeyLists);
  // Written beside it and moved over it, so that at no moment there is half a key file.
  const beside = `${file}.${process.pid}`;
  writeSecret(beside, { ...kept, wrapping, ...(sealing && { sealing }) });
  fs.renameSync(beside, file);
}

function readSecret(file: string): string {
  try {
    // Opened once, then asked about itself, so that nobody can exchange it between the two.
    const open = fs.openSync(file, 'r');
    try {
      refuseShared(file, fs.fstatSync(open).mode);
      return fs.readFileSync(open, 'utf8');
    } finally {
      fs.closeSync(open);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`KEY_FILE: there is no ${file}. Make one with: npm run keys:create -- ${file}`, {
      cause: error,
    });
  }
}

/** Makes a key file, readable by its owner only; never overwrites one, since that would destroy what it protects. */
export function createKeys(file: string): void {
  const content = {
    wrapping: [freshKey('w')],
    ...Object.fromEntries(single.map((name) => [name, fresh()])),
    sealing: [freshKey('s')],
  };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  writeSecret(file, content);
}

function fresh(): string {
  return randomBytes(keyBytes).toString('base64');
}

/** A key with a name by which what it protects is known. */
export function freshKey(letter: 'w' | 's'): { id: string; key: string } {
  return { id: `${letter}${randomBytes(3).toString('hex')}`, key: fresh() };
}

function writeSecret(file: string, content: unknown): void {
  const open = fs.openSync(file, 'wx', 0o600);
  try {
    fs.writeFileSync(open, `${JSON.stringify(content, null, 2)}\n`);
    fs.fsyncSync(open);
  } finally {
    fs.closeSync(open);
  }
}

function refuseShared(file: string, mode: number): void {
  // Windows keeps no such bits.
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw new Error(`KEY_FILE: others may read ${file}. Keep it to yourself with: chmod 600 ${file}`);
}

function parseKeys(file: string, text: string): Keys {
  const content = readJson(file, text);
  const wrapping = readList(file, 'wrapping', content);
  const sealing = readList(file, 'sealing', content);
  const ids = new Set(wrapping.map(({ id }) => id));
  if (wrapping.length === 0 || ids.has('') || ids.size !== wrapping.length) {
    throw new Error(`KEY_FILE: "wrapping" in ${file} needs at least one key, each with an id of its own.`);
  }
  const [index, token, draft, picture] = single.map((name) => decode(file, name, content[name])) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  return { wrapping, index, token, draft, picture, sealing };
}

function readList(
  file: string,
  name: string,
  content: Record<string, unknown>,
): { id: string; key: Buffer }[] {
  const list = Array.isArray(content[name]) ? (content[name] as Record<string, unknown>[]) : [];
  return list.map((each) => ({ id: String(each?.['id'] ?? ''), key: decode(file, name, each?.['key']) }));
}

function readJson(file: string, text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>;
  } catch {
    // What JSON.parse says quotes the text, and the text is secret.
  }
  throw new Error(`KEY_FILE: ${file} is not a key file. Restore it from your backup.`);
}

function decode(file: string, name: string, value: unknown): Buffer {
  const key = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
  if (key.length === keyBytes) return key;
  throw new Error(`KEY_FILE: the key "${name}" in ${file} is missing or not ${keyBytes} bytes in base64.`);
}
