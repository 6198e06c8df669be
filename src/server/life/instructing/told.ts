import type { Actor } from '../../../domain/actor.ts';
import type { Matter } from '../../../domain/matter.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StaffHappening } from '../../../domain/telling-staff.ts';
import type { Job } from '../../store/jobs.ts';

/** The job that tells an office at its desk; at once and by text message on an emergency. */
export function tellOffice(
  matter: Pick<Matter, 'id' | 'urgency'>,
  of: { office: number; what: StaffHappening; cause: string },
  now: Date,
): Job {
  const payload = { ...of, message: matter.id, urgent: matter.urgency === 'emergency' };
  return { task: 'tell-office', payload, runAt: now };
}

/** The member of staff who acts; instructions are no business of anybody else. */
export function staffOf(actor: Actor): { id: number; name: string } {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  return { id: actor.staffId, name: actor.name };
}
