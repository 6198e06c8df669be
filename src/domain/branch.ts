import type { Actor } from './actor.ts';
import type { Standing } from './relations.ts';

/** An office and those above it, nearest first. */
export interface OfficeLine {
  id: number;
  aboveIds: readonly number[];
}

/** Are two offices of one branch: the same, or one above the other? Offices side by side are not. */
export function isOneBranch(a: OfficeLine, b: OfficeLine): boolean {
  return a.id === b.id || a.aboveIds.includes(b.id) || b.aboveIds.includes(a.id);
}

/** The offices with which a message is tied to people who have no office of their own. */
export interface Seats {
  /** Of the addressed post: where its leader is at home. */
  postOfficeId: number;
  deskId: number;
}

/** Every office for which this actor looks at a message. */
export function seatsOf(actor: Actor, standing: Pick<Standing, 'postId'>, seats: Seats): number[] {
  if (actor.kind !== 'staff') return [];
  const at = actor.duties.flatMap(({ role, officeId, postId }) => {
    if (role === 'reviewer') return [seats.deskId];
    if (role === 'leader') return postId === standing.postId ? [seats.postOfficeId] : [];
    return officeId === null ? [] : [officeId];
  });
  return [...new Set(at)];
}

/** The office for which this actor acts on a message: the holder, the answerable one, one above, else their own. */
export function actingOffice(
  actor: Actor,
  standing: Pick<Standing, 'postId' | 'holderId' | 'answerableId' | 'aboveIds'>,
  seats: Seats,
): number | undefined {
  const mine = seatsOf(actor, standing, seats);
  const first = [standing.holderId, standing.answerableId, ...standing.aboveIds];
  return first.find((id) => id !== null && mine.includes(id)) ?? mine[0];
}
