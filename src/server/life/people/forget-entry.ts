import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { forgetEntryOf } from '../../store/entry/forget.ts';
import { lockStaff } from '../../store/staff.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';

/** Clears how a member of staff enters, when phone and password are lost: all sessions end, and the next link begins anew. Nobody does it to themselves, who could not come back. */
export async function forgetEntry(staffId: number, actor: Actor, now: Date): Promise<void> {
  const by = keeper(actor);
  if (actor.kind === 'staff' && actor.staffId === staffId) throw new Refusal('not-allowed');
  await changeDirectory(async (tx) => {
    if (!(await lockStaff(tx, staffId))) throw new Refusal('not-found');
    await forgetEntryOf(tx, staffId, now);
    await recordChange(tx, { at: now, by, what: { act: 'forget-entry', staffId } });
  });
}
