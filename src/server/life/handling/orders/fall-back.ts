import type { Actor } from '../../../../domain/actor.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { clockStillDue } from '../../../store/clock-running.ts';
import { officesInLine } from '../../../store/hand-down/offices-in-line.ts';
import { transferParts } from '../../../store/hand-down/transfers.ts';
import { type Locked, withMessage } from '../../../store/lock-message.ts';
import type { Tx } from '../../../store/tx.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { disputedOrder } from './rule.ts';

interface By {
  clockId: number;
  actor: Actor;
  now: Date;
}

/**
 * Nobody claimed it and nobody ruled in time: a transfer falls to the named fallback (of a county the city's office, of a
 * province the platform's desk), an order to its orderer. Once for each clock.
 */
export async function fallBack(code: string, clockId: number, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const due = await clockStillDue(tx, { clockId, messageId: matter.id }, ['fall-back', 'fall-back-order']);
    if (!due || matter.nextStep !== 'rule')
      throw new Refusal('wrong-state', { detail: `fall-back: clock ${clockId} was stopped or has done it` });
    const by = { clockId, actor, now };
    return matter.handling === 'waiting' ? fallToOffice(tx, locked, by) : fallToOrderer(tx, locked, by);
  });
}

async function fallToOffice(tx: Tx, locked: Locked, { clockId, actor, now }: By): Promise<Taken> {
  const { matter, row } = locked;
  const own = (await officesInLine(tx, [row.office_id])).get(row.office_id);
  const fallback =
    own?.aboveIds.find((id) => !matter.conflicts.officeIds.includes(id)) ?? matter.answerableId;
  return takeLocked(tx, locked, {
    step: 'fall-back',
    actor,
    now,
    holderId: fallback,
    effects: () => ({
      answerableId: fallback,
      set: { accepted_at: now },
      rows: transferParts({
        ...{ messageId: matter.id, fromId: matter.answerableId, toId: fallback },
        ...{ staffId: null, way: 'fallen', now },
      }),
      jobs: [tellOffice(locked, fallback, 'new-transfer', now)],
      facts: { clock: clockId, from: matter.answerableId, to: fallback },
    }),
  });
}

function fallToOrderer(tx: Tx, locked: Locked, { clockId, actor, now }: By): Promise<Taken> {
  const order = disputedOrder(locked.matter);
  return takeLocked(tx, locked, {
    step: 'fall-back-order',
    actor,
    now,
    nextFor: order,
    holderId: order.fromId,
    effects: () => ({
      jobs: [tellOffice(locked, order.fromId, 'returned', now)],
      facts: { clock: clockId, order: order.id, to: order.fromId },
    }),
  });
}
