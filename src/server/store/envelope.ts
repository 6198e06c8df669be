import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
} from 'node:crypto';
import { keys, renewedKeys } from './db.ts';
import { type Keys, namelessKey } from './keys.ts';

/** A key of one message or one citizen, wrapped by a key outside the database. */
export interface WrappedKey {
  keyId: string;
  wrapped: Buffer;
}

// Keys are handed to node:crypto as key objects: it looks for one first, and not finding it costs half of a short encryption.

/** How bytes were encrypted stands before them; those from before it did begin with their nonce. */
const gcm = 1;

/** AES-256-GCM: a byte that names it, 12 bytes nonce, 16 bytes tag, ciphertext. The context binds the bytes to their place. */
export function encrypt(key: Buffer, context: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce).setAAD(asGcm(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(gcm), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `encrypt` made; throws when a byte or the context differs. */
export function decrypt(key: Buffer, context: string, sealed: Buffer): Buffer {
  if (sealed[0] !== gcm) return opened(key, Buffer.from(context), sealed);
  try {
    return opened(key, asGcm(context), sealed.subarray(1));
  } catch (error) {
    // One in 256 nonces from before begins like that.
    try {
      return opened(key, Buffer.from(context), sealed);
    } catch {
      throw error;
    }
  }
}

function opened(key: Buffer, context: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', createSecretKey(key), sealed.subarray(0, 12), {
    authTagLength: 16,
  }).setAAD(context);
  cipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
}

// What is said of the algorithm is bound too.
function asGcm(context: string): Buffer {
  return Buffer.concat([Buffer.of(gcm), Buffer.from(context)]);
}

/** A fresh key and its wrapping under the current key. */
export function newKey(): { key: Buffer } & WrappedKey {
  const key = randomBytes(32);
  return { key, ...wrappedByNewest(key, keys()) };
}

/** The key behind a wrapping. */
export function unwrap({ keyId, wrapped }: WrappedKey): Buffer {
  const named = (k: { id: string }): boolean => k.id === keyId;
  const wrapping = keys().wrapping.find(named) ?? renewedKeys().wrapping.find(named);
  if (!wrapping) throw new Error(`Wrapping key ${keyId} is not in the key file.`);
  return decrypt(wrapping.key, keyId, wrapped);
}

/** The same key, wrapped by the newest key of these. */
export function rewrapped(row: WrappedKey, keys: Keys): Buffer {
  return wrappedByNewest(unwrappedBy(row, keys), keys).wrapped;
}

/** The key behind a wrapping, with these keys. */
export function unwrappedBy({ keyId, wrapped }: WrappedKey, { wrapping }: Keys): Buffer {
  const old = wrapping.find(({ id }) => id === keyId);
  if (!old) throw new Error(`Wrapping key ${keyId} is not in the key file.`);
  return decrypt(old.key, keyId, wrapped);
}

/** A key, wrapped by the newest of these. */
export function wrappedByNewest(key: Buffer, { wrapping }: Keys): WrappedKey {
  const [newest] = wrapping;
  if (!newest) throw new Error('The key file holds no wrapping key.');
  return { keyId: newest.id, wrapped: encrypt(newest.key, newest.id, key) };
}

/** The keyed fingerprint by which a value is found without being stored (blind index); `purpose` keeps indexes apart. */
export function blindIndex(purpose: string, value: string): Buffer {
  return hashUnder(newest('index'), purpose, value);
}

/** The same under each key of the file, the newest first: what was kept under an older one is found by these. */
export function blindIndexes(purpose: string, value: string): Buffer[] {
  return keys().index.map(({ key }) => hashUnder(key, purpose, value));
}

/**
 * What is stored of a secret of ours that somebody carries (session, token, draft) or of a code with such a name: under the key
 * whose mark it begins with, so that it is found while keys change. One from before there were marks is under the key from then.
 */
export function secretHash(purpose: string, secret: string): Buffer {
  const { token } = keys();
  const made =
    token.find(({ id }) => secret.startsWith(markOf(id))) ??
    token.find(({ id }) => id === namelessKey) ??
    token[0];
  return hashUnder(made?.key ?? newest('token'), purpose, secret);
}

/** The same of what others thought up (a typed code, an account elsewhere), under the newest key. */
export function newestHash(purpose: string, value: string): Buffer {
  return hashUnder(newest('token'), purpose, value);
}

/** The same under each key of the file, the newest first: what was stored under an older one is found by these. */
export function hashesOf(purpose: string, value: string): Buffer[] {
  return keys().token.map(({ key }) => hashUnder(key, purpose, value));
}

/** A fingerprint or hash under one key. */
export function hashUnder(key: Buffer, purpose: string, value: string): Buffer {
  return createHmac('sha256', createSecretKey(key)).update(`${purpose}\n${value}`).digest();
}

function newest(kind: 'index' | 'token'): Buffer {
  const [current] = keys()[kind];
  if (!current) throw new Error(`The key file holds no ${kind} key.`);
  return current.key;
}

/** Encrypts what waits for minutes or days and is in nobody's row, such as a code on its way. */
export function encryptBriefly(context: string, plain: string): Buffer {
  return encrypt(newest('token'), context, Buffer.from(plain));
}

/** Opens it, whichever key of the file it is under. */
export function decryptBriefly(context: string, sealed: Buffer): string {
  return decryptByAny(
    keys().token.map(({ key }) => key),
    context,
    sealed,
  ).toString();
}

/** Opens bytes with the first of these keys that fits; throws when none does. */
export function decryptByAny(candidates: readonly Buffer[], context: string, sealed: Buffer): Buffer {
  let last: unknown = new Error('There is no key to try.');
  for (const key of candidates) {
    try {
      return decrypt(key, context, sealed);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

const markLength = 4;

/** A new secret of 234 bits behind the mark of the newest key, as it travels in a cookie or header. */
export function newSecret(): string {
  const [current] = keys().token;
  return markOf(current?.id ?? '') + randomBytes(32).toString('base64url').slice(markLength);
}

const marks = new Map<string, string>();

function markOf(id: string): string {
  const mark = marks.get(id) ?? sha256('huiyin mark ', id).toString('base64url').slice(0, markLength);
  marks.set(id, mark);
  return mark;
}

export function sha256(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
