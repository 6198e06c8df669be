import type { Actor } from '../../../domain/actor.ts';
import { readPhone } from '../../../domain/phone.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { lockStaff } from '../../store/staff.ts';
import { keepStaffPhone } from '../../store/staff-phones.ts';
import { changeDirectory } from '../directory/change-directory.ts';

/** Keeps the phone by which a member of staff is reached on duty, entered by themselves or an operator; empty: forgets it. */
export async function keepPhone(
  of: { staffId: number; phone: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const own = actor.staffId === of.staffId;
  if (!own && !allows('keep the directory and people', relationsAtLarge(actor)))
    throw new Refusal('not-allowed');
  const typed = of.phone.trim();
  const phone = typed === '' ? null : readPhone(typed);
  if (phone === undefined)
    throw new Refusal('invalid', { faults: [{ field: 'phone', code: 'wrong-phone' }] });
  await changeDirectory(async (tx) => {
    if (!(await lockStaff(tx, of.staffId))) throw new Refusal('not-found');
    await keepStaffPhone(tx, { staffId: of.staffId, phone }, now);
    const act = phone === null ? 'forget-phone' : 'keep-phone';
    // Who and when, never the number.
    await recordChange(tx, { at: now, by: `staff:${actor.staffId}`, what: { act, staffId: of.staffId } });
  });
}
