import { addDays, type CalendarDays, dayOf, endOf, isWorkingDay, startOf } from '../../../domain/calendar.ts';
import type { BulletinScope } from '../../../domain/bulletins.ts';
import type { Period } from '../../../domain/circular/draft-circular.ts';
import { dueAfter } from '../../../domain/clocks.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import type { DrawnFigures } from '../../store/bulletins.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { unitFigures } from '../../store/unit-figures.ts';

/** What came on a day is to be accepted within two working days. */
const acceptance = { workingDays: 2 } as const;
/** The dossier on the next working day, and five more: then it is named. */
const namedAfterDays = 6;
const longestDays = 366;

/** Draws the numbers of the units below an office for a period that is over or running. */
export async function drawFigures(
  db: Db,
  of: { officeId: number; scopes: readonly BulletinScope[]; period: Period },
  now: Date,
): Promise<DrawnFigures> {
  const { from, to } = checkPeriod(of.period, now);
  const calendar = await knownCalendar(now);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const units = await unitFigures(db, {
    officeId: of.officeId,
    scopes: of.scopes,
    from: startOf(from),
    to: endOf(to),
    acceptBy: days.map((day) => ({ day, due: dueAfter(startOf(day), acceptance, calendar).at })),
    namedBefore: namedBefore(now, calendar),
    now,
  });
  if (units.length === 0)
    throw new Refusal('invalid', { faults: [{ field: 'scopes', code: 'no-units-below' }] });
  return { units, at: now, period: { from, to } };
}

function checkPeriod({ from, to }: Period, now: Date): Period {
  const isDay = (day: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  const fits = isDay(from) && isDay(to) && from <= to && to <= dayOf(now) && to < addDays(from, longestDays);
  if (!fits) throw new Refusal('invalid', { faults: [{ field: 'to', code: 'wrong-period' }] });
  return { from, to };
}

// Day clocks end at 24:00: what was due by the end of the sixth working day back, or earlier, is named by now.
function namedBefore(now: Date, calendar: CalendarDays): Date {
  let day = dayOf(now);
  for (let left = namedAfterDays; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return startOf(day);
}
