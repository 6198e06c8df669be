import type { Part } from '../../store/compose.ts';
import type { Locked } from '../../store/lock-message.ts';
import { saidInPublic } from '../../store/take-downs.ts';
import type { Tx } from '../../store/tx.ts';
import type { Effects } from '../take.ts';

/** Takes everything that the public reads of a message out of its columns; the words are kept apart, to be shown again. */
export async function outOfView(
  tx: Tx,
  { matter, row }: Locked,
): Promise<{ set: Effects['set']; words: NonNullable<Effects['words']>; rows: Part[] }> {
  const said = await saidInPublic(tx, matter.id);
  return {
    set: { title: null, body: null, place: null },
    words: [
      {
        what: 'published',
        content: { title: row.title ?? '', body: row.body ?? '', place: row.place ?? '' },
      },
      { what: 'taken-down', content: { said: JSON.stringify(said) } },
    ],
    rows: [
      (bind) => `update replies set text = null, old_text = null where message_id = ${bind(matter.id)}`,
      (bind) =>
        `update extensions set public_words = null where message_id = ${bind(matter.id)} and public_words is not null`,
      (bind) =>
        `update follow_ups set state = 'private', text = null where message_id = ${bind(matter.id)} and state = 'public'`,
      (bind) =>
        `update ratings set words_state = 'private', words = null where message_id = ${bind(matter.id)} and words_state = 'public'`,
    ],
  };
}
