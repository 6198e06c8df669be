import { type ClueText, likeThings } from '../../domain/clues/clue-text.ts';
import { readSecret, secretBytes, spellSecret } from '../../domain/clues/writer-secret.ts';
import { newKeyPair, sealWords, wrapKey } from './seal.ts';

/** A clue ready to be sent, and the secret that its writer alone keeps. */
export interface ComposedClue {
  secret: string;
  sealed: Uint8Array;
  writer: { find: string; recipient: string; wrapped: Uint8Array };
  things: string[];
}

/** Seals a clue and makes its writer's key and secret: in the writer's browser, or at the door where no script runs. Null where it is too long. */
export async function composeClue(clue: ClueText, recipient: string): Promise<ComposedClue | null> {
  const sealed = await sealWords(JSON.stringify(clue), [recipient]);
  if (!sealed) return null;
  const secret = spellSecret(crypto.getRandomValues(new Uint8Array(secretBytes)));
  const halves = readSecret(secret);
  if (!halves) throw new Error('A secret that was just made can be read.');
  const own = await newKeyPair();
  const wrapped = await wrapKey(own.identity, halves.open, 'secret');
  const things = await Promise.all(likeThings(clue).map(digest));
  return { secret, sealed, writer: { find: halves.find, recipient: own.recipient, wrapped }, things };
}

async function digest(thing: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(thing));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
