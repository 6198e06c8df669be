import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The two sizes in which each picture is kept. */
export const pictureSizes = ['full', 'thumb'] as const;
export type PictureSize = (typeof pictureSizes)[number];

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** The name under which one size of a picture lies in the files. */
export function pictureKey(id: string, size: PictureSize): string {
  return `${id}.${size}`;
}

/** Seals a picture for keeping: a version byte, the nonce, AES-256-GCM under the picture's own key, the tag. */
export function sealPicture(key: Buffer, name: { id: string; size: PictureSize }, bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(pictureKey(name.id, name.size)));
  return Buffer.concat([
    Buffer.from([version]),
    nonce,
    cipher.update(bytes),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** Opens a sealed picture; throws when a single bit is not as it was sealed, or it lies under another's name. */
export function openPicture(key: Buffer, name: { id: string; size: PictureSize }, sealed: Buffer): Buffer {
  if (sealed[0] !== version || sealed.length < 1 + nonceBytes + tagBytes)
    throw new Error('not a sealed picture');
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(pictureKey(name.id, name.size)));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([
    decipher.update(sealed.subarray(1 + nonceBytes, sealed.length - tagBytes)),
    decipher.final(),
  ]);
}
