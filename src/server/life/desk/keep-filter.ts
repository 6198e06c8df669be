import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { seatsOf } from '../../../domain/supervising.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { dropFilterRow, keepFilterRow } from '../../store/saved-filters.ts';

const mostName = 20;
const mostQuery = 500;

/** Keeps a filter under a name, for oneself or for the people of one's office; the same name is written over. */
export async function keepFilter(
  given: { name: string; query: string; officeId: number | null },
  actor: Actor,
  now: Date,
): Promise<void> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const name = tidy(given.name);
  const fault = faultOf('name', name, mostName, { required: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  if (given.query === '' || given.query.length > mostQuery)
    throw new Refusal('invalid', { faults: [{ field: 'name', code: 'nothing-filtered' }] });
  if (given.officeId !== null && !seatsOf(actor).includes(given.officeId)) throw new Refusal('not-allowed');
  await keepFilterRow({ ...given, name, staffId: actor.staffId, at: now });
}

/** Drops a filter of one's own. */
export async function dropFilter(id: number, actor: Actor, now: Date): Promise<void> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!(await dropFilterRow(id, actor.staffId, now))) throw new Refusal('not-found');
}
