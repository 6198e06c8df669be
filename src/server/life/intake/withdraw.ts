import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';

/** The author takes a message back: before the answer it ends; after it, it is hidden and the record stays. */
export async function withdraw(code: string, words: string, actor: Actor, now: Date): Promise<Taken> {
  const reason = tidy(words);
  const fault = faultOf('words', reason, 200, { lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return withMessage(code, (tx, locked) => {
    const { matter, row } = locked;
    const step = matter.handling === 'answered' || matter.handling === 'closed' ? 'hide' : 'withdraw';
    const hidden =
      row.title === null
        ? []
        : [
            {
              what: 'published' as const,
              content: { title: row.title, body: row.body ?? '', place: row.place ?? '' },
            },
          ];
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      effects: () => ({
        stopReview: step === 'withdraw',
        set: { title: null, body: null, place: null },
        words: [...hidden, ...(reason ? [{ what: 'reason' as const, content: { words: reason } }] : [])],
        rows: [
          (bind) =>
            `insert into publications (message_id, act, at) values (${[matter.id, 'withdrawn', now].map(bind).join(', ')})`,
          // What was said on it goes out of view with it; the words themselves are kept apart.
          (bind) => `update replies set text = null, old_text = null where message_id = ${bind(matter.id)}`,
          (bind) => `update extensions set public_words = null where message_id = ${bind(matter.id)}`,
          (bind) =>
            `update follow_ups set state = 'private', text = null where message_id = ${bind(matter.id)} and state = 'public'`,
          (bind) =>
            `update ratings set words_state = 'private', words = null where message_id = ${bind(matter.id)} and words_state = 'public'`,
        ],
        jobs: [tellAuthor(locked, 'withdrawn', now)],
      }),
    });
  });
}
