import type { Actor, Duty } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { insertStaff } from '../../store/staff.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';
import { checkDuty } from './give-duty.ts';

/** Adds a member of staff with the duties they begin with; they sign in by a one-time link. */
export async function addStaff(
  given: { name: string; duties: readonly Duty[] },
  actor: Actor,
  now: Date,
): Promise<{ staffId: number }> {
  const by = keeper(actor);
  const name = tidy(given.name);
  const fault = faultOf('name', name, 30, { required: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return changeDirectory(async (tx) => {
    const duties: Duty[] = [];
    for (const duty of given.duties) duties.push(await checkDuty(tx, duty));
    const staffId = await insertStaff(tx, { name, duties, at: now });
    await recordChange(tx, { at: now, by, what: { act: 'add-staff', staffId, duties } });
    return { staffId };
  });
}
