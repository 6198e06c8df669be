import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, sha256 } from './envelope.ts';

/** What private words of a message can be. */
export type WordsKind =
  | 'original'
  | 'sender'
  | 'published'
  | 'reason'
  | 'follow-up'
  | 'rating'
  | 'reply'
  | 'visit'
  | 'note'
  | 'urge'
  | 'dossier'
  | 'despite'
  | 'asked'
  | 'extension'
  | 'correction'
  | 'old-reply'
  | 'instruction'
  | 'report'
  | 'back'
  /** What a unit is told to do, what it reports, and who is complained of in which words. */
  | 'order'
  | 'result'
  /** What everybody could read when a message was taken down, to be shown again. */
  | 'taken-down'
  | 'conflict'
  /** Why an office ends a message, for its author. */
  | 'ending';

/** Words to be kept for one message; `ref` points to the row they belong to. */
export interface Words {
  what: WordsKind;
  ref?: number;
  content: Readonly<Record<string, string | undefined>>;
}

/** Encrypted words, ready for the database. */
export interface SealedWords {
  what: WordsKind;
  ref: number | null;
  ciphertext: Buffer;
  /** Salted digest for the history row; the salt lies inside the ciphertext. */
  digest: Buffer;
}

/** Encrypts words under their message's key. */
export function sealWords(messageId: number, key: Buffer, words: Words): SealedWords {
  const salt = randomBytes(12).toString('base64url');
  const plain = JSON.stringify({ ...words.content, salt });
  return {
    what: words.what,
    ref: words.ref ?? null,
    ciphertext: encrypt(key, `${messageId}:${words.what}`, Buffer.from(plain)),
    digest: sha256(plain),
  };
}

/** Opens words; the salt stays inside. */
export function openWords(
  messageId: number,
  key: Buffer,
  what: WordsKind,
  ciphertext: Buffer,
): Record<string, string> {
  const { salt: _, ...content } = JSON.parse(
    decrypt(key, `${messageId}:${what}`, ciphertext).toString(),
  ) as Record<string, string>;
  return content;
}

/** The parallel arrays that private.keep_words takes. */
export function asArrays(sealed: readonly SealedWords[]): [string[], (number | null)[], Buffer[]] {
  return [sealed.map((w) => w.what), sealed.map((w) => w.ref), sealed.map((w) => w.ciphertext)];
}
