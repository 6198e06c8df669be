import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { seatsOf } from '../../../domain/supervising.ts';
import { chargeOf, chargeRows, worksAt } from '../../store/charges.ts';
import { withMessage } from '../../store/lock-message.ts';
import { atOnce, type OneOfMany } from '../at-once.ts';
import { type Taken, takeLocked } from '../take.ts';

/** One of the office is in charge of a message (承办人), or nobody any more; says who was before, so that it can be undone. */
export async function putInCharge(
  code: string,
  staffId: number | null,
  actor: Actor,
  now: Date,
): Promise<Taken & { before: number | null }> {
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'put-in-charge', actor);
    const { holderId, answerableId, orders, id } = locked.matter;
    const seats = seatsOf(actor);
    const joint = orders.filter((order) => order.role === 'joint').map(({ toId }) => toId);
    const officeId = [holderId, answerableId, ...joint].find((each) => each !== null && seats.includes(each));
    if (!officeId || actor.kind !== 'staff') throw new Refusal('not-allowed');
    if (staffId !== null && !(await worksAt(tx, staffId, officeId, now)))
      throw new Refusal('invalid', { faults: [{ field: 'staff', code: 'wrong-choice' }] });
    const before = await chargeOf(tx, id, officeId);
    const charge = { messageId: id, officeId, staffId, putBy: actor.staffId, at: now };
    const taken = await takeLocked(tx, locked, {
      step: 'put-in-charge',
      actor,
      now,
      effects: () => ({ rows: chargeRows(charge), facts: { charge: staffId, before } }),
    });
    return { ...taken, before };
  });
}

/** The same for several messages, each for itself; with who was in charge of each before. */
export async function putManyInCharge(
  given: { codes: readonly string[]; staffId: number | null },
  actor: Actor,
  now: Date,
): Promise<{ results: OneOfMany[]; before: ReadonlyMap<string, number | null> }> {
  const before = new Map<string, number | null>();
  const results = await atOnce(given.codes, async (code) => {
    before.set(code, (await putInCharge(code, given.staffId, actor, now)).before);
  });
  return { results, before };
}

/** Gives several messages back to who was in charge of them before. */
export async function giveBack(
  before: ReadonlyMap<string, number | null>,
  actor: Actor,
  now: Date,
): Promise<OneOfMany[]> {
  return atOnce([...before.keys()], (code) => putInCharge(code, before.get(code) ?? null, actor, now));
}
