import type { Duty, StaffRole } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { textOf } from '../text-of.ts';
import type { Refused } from '../refused.ts';

/** The duties that lead into a room of the desk today. */
export const rolesToGive = [
  'reviewer',
  'officer',
  'approver',
  'head',
  'supervisor',
  'leader',
  'operator',
  'examiner',
  'auditor',
] as const satisfies readonly StaffRole[];

/** What a form of the people room answers with when its page is shown again. */
export interface PeopleAnswer extends Partial<Refused> {
  act: string;
  values: Record<string, string>;
  /** Offices whose name holds the words typed. */
  offices?: { id: number; name: string }[];
  /** Posts whose name holds them, for a leader. */
  posts?: { id: number; name: string }[];
  /** A secret that is shown this once. */
  once?: { purpose: 'sign-in-link' | 'bearer'; text: string; until: Date; who: string };
}

/** The duty that a form names: a leader's by its post, others by their office. */
export function dutyOf(form: FormData): Duty {
  const role = rolesToGive.find((each) => each === textOf(form, 'role'));
  if (!role) throw new Refusal('invalid', { faults: [{ field: 'role', code: 'wrong-choice' }] });
  return role === 'leader'
    ? { role, officeId: null, postId: idIn(form, 'post') }
    : { role, officeId: idIn(form, 'office'), postId: null };
}

function idIn(form: FormData, field: string): number | null {
  const id = Number(textOf(form, field));
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** What was typed, to be shown again. */
export function valuesOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
}
