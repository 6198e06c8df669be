import type { Actor, Duty, StaffRole } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import type { Db } from '../../store/db.ts';
import { addDuties, holdsDuty, inForce, lockStaff } from '../../store/staff.ts';
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

/** A duty as it can stand: with an office in force where the role belongs to one, a leader's with a post in force, others with neither. */
export async function checkDuty(tx: Db, { role, officeId, postId }: Duty): Promise<Duty> {
  if (needsOffice(role)) return { role, officeId: await standing(tx, 'offices', officeId), postId: null };
  if (role === 'leader') return { role, officeId: null, postId: await standing(tx, 'posts', postId) };
  return { role, officeId: null, postId: null };
}

async function standing(tx: Db, table: 'offices' | 'posts', id: number | null): Promise<number> {
  const wrong = (code: 'required' | 'wrong-choice') =>
    new Refusal('invalid', { faults: [{ field: 'office', code }] });
  if (id === null) throw wrong('required');
  if (!(await inForce(tx, table, id))) throw wrong('wrong-choice');
  return id;
}
