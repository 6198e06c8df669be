import type { Actor } from '../../../domain/actor.ts';
import { addDays, dayOf, startOf } from '../../../domain/calendar.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { mondayOf, nextWeek } from '../../../domain/roster.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { insertShifts, membersOf, shiftsOf } from '../../store/shifts.ts';
import { keepRoster } from './keep-roster.ts';

/** Lets the watches of one week stand a week later too: not for those who are on duty then already, nor who have left. */
export async function copyWeek(
  of: { officeId: number; week: string },
  actor: Actor,
  now: Date,
): Promise<{ made: number; left: number }> {
  const monday = mondayOf(of.week);
  if (addDays(monday, 14) <= dayOf(now)) throw new Refusal('too-late');
  return keepRoster(of.officeId, actor, async (tx, office, keeper) => {
    const [from, to] = [startOf(monday), startOf(addDays(monday, 7))];
    const week = (await shiftsOf(tx, office.id, { from, to })).filter((shift) => shift.from >= from);
    const later = { from: startOf(addDays(monday, 7)), to: startOf(addDays(monday, 16)) };
    const already = await shiftsOf(tx, office.id, later);
    const members = new Set((await membersOf(tx, office, now)).map((each) => each.id));
    const shifts = nextWeek(week, already).filter((s) => members.has(s.staffId) && s.to > now);
    await insertShifts(tx, shifts, { officeId: office.id, staffId: keeper.staffId }, now);
    const what = { act: 'copy-week', officeId: office.id, week: monday, made: shifts.length };
    await recordChange(tx, { at: now, by: `staff:${keeper.staffId}`, what });
    return { made: shifts.length, left: week.length - shifts.length };
  });
}
