import type { Matter } from '../matter.ts';
import { isOpen, type Order } from './order.ts';

/** Who keeps a clock, a dossier or a request from now on, from who kept it: the heir, or whoever answers where that one is complained of. */
export function keepersAfter(
  heirs: ReadonlyMap<number, number>,
  barred: ReadonlySet<number>,
  answerableId: number,
): Map<number, number> {
  const kept = [...heirs].map(([id, heir]) => [id, barred.has(heir) ? answerableId : heir] as const);
  return new Map([...kept, ...[...barred].map((id) => [id, answerableId] as const)]);
}

/** What becomes of a message whose offices ended and were succeeded. */
export interface Succession {
  answerableId: number;
  holderId: number | null;
  /** Orders whose ends are other offices now. */
  moved: readonly Pick<Order, 'id' | 'fromId' | 'toId'>[];
  /** What was handed down cannot go on among the offices as they are now: it ends, and whoever answers begins anew. */
  afresh: boolean;
}

/**
 * Who answers, holds and works after offices have ended; undefined where none of this message's has. `heirs` leads from
 * an ended office to the one that stands in its place today, `above` gives the offices above the heir of whoever answers.
 * Who came to be complained of by succeeding gives way as whoever is named does.
 */
export function succession(
  matter: Pick<Matter, 'answerableId' | 'holderId' | 'orders' | 'conflicts' | 'handling'>,
  heirs: ReadonlyMap<number, number>,
  above: readonly number[],
): Succession | undefined {
  const { orders, conflicts } = matter;
  const heir = (id: number) => heirs.get(id) ?? id;
  const barred = (id: number) => conflicts.officeIds.includes(id);
  const own = heir(matter.answerableId);
  // Who is complained of inherits nothing of it.
  const answerableId = barred(own) ? (above.find((id) => !barred(id)) ?? own) : own;
  const next = orders.filter((o) => isOpen(o) || o.state === 'returned').map((o) => succeeded(o, heir));
  const moved = next.filter((o) => orders.some((was) => was.id === o.id && differs(was, o)));
  const holderId = matter.holderId === null ? null : heir(matter.holderId);
  const open = next.filter(isOpen);
  const bars = [matter.holderId, ...open.flatMap((o) => [o.fromId, o.toId])].some(
    (id) => id !== null && barred(heir(id)),
  );
  if (answerableId === matter.answerableId && holderId === matter.holderId && moved.length === 0 && !bars)
    return undefined;
  const units = open.map((o) => o.toId);
  const clean =
    answerableId === own &&
    open.every((o) => o.fromId !== o.toId && o.toId !== answerableId && !barred(o.toId)) &&
    new Set(units).size === units.length;
  if (matter.handling === 'in-progress' && !clean && open.length > 0)
    return { answerableId, holderId: answerableId, moved: [], afresh: true };
  const holds = holderId === own || (holderId !== null && barred(holderId)) ? answerableId : holderId;
  return { answerableId, holderId: holds, moved, afresh: false };
}

// A unit that returned it keeps its name in the record; whoever ordered may have to rule on it still.
function succeeded(order: Order, heir: (id: number) => number): Order {
  const [fromId, toId] = [heir(order.fromId), isOpen(order) ? heir(order.toId) : order.toId];
  return !isOpen(order) && fromId === toId ? order : { ...order, fromId, toId };
}

function differs(a: Order, b: Order): boolean {
  return a.fromId !== b.fromId || a.toId !== b.toId;
}
