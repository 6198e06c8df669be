import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { lockShift, takeBack } from '../../store/shifts.ts';
import { keepRoster } from './keep-roster.ts';

/** Takes a watch back before it is over; one that is over stays as it was. */
export async function takeBackShift(
  of: { officeId: number; shiftId: number },
  actor: Actor,
  now: Date,
): Promise<void> {
  await keepRoster(of.officeId, actor, async (tx, office, keeper) => {
    const shift = await lockShift(tx, of.shiftId);
    if (!shift || shift.officeId !== office.id) throw new Refusal('not-found');
    if (shift.to <= now) throw new Refusal('too-late');
    await takeBack(tx, shift.id, keeper.staffId, now);
    await recordChange(tx, {
      at: now,
      by: `staff:${keeper.staffId}`,
      what: { act: 'take-back-shift', ...of },
    });
  });
}
