import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { markStaffNoticesRead } from '../../store/staff-notices.ts';
import { alone } from '../../store/tx.ts';

/** A member of staff has read one notice, or everything that they were told until now. Returns how many were unread. */
export async function readStaffNotices(
  of: { id: number | null },
  actor: Actor,
  now: Date,
): Promise<{ read: number }> {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  return { read: await markStaffNoticesRead(alone, { staffId: actor.staffId, id: of.id }, now) };
}
