import type { Actor } from './actor.ts';
import { addDays, type CalendarDays, dayOf, endOf, workingDayAfter, workingDayFrom } from './calendar.ts';
import type { Relation } from './policy.ts';

/** How far somebody addressed by an instruction is. */
export const addresseeStates = ['issued', 'noted', 'reported', 'accepted', 'taken-back'] as const;
export type AddresseeState = (typeof addresseeStates)[number];

/** States in which something has still to come. */
export const openStates: readonly AddresseeState[] = ['issued', 'noted', 'reported'];

/** Who an instruction is from and to: what relations to it depend on. */
export interface InstructionStanding {
  /** The post that instructs, and the office of that post. */
  fromPostId: number;
  fromOfficeId: number;
  /** The post of a deputy, or an office. */
  toPostId: number | null;
  toOfficeId: number | null;
}

/** What somebody is to one instruction, beside what they are to its message. */
export function relationsToInstruction(actor: Actor, i: InstructionStanding): ReadonlySet<Relation> {
  const relations = new Set<Relation>();
  if (actor.kind !== 'staff') return relations;
  for (const { role, officeId, postId } of actor.duties) {
    if (role === 'leader' && postId !== null) {
      if (postId === i.fromPostId) relations.add('instructor');
      if (postId === i.toPostId) relations.add('deputy');
    }
    if (!['officer', 'approver', 'head'].includes(role) || officeId === null) continue;
    if (officeId === i.toOfficeId) relations.add('instructed');
    // An office that is itself instructed does not judge its own report.
    else if (officeId === i.fromOfficeId && i.toOfficeId !== i.fromOfficeId)
      relations.add('instructing office');
  }
  return relations;
}

const longestDays = 366;

/** Until when a report is due: 24:00 of the day, or of the next working day after a rest day; undefined where the day cannot be. */
export function reportBy(day: string, now: Date, calendar: CalendarDays): Date | undefined {
  const today = dayOf(now);
  const real = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  if (!real || addDays(day, 0) !== day || day < today || day > addDays(today, longestDays)) return undefined;
  return endOf(workingDayFrom(day, calendar));
}

/** The days that are offered for a report: today if it is worked, then one, three, five and ten working days on. */
export function suggestedDays(now: Date, calendar: CalendarDays): string[] {
  const today = dayOf(now);
  const first = workingDayFrom(today, calendar) === today ? [today] : [];
  return [...first, ...[1, 3, 5, 10].map((n) => workingDayAfter(today, n, calendar))];
}
