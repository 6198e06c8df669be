import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

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
};

const single = ['index', 'token', 'draft', 'picture'] as const;
const keyBytes = 32;

/** Loads the keys. `make`: whether to make them when there are none (a laptop's first start). */
export function loadKeys(file: string, make: boolean): Keys {
  if (make && !fs.existsSync(file)) createKeys(file);
  let text: string;
  try {
    // Opened once, then asked about itself, so that nobody can exchange it between the two.
    const open = fs.openSync(file, 'r');
    try {
      refuseShared(file, fs.fstatSync(open).mode);
      text = fs.readFileSync(open, 'utf8');
    } finally {
      fs.closeSync(open);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`KEY_FILE: there is no ${file}. Make one with: npm run keys:create -- ${file}`, {
      cause: error,
    });
  }
  return parseKeys(file, text);
}

/** Makes a key file, readable by its owner only; never overwrites one, since that would destroy what it protects. */
export function createKeys(file: string): void {
  const fresh = (): string => randomBytes(keyBytes).toString('base64');
  const wrapping = [{ id: `w${randomBytes(3).toString('hex')}`, key: fresh() }];
  const content = { wrapping, ...Object.fromEntries(single.map((name) => [name, fresh()])) };
  fs.mkdirSync(path.dirname(file), { recursive: true });
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
  const list = Array.isArray(content['wrapping']) ? (content['wrapping'] as Record<string, unknown>[]) : [];
  const wrapping = list.map((each) => ({
    id: String(each?.['id'] ?? ''),
    key: decode(file, 'wrapping', each?.['key']),
  }));
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
  return { wrapping, index, token, draft, picture };
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
