import type { Actor } from '../../../../domain/actor.ts';
import type { CalendarDays } from '../../../../domain/calendar.ts';
import { dueAfter } from '../../../../domain/clocks.ts';
import { refuseStranger, stands } from '../../../../domain/decide.ts';
import { whyNotGiven } from '../../../../domain/hand-down/office-line.ts';
import { leadLine, type OrderRole, orderRoles } from '../../../../domain/hand-down/order.ts';
import { chosenDue, orderDue } from '../../../../domain/hand-down/order-due.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { steps } from '../../../../domain/steps/table.ts';
import { officesInLine, standingOffice } from '../../../store/hand-down/offices-in-line.ts';
import { giveParts } from '../../../store/hand-down/order-parts.ts';
import { type Locked, withMessage } from '../../../store/lock-message.ts';
import type { Tx } from '../../../store/tx.ts';
import { rulesFor } from '../../clocks/ruled.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { checkWords, type Seat, seatOfActor, staffIdOf } from './own-order.ts';

/** An order (交办): to whom, as lead or joint unit, what is to be done, and by the end of which day. */
export interface OrderGiven {
  office: number;
  role: OrderRole;
  words: string;
  /** YYYY-MM-DD; left out: a working day before the promise ends. */
  dueOn?: string | undefined;
}

/** Hands the work down to a unit below, or calls a joint unit in; the answerable office stays answerable. */
export async function giveOrder(
  code: string,
  given: OrderGiven,
  actor: Actor,
  now: Date,
): Promise<Taken & { orderId: number }> {
  const words = checkWords(given.words, 1000);
  if (!orderRoles.includes(given.role))
    throw new Refusal('invalid', { faults: [{ field: 'role', code: 'wrong-choice' }] });
  return withMessage(code, async (tx, locked) => {
    const { matter, spareId: id } = locked;
    const step = given.role === 'lead' ? 'assign' : 'call-in';
    refuseStranger(matter, step, actor);
    const seat = seatOfActor(matter, actor);
    // The office above that reviews for the third time holds the message and hands nothing down.
    if (!seat) throw new Refusal(stands(matter, steps[step]) ? 'not-allowed' : 'wrong-state');
    await refuseUnfit(tx, locked, { ...given, seat });
    const { calendar, length } = await rulesFor(locked, now);
    const dueAt = dueOf(matter, { given, seat, now }, calendar);
    const returnUntilAt = dueAfter(now, length('accept-order'), calendar).at;
    const taken = await takeLocked(tx, locked, {
      step,
      actor,
      now,
      holderId: given.office,
      effects: () => ({
        rows: giveParts({
          ...{ id, messageId: matter.id, parentId: seat.parent?.id ?? null, role: given.role },
          ...{ fromId: seat.officeId, toId: given.office, binding: false, by: staffIdOf(actor) },
          ...{ now, returnUntilAt, dueAt },
        }),
        words: [{ what: 'order', ref: id, content: { text: words } }],
        jobs: [tellOffice(locked, given.office, 'new-order', now)],
        facts: { order: id, from: seat.officeId, to: given.office },
      }),
    });
    return { ...taken, orderId: id };
  });
}

async function refuseUnfit(
  tx: Tx,
  { matter }: Locked,
  of: { office: number; role: OrderRole; seat: Seat },
): Promise<void> {
  const { orders, answerableId, conflicts } = matter;
  const line = leadLine(orders);
  // One lead under each orderer: whoever wants another cancels the first.
  if (of.role === 'lead' && line.some((o) => o.parentId === (of.seat.parent?.id ?? null)))
    throw new Refusal('order-open');
  const offices = await officesInLine(tx, [of.office, of.seat.officeId]);
  const target = standingOffice(offices, of.office);
  const orderer = standingOffice(offices, of.seat.officeId);
  const why = conflicts.officeIds.includes(target.id)
    ? 'complained-of'
    : whyNotGiven(target, { orders, answerableId, orderer, ruled: false });
  if (why)
    throw new Refusal('invalid', { faults: [{ field: 'office', code: why, with: { office: target.name } }] });
}

function dueOf(
  matter: Matter,
  by: { given: OrderGiven; seat: Seat; now: Date },
  calendar: CalendarDays,
): Date {
  const { given, seat, now } = by;
  // Nobody below has longer than whoever ordered them.
  const limit = seat.parent && seat.parent.dueAt > now ? seat.parent.dueAt : matter.dueAt;
  if (!given.dueOn) {
    const usual = orderDue({ now, promiseDueAt: matter.dueAt, urgency: matter.urgency }, calendar);
    return limit && limit > now && limit < usual ? limit : usual;
  }
  const chosen = chosenDue(given.dueOn, calendar);
  const fault =
    chosen <= now ? 'due-passed' : limit && limit > now && chosen > limit ? 'due-after-promise' : undefined;
  if (fault) throw new Refusal('invalid', { faults: [{ field: 'dueOn', code: fault }] });
  return chosen;
}
