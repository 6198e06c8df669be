import type { Order } from './order.ts';

/** An office with the offices above it, nearest first, as orders and returns look at it. */
export interface OfficeInLine {
  id: number;
  kind: string;
  /** 1 province … 5 community; null for the platform's desks and ministries. */
  level: number | null;
  aboveIds: readonly number[];
}

/**
 * May `orderer` hand work down to `target`? To everything in its own line; a department has none of its own, so it
 * reaches the towns and communities of its place and its own trade further down (市住建局 → 县住建局). A body for a time
 * (疫情防控领导小组办公室) is made to lead others: it reaches whatever stands under the same seat.
 */
export function isBelow(target: OfficeInLine, orderer: OfficeInLine): boolean {
  if (target.id === orderer.id) return false;
  if (target.aboveIds.includes(orderer.id)) return true;
  const seat = orderer.aboveIds[0];
  if (seat === undefined || !target.aboveIds.includes(seat)) return false;
  if (orderer.kind === 'temporary') return true;
  if (orderer.kind !== 'department') return false;
  if (target.kind === 'town' || target.kind === 'community') return true;
  return target.kind === 'department' && (target.level ?? 0) > (orderer.level ?? 0);
}

/** The nearest office that stands over all of these (or is one of them and over the others); undefined where they share none. */
export function nearestCommonSuperior(
  offices: readonly OfficeInLine[],
  isBarred: (officeId: number) => boolean = () => false,
): number | undefined {
  const [first, ...others] = offices;
  if (!first) return undefined;
  // Whoever returned it does not rule on it, so that only offices above the first come into question.
  return first.aboveIds.find(
    (id) =>
      !isBarred(id) && others.every((o) => o.aboveIds.includes(id) || (o.id === id && o.id !== first.id)),
  );
}

/** Why an office cannot be given this message now; undefined when it can. No office twice in one line, and none that has returned it, unless ruled. */
export function whyNotGiven(
  target: OfficeInLine,
  given: { orders: readonly Order[]; answerableId: number; orderer: OfficeInLine; ruled: boolean },
): 'not-below' | 'in-circle' | 'returned-before' | undefined {
  const { orders, answerableId, orderer, ruled } = given;
  if (!isBelow(target, orderer)) return 'not-below';
  const busy = orders.some(
    (o) => o.toId === target.id && ['offered', 'accepted', 'reported'].includes(o.state),
  );
  if (target.id === answerableId || busy) return 'in-circle';
  if (!ruled && orders.some((o) => o.toId === target.id && o.state === 'returned')) return 'returned-before';
  return undefined;
}
