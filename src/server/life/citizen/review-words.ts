import type { Actor } from '../../../domain/actor.ts';
import { limits } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { decide } from '../../../domain/decide.ts';
import { codeOfWords, saveVerdictOnWords, wordsAwaiting } from '../../store/words-awaiting.ts';
import { saveStep } from '../../store/save-step.ts';
import { withMessage } from '../../store/lock-message.ts';
import { readWords } from '../../store/people.ts';
import { whoWasFirst } from '../take.ts';
import { readerOf } from '../intake/review.ts';

/** A verdict on a follow-up or on the words of a rating. */
export interface WordsVerdict {
  visibility: 'public' | 'private' | 'rejected';
  /** The public text where it differs. */
  text?: string;
  /** Why it is not shown. */
  code?: string;
}

/** Publishes, keeps back or rejects a follow-up (or the words of a rating): the same review as for a message, and no life changes by it. */
export async function reviewWords(
  of: { kind: 'follow-up' | 'rating'; id: number },
  verdict: WordsVerdict,
  actor: Actor,
  now: Date,
): Promise<{ code: string }> {
  const code = await codeOfWords(of);
  if (!code) throw new Refusal('not-found');
  return withMessage(code, async (tx, locked) => {
    const change = decide(
      locked.matter,
      of.kind === 'follow-up' ? 'review-follow-up' : 'review-rating',
      actor,
    );
    if (!(await wordsAwaiting(tx, of))) throw await whoWasFirst(tx, locked.matter.id, actor);
    const words = await readWords(readerOf(actor), [locked.matter.id], [of.kind]);
    const original = words.find((w) => w.ref === of.id)?.content['text'] ?? '';
    // On a message that not everybody may read, no words of its author are public either.
    const visibility =
      verdict.visibility === 'public' && locked.matter.publication !== 'public'
        ? 'private'
        : verdict.visibility;
    const text = visibility === 'public' ? checkText(verdict.text ?? original) : null;
    saveStep(tx, locked, {
      change,
      actor,
      now,
      holderId: locked.matter.holderId,
      rows: [
        saveVerdictOnWords(of, {
          state: visibility,
          text,
          code: verdict.code ?? null,
          staffId: actor.kind === 'staff' ? actor.staffId : null,
          at: now,
        }),
      ],
      facts: { [of.kind]: of.id, verdict: visibility, redacted: text !== null && text !== original },
    });
    return { code };
  });
}

function checkText(given: string): string {
  const text = tidy(given);
  const fault = faultOf('text', text, limits.followUp * 2, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return text;
}
