import type { Actor } from '../../../domain/actor.ts';
import type { Part } from '../../store/compose.ts';
import type { Locked } from '../../store/lock-message.ts';
import type { Tx } from '../../store/tx.ts';
import { staffIdOf } from '../handling/orders/own-order.ts';
import type { Effects } from '../take.ts';
import { inView } from './in-view.ts';
import { outOfView } from './out-of-view.ts';
import { tellAuthor } from '../tell-author.ts';
import { tellOffice } from '../tell-office.ts';

/** What changes when a message goes out of view, or comes back: its texts, the record, and the word to its author and to the office that answers. */
export async function shownOrNot(
  tx: Tx,
  locked: Locked,
  by: { what: 'take-down' | 'restore'; code: string; rows: readonly Part[]; actor: Actor; now: Date },
): Promise<Effects> {
  const { matter } = locked;
  const down = by.what === 'take-down';
  const texts = down ? await outOfView(tx, locked) : await inView(tx, locked, by.actor);
  const act = down ? 'taken-down' : 'restored';
  return {
    ...texts,
    rows: [
      ...texts.rows,
      ...by.rows,
      (bind) =>
        `insert into publications (message_id, act, staff_id, code, at) values (${[matter.id, act, staffIdOf(by.actor), by.code, by.now].map(bind).join(', ')})`,
    ],
    jobs: [tellAuthor(locked, act, by.now), tellOffice(locked, matter.answerableId, act, by.now)],
    facts: { code: by.code },
  };
}
