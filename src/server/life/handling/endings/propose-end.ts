import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { type EndingCode, isEndingCode } from '../../../../domain/ending-codes.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { openEnding } from '../../../store/hand-down/endings.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { signingOffice, tellOffice } from '../../tell-office.ts';
import { checkWords, staffIdOf } from '../orders/own-order.ts';

/** Why an office wants to end a message without an answer; the words go to its author and name the right way. */
export interface EndProposal {
  code: string;
  words: string;
}

/** Proposes to end a message with a code (办结不予答复); a second person countersigns before anything ends. */
export async function proposeEnd(code: string, given: EndProposal, actor: Actor, now: Date): Promise<Taken> {
  const words = checkWords(given.words);
  if (!isEndingCode(given.code))
    throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-choice' }] });
  const why: EndingCode = given.code;
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    refuseStranger(matter, 'propose-end', actor);
    if (await openEnding(tx, matter.id)) throw new Refusal('ending-proposed');
    return takeLocked(tx, locked, {
      step: 'propose-end',
      actor,
      now,
      effects: () => ({
        rows: [
          (bind) =>
            `insert into endings (message_id, code, state, proposed_by, proposed_at) values (${[matter.id, why, 'proposed', staffIdOf(actor), now].map(bind).join(', ')})`,
        ],
        words: [{ what: 'ending', content: { words } }],
        jobs: [tellOffice(locked, signingOffice(matter), 'draft-to-approve', now)],
        facts: { code: why },
      }),
    });
  });
}
