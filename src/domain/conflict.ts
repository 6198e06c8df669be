import type { Actor } from './actor.ts';

/** Who is complained of in a message, or declared a conflict of interest (利害关系回避). */
export interface Conflicts {
  officeIds: readonly number[];
  postIds: readonly number[];
  staffIds: readonly number[];
}

/** Nobody is complained of. */
export const noConflicts: Conflicts = { officeIds: [], postIds: [], staffIds: [] };

/** Is this person complained of, does anybody of theirs sit in a place that is, or did they declare it? Then only the public text is theirs. */
export function isInConflict(actor: Actor, { officeIds, postIds, staffIds }: Conflicts): boolean {
  if (actor.kind !== 'staff') return false;
  if (staffIds.includes(actor.staffId)) return true;
  return actor.duties.some(
    (d) =>
      (d.officeId !== null && officeIds.includes(d.officeId)) ||
      (d.postId !== null && postIds.includes(d.postId)),
  );
}
