import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { nearestCommonSuperior } from '../../../../domain/hand-down/office-line.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { StepName } from '../../../../domain/steps/table.ts';
import { turnClock } from '../../../store/clock-running.ts';
import { officesInLine } from '../../../store/hand-down/offices-in-line.ts';
import {
  endStanding,
  type Transfer,
  transferParts,
  transfersOf,
} from '../../../store/hand-down/transfers.ts';
import { withMessage } from '../../../store/lock-message.ts';
import type { Tx } from '../../../store/tx.ts';
import { checkReturn, type ReturnReason } from '../orders/return-order.ts';
import { staffIdOf } from '../orders/own-order.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';

/** The addressed office says before accepting: not ours. Back to the sender; the second time a common superior rules. */
export async function returnTransfer(
  code: string,
  given: ReturnReason,
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const reason = checkReturn(given);
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    refuseStranger(matter, 'return-transfer', actor);
    const until = await turnClock(tx, matter.id, 'accept');
    if (until && now > until) throw new Refusal('return-too-late');
    const standing = await transfersOf(tx, matter.id);
    const { step, holderId } = await whereTo(tx, matter, standing);
    return takeLocked(tx, locked, {
      step,
      actor,
      now,
      holderId,
      effects: () => ({
        // Who holds it answers for it: the sender until it is sent on, the superior until the ruling.
        answerableId: holderId,
        rows: [
          endStanding(matter.id, { state: 'returned', code: reason.code, now }),
          ...(step === 'refer-transfer' ? [recordReferral(matter, holderId, { actor, now })] : []),
        ],
        words: [{ what: 'reason', content: { words: reason.words } }],
        jobs: [tellOffice(locked, holderId, step === 'refer-transfer' ? 'to-rule' : 'returned', now)],
        facts: { from: matter.answerableId, to: holderId, code: reason.code },
      }),
    });
  });
}

async function whereTo(
  tx: Tx,
  matter: Matter,
  transfers: readonly Transfer[],
): Promise<{ step: StepName; holderId: number }> {
  const sender = transfers.findLast((t) => t.state === 'standing')?.fromId ?? matter.deskId;
  const earlier = transfers.filter((t) => t.state === 'returned').map((t) => t.toId);
  if (earlier.length === 0) return { step: 'return-transfer', holderId: sender };
  const ids = [...new Set([...earlier, matter.answerableId])];
  const offices = await officesInLine(tx, ids);
  const returners = ids.flatMap((id) => offices.get(id) ?? []);
  const barred = (id: number) => matter.conflicts.officeIds.includes(id) || id === matter.deskId;
  const superior = nearestCommonSuperior(returners, barred);
  return { step: 'refer-transfer', holderId: superior ?? matter.aboveIds.at(-1) ?? sender };
}

// The superior stands in until it has ruled, so that the way of the message has no gap.
function recordReferral(matter: Matter, superiorId: number, by: { actor: Actor; now: Date }) {
  const [, insert] = transferParts({
    ...{ messageId: matter.id, fromId: matter.answerableId, toId: superiorId },
    ...{ staffId: staffIdOf(by.actor), way: 'sent', now: by.now },
  });
  if (!insert) throw new Error('A transfer is one row.');
  return insert;
}
