import type { Actor } from '../../../../domain/actor.ts';
import { refuseStranger } from '../../../../domain/decide.ts';
import { whyNotGiven } from '../../../../domain/hand-down/office-line.ts';
import type { Order } from '../../../../domain/hand-down/order.ts';
import { orderDue } from '../../../../domain/hand-down/order-due.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { officesInLine, standingOffice } from '../../../store/hand-down/offices-in-line.ts';
import { giveParts } from '../../../store/hand-down/order-parts.ts';
import { transferParts } from '../../../store/hand-down/transfers.ts';
import { knownCalendar } from '../../../store/known-calendar.ts';
import { type Locked, withMessage } from '../../../store/lock-message.ts';
import type { Tx } from '../../../store/tx.ts';
import { type Taken, takeLocked } from '../../take.ts';
import { tellOffice } from '../../tell-office.ts';
import { checkWords, staffIdOf } from './own-order.ts';

/** A superior's ruling (裁定) on what was returned twice: who does it. It binds. */
export interface Ruling {
  office: number;
  words: string;
}

interface By {
  ruling: Ruling;
  actor: Actor;
  now: Date;
}

/** Rules on a message that two offices, or two units, returned. */
export async function rule(code: string, given: Ruling, actor: Actor, now: Date): Promise<Taken> {
  const ruling = { ...given, words: checkWords(given.words) };
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const waiting = matter.handling === 'waiting';
    refuseStranger(matter, waiting ? 'rule-transfer' : 'rule-order', actor);
    if (matter.nextStep !== 'rule') throw new Refusal('wrong-state', { detail: 'nothing is to be ruled' });
    const by = { ruling, actor, now };
    return waiting ? ruleTransfer(tx, locked, by) : ruleOrder(tx, locked, by);
  });
}

/** The lead order whose second return is to be ruled on: the last one returned. */
export function disputedOrder({ orders }: Pick<Matter, 'orders'>): Order {
  const returned = orders.filter((o) => o.role === 'lead' && o.state === 'returned');
  const last = returned.at(-1);
  if (!last) throw new Error('A ruling is due and no order was returned.');
  return last;
}

async function ruleTransfer(tx: Tx, locked: Locked, { ruling, actor, now }: By): Promise<Taken> {
  const { matter, row } = locked;
  const office = standingOffice(await officesInLine(tx, [ruling.office]), ruling.office);
  if (matter.conflicts.officeIds.includes(office.id) || office.id === matter.deskId)
    throw new Refusal('invalid', {
      faults: [{ field: 'office', code: 'complained-of', with: { office: office.name } }],
    });
  return takeLocked(tx, locked, {
    step: 'rule-transfer',
    actor,
    now,
    holderId: office.id,
    effects: () => ({
      answerableId: office.id,
      set: { accepted_at: now, contacted_at: row.contacted_at ?? now },
      rows: transferParts({
        ...{ messageId: matter.id, fromId: matter.answerableId, toId: office.id },
        ...{ staffId: staffIdOf(actor), way: 'ruled', now },
      }),
      words: [{ what: 'reason', content: { words: ruling.words } }],
      jobs: [tellOffice(locked, office.id, 'new-transfer', now)],
      facts: { from: matter.answerableId, to: office.id },
    }),
  });
}

async function ruleOrder(tx: Tx, locked: Locked, by: By): Promise<Taken> {
  const { matter, spareId: id } = locked;
  const { ruling, actor, now } = by;
  const disputed = disputedOrder(matter);
  if (ruling.office === disputed.fromId) return ruleBack(tx, locked, disputed, by);
  await refuseUnfit(tx, matter, { office: ruling.office, ordererId: disputed.fromId });
  const dueAt = orderDue(
    { now, promiseDueAt: matter.dueAt, urgency: matter.urgency },
    await knownCalendar(now),
  );
  return takeLocked(tx, locked, {
    step: 'rule-order',
    actor,
    now,
    holderId: ruling.office,
    effects: () => ({
      rows: giveParts({
        ...{ id, messageId: matter.id, parentId: disputed.parentId, role: 'lead', binding: true },
        ...{ fromId: disputed.fromId, toId: ruling.office, by: staffIdOf(actor), now },
        ...{ returnUntilAt: now, dueAt },
      }),
      words: [{ what: 'order', ref: id, content: { text: ruling.words } }],
      jobs: [tellOffice(locked, ruling.office, 'new-order', now)],
      facts: { order: id, from: disputed.fromId, to: ruling.office },
    }),
  });
}

function ruleBack(tx: Tx, locked: Locked, disputed: Order, { ruling, actor, now }: By): Promise<Taken> {
  return takeLocked(tx, locked, {
    step: 'rule-back',
    actor,
    now,
    nextFor: disputed,
    holderId: disputed.fromId,
    effects: () => ({
      words: [{ what: 'reason', ref: disputed.id, content: { words: ruling.words } }],
      jobs: [tellOffice(locked, disputed.fromId, 'returned', now)],
      facts: { order: disputed.id, to: disputed.fromId },
    }),
  });
}

async function refuseUnfit(
  tx: Tx,
  { orders, answerableId, conflicts }: Matter,
  of: { office: number; ordererId: number },
): Promise<void> {
  const offices = await officesInLine(tx, [of.office, of.ordererId]);
  const target = standingOffice(offices, of.office);
  const orderer = standingOffice(offices, of.ordererId);
  const why = conflicts.officeIds.includes(target.id)
    ? 'complained-of'
    : whyNotGiven(target, { orders, answerableId, orderer, ruled: true });
  if (why)
    throw new Refusal('invalid', { faults: [{ field: 'office', code: why, with: { office: target.name } }] });
}
