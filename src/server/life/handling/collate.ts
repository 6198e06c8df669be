import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { take, type Taken } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';

/** The record of collation ends a suggestion to a ministry; an answer is optional. */
export function collate(code: string, words: string, actor: Actor, now: Date): Promise<Taken> {
  const record = tidy(words);
  const fault = faultOf('words', record, 500, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return take('collate', code, { actor, now }, (locked) => ({
    words: [{ what: 'reason', content: { words: record } }],
    jobs: [tellAuthor(locked, 'collated', now)],
  }));
}
