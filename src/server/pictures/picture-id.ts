import { randomBytes } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** A fresh id of a picture: 128 random bits as 26 letters and digits, so that no address can be guessed. */
export function newPictureId(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`) << 2n;
  let id = '';
  for (let i = 0; i < 26; i++, bits >>= 5n) id = letters.charAt(Number(bits & 31n)) + id;
  return id;
}

/** Has this the shape of a picture's id? */
export function isPictureId(text: string): boolean {
  return /^[a-z2-7]{26}$/.test(text);
}
