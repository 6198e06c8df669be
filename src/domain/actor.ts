/** What a member of staff can be. */
export const staffRoles = [
  'reviewer',
  'officer',
  'approver',
  'head',
  'leader',
  'supervisor',
  'operator',
  'editor',
  'auditor',
  'examiner',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** A role that a member of staff holds now, at one office or for one post where the role is bound to it. */
export interface Duty {
  role: StaffRole;
  officeId: number | null;
  postId: number | null;
  /** Whom they stand in for with it; left out: it is their own. */
  forStaffId?: number;
}

/** Who is knocking: the only shape in which a person or the machine enters a step or a view. */
export type Actor =
  | { kind: 'visitor' }
  // phoneLost: nobody confirmed the phone for so long that it may be somebody else's; with it nobody writes.
  | { kind: 'citizen'; citizenId: number; phoneLost?: true }
  | { kind: 'staff'; staffId: number; name: string; duties: readonly Duty[] }
  | { kind: 'machine'; name: string };

/** Somebody who has not said who they are. */
export const visitor: Actor = { kind: 'visitor' };

/** Does this member of staff hold the role, at this office where one is given? */
export function holds(actor: Actor, role: StaffRole, officeId?: number | null): boolean {
  if (actor.kind !== 'staff') return false;
  return actor.duties.some((d) => d.role === role && (officeId === undefined || d.officeId === officeId));
}
