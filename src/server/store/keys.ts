import { createECDH, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A key with the name by which what it protects is known. */
export interface NamedKey {
  id: string;
  key: Buffer;
}

/** Signs seals of history: the 32 bytes of an Ed25519 key. */
export type SealingKey = NamedKey;

/** The secrets that never lie in the database. The first of each kind is used for what is new, the others for what is old. */
export type Keys = {
  /** Wrap the key of each person, message or picture. */
  wrapping: NamedKey[];
  /** Find a phone without storing it, and words of texts that are not public (blind index). */
  index: NamedKey[];
  /** Digest sign-in links, sessions and codes. */
  token: NamedKey[];
  /** Encrypt drafts, each together with its writer's own secret. */
  draft: NamedKey[];
  /** Seal pictures from before each had a key of its own; none where there are none of these. */
  picture: NamedKey[];
  /** Sign seals of history. None in a file from before there were seals. */
  sealing: SealingKey[];
  /** Say to push services that it is us: private keys on P-256. None in a file from before there was push. */
  push: NamedKey[];
};

/** The kinds of keys in a file, each with the letter with which their names begin. */
const letters = {
  wrapping: 'w',
  index: 'i',
  token: 't',
  draft: 'd',
  picture: 'p',
  sealing: 's',
  push: 'v',
} as const;
export type KeyKind = keyof typeof letters;
const kinds = Object.keys(letters) as KeyKind[];
const needed: readonly KeyKind[] = ['wrapping', 'index', 'token', 'draft'];
/** Kinds that came later: a file from before has none. */
const laterKinds = ['sealing', 'push'] as const satisfies readonly KeyKind[];
/** The name of a key that stands in its file alone and without one. */
export const namelessKey = 'first';
const keyBytes = 32;

/** Loads the keys. `make`: whether to make them when there are none (a laptop's first start). */
export function loadKeys(file: string, make: boolean): Keys {
  if (make && !fs.existsSync(file)) createKeys(file);
  const loaded = parseKeys(file, readSecret(file));
  const lacking = laterKinds.filter((kind) => loaded[kind].length === 0);
  if (!make || lacking.length === 0) return loaded;
  for (const kind of lacking) addKey(file, kind);
  return parseKeys(file, readSecret(file));
}

/** Adds a key of a kind to a file from before there was that kind; what is in it stays. Says whether it did. */
export function addKey(file: string, kind: (typeof laterKinds)[number]): boolean {
  if (parseKeys(file, readSecret(file))[kind].length > 0) return false;
  changeKeys(file, (kept) => ({ ...kept, [kind]: [freshKey(kind)] }));
  return true;
}

/** A key as it stands in its file. */
export interface KeyInFile {
  id: string;
  key: string;
  /** Known to every process, and used for nothing new yet. */
  waits?: boolean;
  /** From when on it was used for what is new. */
  since?: string;
}

/** The lists of a key file, as they stand in it. */
export type KeyLists = Record<KeyKind, KeyInFile[]>;

/** Reads the lists of a key file. */
export function keyLists(file: string): KeyLists {
  const text = readSecret(file);
  parseKeys(file, text);
  return listsOf(readJson(file, text));
}

/** Changes the lists of a key file; whatever else is in it stays. */
export function changeKeys(file: string, change: (lists: KeyLists) => KeyLists): void {
  const text = readSecret(file);
  parseKeys(file, text);
  const kept = readJson(file, text);
  const lists = change(listsOf(kept));
  // Written beside it and moved over it, so that at no moment there is half a key file.
  const beside = `${file}.${process.pid}`;
  writeSecret(beside, { ...kept, ...lists });
  fs.renameSync(beside, file);
}

function listsOf(content: Record<string, unknown>): KeyLists {
  const list = (value: unknown): KeyInFile[] =>
    typeof value === 'string' ? [{ id: namelessKey, key: value }] : Array.isArray(value) ? value : [];
  return Object.fromEntries(kinds.map((kind) => [kind, list(content[kind])])) as KeyLists;
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
  const made = [...needed, ...laterKinds];
  const content = Object.fromEntries(made.map((kind) => [kind, [freshKey(kind)]]));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  writeSecret(file, content);
}

/** A fresh key of a kind, with a name. */
export function freshKey(kind: KeyKind): KeyInFile {
  const id = `${letters[kind]}${randomBytes(3).toString('hex')}`;
  return { id, key: (kind === 'push' ? curveKey() : randomBytes(keyBytes)).toString('base64') };
}

// Not every number is a private key of the curve; and Node leaves out zeros in front.
function curveKey(): Buffer {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const key = pair.getPrivateKey();
  return Buffer.concat([Buffer.alloc(keyBytes - key.length), key]);
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
  const lists = listsOf(readJson(file, text));
  return Object.fromEntries(kinds.map((kind) => [kind, readList(file, kind, lists[kind])])) as Keys;
}

function readList(file: string, kind: KeyKind, list: readonly KeyInFile[]): NamedKey[] {
  // One that waits is the last: it serves to look up what another process may have made with it.
  const inTurn = list.toSorted((a, b) => Number(a?.waits === true) - Number(b?.waits === true));
  const read = inTurn.map((each) => ({ id: String(each?.id ?? ''), key: decode(file, kind, each?.key) }));
  const ids = new Set(read.map(({ id }) => id));
  if ((needed.includes(kind) && read.length === 0) || ids.has('') || ids.size !== read.length)
    throw new Error(`KEY_FILE: "${kind}" in ${file} needs at least one key, each with an id of its own.`);
  return read;
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
