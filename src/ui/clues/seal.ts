import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type ClueFile, packFile, unpackFile } from '../../domain/clues/clue-files.ts';
import { pad, unpad } from '../../domain/clues/padding.ts';

/** What scrypt costs for a passphrase that a person chose (2^17 rounds, 128 MB), and for a secret of a hundred random bits. */
const costs = { person: 17, secret: 10 } as const;

/** Seals words for these public keys, filled up so that their length tells little; null where they are too long. */
export async function sealWords(text: string, recipients: readonly string[]): Promise<Uint8Array | null> {
  const padded = pad(text);
  return padded && sealBytes(padded, recipients);
}

/** Seals a file with its name, filled up likewise; null where it is too long. */
export async function sealFile(file: ClueFile, recipients: readonly string[]): Promise<Uint8Array | null> {
  const packed = packFile(file);
  return packed && sealBytes(packed, recipients);
}

/** Seals bytes for these public keys as they are. */
export function sealBytes(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const sealing = new Encrypter();
  for (const recipient of recipients) sealing.addRecipient(recipient);
  return sealing.encrypt(bytes);
}

/** Opens a sealed file; throws where no key fits. */
export async function openFile(sealed: Uint8Array, identities: readonly string[]): Promise<ClueFile> {
  return unpackFile(await openBytes(sealed, identities));
}

/** Opens what was sealed for one of these keys; throws where none fits. */
export async function openWords(sealed: Uint8Array, identities: readonly string[]): Promise<string> {
  return unpad(await openBytes(sealed, identities));
}

function openBytes(sealed: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const opening = new Decrypter();
  for (const identity of identities) opening.addIdentity(identity);
  return opening.decrypt(sealed);
}

/** A new pair of keys. */
export async function newKeyPair(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The public half of a private key. */
export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

/** Wraps a private key under a passphrase. */
export function wrapKey(identity: string, passphrase: string, by: keyof typeof costs): Promise<Uint8Array> {
  const wrapping = new Encrypter();
  wrapping.setPassphrase(passphrase);
  wrapping.setScryptWorkFactor(costs[by]);
  return wrapping.encrypt(identity);
}

/** The private key out of its wrapping; throws where the passphrase is another. */
export function unwrapKey(wrapped: Uint8Array, passphrase: string): Promise<string> {
  const opening = new Decrypter();
  opening.addPassphrase(passphrase);
  return opening.decrypt(wrapped, 'text');
}

/** Bytes as they travel in JSON. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** The bytes out of base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
