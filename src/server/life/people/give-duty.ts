import type { Actor, Duty, StaffRole } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import type { Db } from '../../store/db.ts';
import { addDuties, holdsDuty, lockStaff, officeInForce } from '../../store/staff.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';

/** The roles that belong to one office. */
const atOffice: readonly StaffRole[] = ['officer', 'approver', 'head', 'supervisor'];

/** Does this role need an office? */
export function needsOffice(role: StaffRole): boolean {
  return atOffice.includes(role);
}

/** Gives a member of staff a further duty. */
export async function giveDuty(staffId: number, duty: Duty, actor: Actor, now: Date): Promise<void> {
  const by = keeper(actor);
  await changeDirectory(async (tx) => {
    if (!(await lockStaff(tx, staffId))) throw new Refusal('not-found');
    const checked = await checkDuty(tx, duty);
    if (await holdsDuty(tx, staffId, checked)) throw new Refusal('wrong-state', { detail: 'held already' });
    await addDuties(tx, staffId, [checked], now);
    await recordChange(tx, { at: now, by, what: { act: 'give-duty', staffId, ...checked } });
  });
}

/** A duty as it can stand: with an office in force where the role belongs to one, and with none where it does not. */
export async function checkDuty(tx: Db, duty: Duty): Promise<Duty> {
  if (!needsOffice(duty.role)) return { ...duty, officeId: null };
  if (duty.officeId === null)
    throw new Refusal('invalid', { faults: [{ field: 'office', code: 'required' }] });
  if (!(await officeInForce(tx, duty.officeId)))
    throw new Refusal('invalid', { faults: [{ field: 'office', code: 'wrong-choice' }] });
  return duty;
}
