import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import type { Actor } from '../../../domain/actor.ts';

const mostWords = 500;

/** Words that must be there, tidied; refuses missing and too long ones, by the names of their fields. */
export function neededWords<F extends string>(given: Readonly<Record<F, string>>): Record<F, string> {
  const tidied = Object.entries<string>(given).map(([field, text]) => [field, tidy(text)] as const);
  const faults = tidied.flatMap(
    ([field, text]) => faultOf(field, text, mostWords, { required: true, lines: true }) ?? [],
  );
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return Object.fromEntries(tidied) as Record<F, string>;
}

/** Who acts, where only a member of staff can. */
export function staffIdOf(actor: Actor): number {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  return actor.staffId;
}
