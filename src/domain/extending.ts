import { type CalendarDays, dayOf, endsWithDay } from './calendar.ts';
import { type Due, dueFollowing, endOfWorkingDay, type Length } from './clocks.ts';
import type { Kind, Urgency } from './message.ts';
import { momentOf, type Until } from './pausing.ts';
import { Refusal } from './refusal.ts';

/** The promise that is to be put off, and what limits that. */
export interface Extendable {
  kind: Kind;
  urgency: Urgency;
  dueAt: Date;
  byPetitionLaw: boolean;
}

const hour = 3_600_000;
const lawful: Length = { days: 30 };
const byKind: Record<Kind, Length> = {
  consultation: { workingDays: 5 },
  suggestion: { workingDays: 10 },
  help: { workingDays: 10 },
  complaint: { workingDays: 15 },
  thanks: { workingDays: 2 },
};

/** How often one promise may be extended. */
export function mostExtensions({ byPetitionLaw }: Pick<Extendable, 'byPetitionLaw'>): number {
  return byPetitionLaw ? 1 : 2;
}

/** The latest time to which one extension may put a promise off. */
export function latestExtension(of: Extendable, calendar: CalendarDays): Date {
  if (!endsWithDay(of.dueAt)) return new Date(of.dueAt.getTime() + 24 * hour);
  return dueFollowing(of.dueAt, of.byPetitionLaw ? lawful : byKind[of.kind], calendar).at;
}

/** The new due time that is asked for; refuses one that is not later, or too late. A rest day moves to the next working day. */
export function extendedDue(of: Extendable, until: Until, calendar: CalendarDays): Due {
  const byHour = !endsWithDay(of.dueAt);
  const field = byHour ? 'hours' : 'on';
  const at = momentOf(byHour ? { hours: until.hours } : { on: until.on }, of.dueAt);
  if (at === undefined) throw fault(field, 'wrong-choice');
  const due = byHour
    ? { at, provisional: false }
    : endOfWorkingDay(dayOf(new Date(at.getTime() - 1)), 0, calendar);
  if (due.at <= of.dueAt) throw fault(field, 'not-later');
  if (due.at > latestExtension(of, calendar)) throw fault(field, 'extension-too-long');
  return due;
}

function fault(field: string, code: 'wrong-choice' | 'not-later' | 'extension-too-long'): Refusal {
  return new Refusal('invalid', { faults: [{ field, code }] });
}
