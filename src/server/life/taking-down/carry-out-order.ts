import type { Actor } from '../../../domain/actor.ts';
import { dayOf } from '../../../domain/calendar.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import type { FieldFault } from '../../../domain/refusal.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type OrderDocument, orderParts } from '../../store/take-downs.ts';
import { staffIdOf } from '../handling/orders/own-order.ts';
import { type Taken, takeLocked } from '../take.ts';
import { reasonOf } from './propose-take-down.ts';
import { shownOrNot } from './shown.ts';

/** A legal order: out of view, or back, with the code that everybody reads and the document that orders it. */
export interface LegalOrder {
  show: boolean;
  code: string;
  document: OrderDocument;
}

/** Carries a legal order out at once; its document stays on record. */
export async function carryOutOrder(
  code: string,
  order: LegalOrder,
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const document = checkDocument(order.document, now);
  const why = reasonOf(order.code);
  const what = order.show ? 'restore' : 'take-down';
  const step = order.show ? 'lift-order' : 'order-down';
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, step, actor);
    // Looked at before anything of the message is read.
    if (locked.matter.publication !== (order.show ? 'taken-down' : 'public'))
      return takeLocked(tx, locked, { step, actor, now });
    const of = { messageId: locked.matter.id, what, code: why, staffId: staffIdOf(actor), now } as const;
    const rows = orderParts(of, document);
    const effects = await shownOrNot(tx, locked, { what, code: why, rows, actor, now });
    return takeLocked(tx, locked, { step, actor, now, effects: () => effects });
  });
}

/** The document of an order, tidied and checked. */
export function checkDocument(given: OrderDocument, now: Date): OrderDocument {
  const document = { number: tidy(given.number), on: given.on.trim(), issuer: tidy(given.issuer) };
  const faults: FieldFault[] = [
    faultOf('number', document.number, 60, { required: true }),
    faultOf('issuer', document.issuer, 60, { required: true }),
  ].filter((fault) => fault !== undefined);
  const day = new Date(`${document.on}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(document.on) && !Number.isNaN(day.getTime());
  if (!isDay || day.toISOString().slice(0, 10) !== document.on || document.on > dayOf(now))
    faults.push({ field: 'on', code: document.on === '' ? 'required' : 'wrong-choice' });
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return document;
}
