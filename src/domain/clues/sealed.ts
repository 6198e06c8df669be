import { fileSizeClasses } from './clue-files.ts';

/** The first bytes of everything that age has sealed for a key or under a passphrase. */
const opening = 'age-encryption.org/v1\n-> ';
/** The most that is kept of one sealed thing. */
export const mostSealedBytes = 36_000;
/** The most that is kept of one sealed attachment. */
export const mostSealedFileBytes: number = (fileSizeClasses.at(-1) ?? 0) + 8 * 1024;

/** Does it look sealed? What does not is never kept, so that no program sends plain words by mistake. */
export function isSealed(bytes: Uint8Array, most: number = mostSealedBytes): boolean {
  if (bytes.length < 100 || bytes.length > most) return false;
  return [...opening].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

/** Is this the public half of a key? */
export function isRecipient(text: string): boolean {
  return /^age1[a-z0-9]{10,3000}$/.test(text);
}
