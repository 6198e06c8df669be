import type { Actor } from '../../../domain/actor.ts';
import { isDutyQueue } from '../../../domain/duty-queues.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { longestShiftHours, overlap, queuesOf, type Shift } from '../../../domain/roster.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import type { Db } from '../../store/db.ts';
import { insertShifts, membersOf, type RosterOffice, shiftsOf } from '../../store/shifts.ts';
import { keepRoster } from './keep-roster.ts';

/** A watch as the head of an office gives it. */
export interface GivenShift {
  staffId: number;
  queue: string;
  from: Date;
  to: Date;
}

/** Puts somebody of the office on duty for one of its queues, from when to when. */
export async function makeShift(
  officeId: number,
  given: GivenShift,
  actor: Actor,
  now: Date,
): Promise<{ shiftId: number }> {
  return keepRoster(officeId, actor, async (tx, office, keeper) => {
    const shift = await checkShift(tx, office, given, now);
    const [shiftId] = await insertShifts(tx, [shift], { officeId, staffId: keeper.staffId }, now);
    if (shiftId === undefined) throw new Error('A shift that was made has an id.');
    const what = { act: 'make-shift', officeId, shiftId, staffId: shift.staffId, queue: shift.queue };
    await recordChange(tx, { at: now, by: `staff:${keeper.staffId}`, what });
    return { shiftId };
  });
}

async function checkShift(
  tx: Db,
  office: RosterOffice,
  { staffId, queue, from, to }: GivenShift,
  now: Date,
): Promise<Omit<Shift, 'id'>> {
  const faults: FieldFault[] = [];
  if (!isDutyQueue(queue) || !queuesOf(office).includes(queue))
    faults.push({ field: 'queue', code: 'wrong-choice' });
  const members = await membersOf(tx, office, now);
  if (!members.some((each) => each.id === staffId)) faults.push({ field: 'staff', code: 'wrong-choice' });
  const hours = (to.getTime() - from.getTime()) / 3_600_000;
  if (!(hours > 0 && hours <= longestShiftHours))
    faults.push({ field: 'to', code: 'wrong-span', with: { most: longestShiftHours } });
  else if (to <= now) faults.push({ field: 'to', code: 'span-is-past' });
  if (faults.length > 0 || !isDutyQueue(queue)) throw new Refusal('invalid', { faults });
  const shift = { staffId, queue, from, to };
  const standing = await shiftsOf(tx, office.id, shift);
  if (standing.some((each) => each.staffId === staffId && each.queue === queue && overlap(each, shift)))
    throw new Refusal('invalid', { faults: [{ field: 'staff', code: 'on-duty-already' }] });
  return shift;
}
