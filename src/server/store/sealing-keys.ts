import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { SealingKey } from './keys.ts';

// The frame in which node:crypto takes the 32 bytes of an Ed25519 key (RFC 8410).
const frame = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs with the key of a seal. */
export function signSeal({ key }: SealingKey, text: Buffer): Buffer {
  return sign(null, text, privateKey(key));
}

/** Whether this key signed this text. */
export function isSignedBy({ key }: SealingKey, text: Buffer, signature: Buffer): boolean {
  return verify(null, text, createPublicKey(privateKey(key)), signature);
}

function privateKey(key: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([frame, key]), format: 'der', type: 'pkcs8' });
}
