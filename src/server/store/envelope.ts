import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
} from 'node:crypto';
import { keys, renewedKeys } from './db.ts';
import type { Keys } from './keys.ts';

/** A key of one message or one citizen, wrapped by a key outside the database. */
export interface WrappedKey {
  keyId: string;
  wrapped: Buffer;
}

// Keys are handed to node:crypto as key objects: it looks for one first, and not finding it costs half of a short encryption.

/** AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext. The context binds the bytes to their place. */
export function encrypt(key: Buffer, context: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Opens what `encrypt` made; throws when a byte or the context differs. */
export function decrypt(key: Buffer, context: string, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', createSecretKey(key), sealed.subarray(0, 12)).setAAD(
    Buffer.from(context),
  );
  cipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
}

/** A fresh key and its wrapping under the current key. */
export function newKey(): { key: Buffer } & WrappedKey {
  const current = keys().wrapping[0];
  if (!current) throw new Error('The key file holds no wrapping key.');
  const key = randomBytes(32);
  return { key, keyId: current.id, wrapped: encrypt(current.key, current.id, key) };
}

/** The key behind a wrapping. */
export function unwrap({ keyId, wrapped }: WrappedKey): Buffer {
  const named = (k: { id: string }): boolean => k.id === keyId;
  const wrapping = keys().wrapping.find(named) ?? renewedKeys().wrapping.find(named);
  if (!wrapping) throw new Error(`Wrapping key ${keyId} is not in the key file.`);
  return decrypt(wrapping.key, keyId, wrapped);
}

/** The same key, wrapped by the newest key of these. */
export function rewrapped({ keyId, wrapped }: WrappedKey, { wrapping }: Keys): Buffer {
  const old = wrapping.find(({ id }) => id === keyId);
  const newest = wrapping[0];
  if (!old || !newest) throw new Error(`Wrapping key ${keyId} is not in the key file.`);
  return encrypt(newest.key, newest.id, decrypt(old.key, keyId, wrapped));
}

/** The keyed fingerprint by which a value is found without being stored (blind index); `purpose` keeps indexes apart. */
export function blindIndex(purpose: string, value: string): Buffer {
  return createHmac('sha256', createSecretKey(keys().index)).update(`${purpose}\n${value}`).digest();
}

/** What is stored of a secret that somebody carries (session, bearer token, code). */
export function secretHash(purpose: string, secret: string): Buffer {
  return createHmac('sha256', createSecretKey(keys().token)).update(`${purpose}\n${secret}`).digest();
}

/** A new secret of 256 bits, as it travels in a cookie or header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
