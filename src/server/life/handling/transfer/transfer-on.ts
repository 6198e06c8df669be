import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { officesInLine, standingOffice } from '../../../store/hand-down/offices-in-line.ts';
import { type Transfer, transferParts, transfersOf } from '../../../store/hand-down/transfers.ts';
import { withMessage } from '../../../store/lock-message.ts';
import { checkWords, staffIdOf } from '../orders/own-order.ts';
import { type Taken, takeLocked, whoWasFirst } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { tellAuthor } from '../../tell-author.ts';

/** Hands a message that nobody has accepted yet to another office, which answers from now on (转送); the promise runs on. */
export async function transferOn(
  code: string,
  given: { office: number; words: string; onlyReturned?: boolean | undefined },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const words = checkWords(given.words);
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    refuseStranger(matter, 'transfer-on', actor);
    // Two reviewers with the same returned message: the second must not take it away from whom the first sent it to.
    if (given.onlyReturned && matter.nextStep !== 'transfer') throw await whoWasFirst(tx, matter.id, actor);
    const offices = await officesInLine(tx, [given.office]);
    const office = standingOffice(offices, given.office);
    const why = whyNot(office.id, matter, await transfersOf(tx, matter.id));
    if (why)
      throw new Refusal('invalid', {
        faults: [{ field: 'office', code: why, with: { office: office.name } }],
      });
    return takeLocked(tx, locked, {
      step: 'transfer-on',
      actor,
      now,
      holderId: office.id,
      effects: () => ({
        answerableId: office.id,
        rows: transferParts({
          ...{ messageId: matter.id, fromId: matter.answerableId, toId: office.id },
          ...{ staffId: staffIdOf(actor), way: 'sent', now },
        }),
        words: [{ what: 'reason', content: { words } }],
        jobs: [tellOffice(locked, office.id, 'new-transfer', now), tellAuthor(locked, 'transferred', now)],
        facts: { from: matter.answerableId, to: office.id },
      }),
    });
  });
}

// Never in circles: not to itself, not to who returned it or handed it on before, not to who is complained of.
function whyNot(
  officeId: number,
  { answerableId, deskId, conflicts }: Matter,
  transfers: readonly Transfer[],
): 'complained-of' | 'in-circle' | 'returned-before' | undefined {
  if (conflicts.officeIds.includes(officeId)) return 'complained-of';
  if (officeId === answerableId || officeId === deskId) return 'in-circle';
  if (transfers.some((t) => t.toId === officeId && t.state === 'returned')) return 'returned-before';
  return transfers.some((t) => t.toId === officeId && t.state === 'moved') ? 'in-circle' : undefined;
}
