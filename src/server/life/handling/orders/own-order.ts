import { type Actor, holds } from '../../../../domain/actor.ts';
import { type Order, seatOf } from '../../../../domain/hand-down/order.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { relationsToOrder } from '../../../../domain/relations.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../../domain/text.ts';

/** From where somebody orders: their office, and the order by which it has the work (null: it answers itself). */
export interface Seat {
  officeId: number;
  parent: Order | null;
}

/** The seat from which this person orders on; the holder's comes first for whoever sits in two. Undefined: they are not in the chain. */
export function seatOfActor(matter: Matter, actor: Actor): Seat | undefined {
  const offices = officesWorkedAt(actor).sort(
    (a, b) => Number(b === matter.holderId) - Number(a === matter.holderId),
  );
  for (const officeId of offices) {
    const parent = seatOf(matter.orders, officeId, matter.answerableId);
    if (parent !== undefined) return { officeId, parent };
  }
  return undefined;
}

/** An order of this message by its number; whoever asks for another learns nothing. */
export function orderOf({ orders }: Pick<Matter, 'orders'>, id: number): Order {
  const order = orders.find((o) => o.id === id);
  if (!order) throw new Refusal('not-found');
  return order;
}

/** Does this person work at the unit that the order is to, and may hear what became of it? */
export function isToUnitOf(actor: Actor, matter: Matter, order: Order): boolean {
  const relations = relationsToOrder(actor, matter, order);
  return (['addressed', 'holder', 'joint', 'receiver'] as const).some((each) => relations.has(each));
}

/** Words that go with a step of the chain, tidied and judged. */
export function checkWords(words: string, most = 500, field = 'words'): string {
  const tidied = tidy(words);
  const fault = faultOf(field, tidied, most, { required: true, lines: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return tidied;
}

/** Who acts, where it is a member of staff. */
export function staffIdOf(actor: Actor): number | null {
  return actor.kind === 'staff' ? actor.staffId : null;
}

function officesWorkedAt(actor: Actor): number[] {
  if (actor.kind !== 'staff') return [];
  const offices = actor.duties.flatMap((d) => (d.officeId === null ? [] : [d.officeId]));
  return [...new Set(offices)].filter((id) =>
    (['officer', 'approver', 'head'] as const).some((role) => holds(actor, role, id)),
  );
}
