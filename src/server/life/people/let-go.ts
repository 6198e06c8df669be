import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { forgetEntryOf } from '../../store/entry/forget.ts';
import { endAllDuties, lockStaff, markLeft } from '../../store/staff.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';

/** Somebody leaves the house: every duty, session, token and way in ends this minute; what they did keeps their name. Nobody lets themselves go, so that an operator stays. */
export async function letGo(staffId: number, actor: Actor, now: Date): Promise<void> {
  const by = keeper(actor);
  if (actor.kind === 'staff' && actor.staffId === staffId) throw new Refusal('not-allowed');
  await changeDirectory(async (tx) => {
    if (!(await lockStaff(tx, staffId))) throw new Refusal('not-found');
    const duties = await endAllDuties(tx, staffId, now);
    await forgetEntryOf(tx, staffId, now);
    await markLeft(tx, staffId, now);
    await recordChange(tx, { at: now, by, what: { act: 'let-go', staffId, duties } });
  });
}
