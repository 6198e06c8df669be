import type { Actor } from '../../../domain/actor.ts';
import { atOnce, type OneOfMany } from '../at-once.ts';
import { urge } from './urge.ts';
import { wordsOf } from './words-of.ts';

/** Urges several messages with the same words; each result stands for itself. */
export async function urgeMany(
  given: { codes: readonly string[]; words: string },
  actor: Actor,
  now: Date,
): Promise<OneOfMany[]> {
  const words = wordsOf(given.words, { required: false });
  return atOnce(given.codes, (code) => urge(code, words, actor, now));
}
