import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { endDuty, lockStaff } from '../../store/staff.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';

/** Ends a duty this minute. Nobody takes the operator's duty from themselves: a house without one could not be kept. */
export async function endStaffDuty(
  of: { staffId: number; dutyId: number },
  actor: Actor,
  now: Date,
): Promise<void> {
  const by = keeper(actor);
  await changeDirectory(async (tx) => {
    if (!(await lockStaff(tx, of.staffId))) throw new Refusal('not-found');
    const ended = await endDuty(tx, of, now);
    if (!ended) throw new Refusal('wrong-state', { detail: 'no such duty is held' });
    const own = actor.kind === 'staff' && actor.staffId === of.staffId;
    if (own && ended.role === 'operator') throw new Refusal('not-allowed');
    await recordChange(tx, { at: now, by, what: { act: 'end-duty', ...of, ...ended } });
  });
}
