import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { checkWords } from '../orders/own-order.ts';

/** A member of staff steps back (回避): from now on only the public text is theirs. */
export async function declareConflict(code: string, words: string, actor: Actor, now: Date): Promise<Taken> {
  const reason = checkWords(words, 200);
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const { staffId } = actor;
  return withMessage(code, async (tx, locked) => {
    const { id } = locked.matter;
    refuseStranger(locked.matter, 'declare-conflict', actor);
    return takeLocked(tx, locked, {
      step: 'declare-conflict',
      actor,
      now,
      effects: () => ({
        rows: [
          (bind) =>
            `insert into conflicts (message_id, staff_id, way, by_kind, by_id, at) values (${[id, staffId, 'declared', 'staff', staffId, now].map(bind).join(', ')})`,
          // Their review lock, if they had one, is free for somebody else.
          (bind) => `delete from review_locks where message_id = ${bind(id)} and staff_id = ${bind(staffId)}`,
        ],
        words: [{ what: 'conflict', content: { text: reason } }],
        facts: { staff: staffId },
      }),
    });
  });
}
