import type { Actor } from './actor.ts';
import { addDays, endOf, startOf } from './calendar.ts';
import type { FieldFault } from './refusal.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/** The longest that somebody may stand in for another; whoever is away for longer is succeeded. */
export const longestStandInDays = 92;

const day = /^\d{4}-\d{2}-\d{2}$/;

/** From the first day (at once, where it has begun) to the end of the last; or what is wrong with the two. */
export function standInPeriod(
  given: { fromOn: string; toOn: string },
  now: Date,
): { from: Date; to: Date } | FieldFault {
  const isDay = (text: string) => day.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (!isDay(given.fromOn)) return { field: 'fromOn', code: 'wrong-day' };
  if (!isDay(given.toOn)) return { field: 'toOn', code: 'wrong-day' };
  const [begins, to] = [startOf(given.fromOn), endOf(given.toOn)];
  const from = begins < now ? now : begins;
  if (to <= from || given.toOn > addDays(given.fromOn, longestStandInDays - 1))
    return { field: 'toOn', code: 'wrong-stand-in-period', with: { most: longestStandInDays } };
  return { from, to };
}

/** The same person without what they do for others. */
export function asThemselves(actor: Actor): Actor {
  if (actor.kind !== 'staff' || actor.duties.every((d) => !d.forStaffId)) return actor;
  return { ...actor, duties: actor.duties.filter((d) => !d.forStaffId) };
}

/** For whom somebody stands in at an office, where they hold this duty for somebody; null: for nobody. */
export function standsInFor(actor: Staff, officeIds: readonly (number | null)[]): number | null {
  const held = actor.duties.filter((d) => d.forStaffId);
  return (held.find((d) => officeIds.includes(d.officeId)) ?? held[0])?.forStaffId ?? null;
}
