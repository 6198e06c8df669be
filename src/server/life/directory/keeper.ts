import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';

/** Who stands behind a change of the directory, as its record names them; refuses whoever may not keep it. */
export function keeper(actor: Actor): string {
  if (actor.kind === 'machine') return `machine:${actor.name}`;
  const allowed = allows('keep the directory and people', relationsAtLarge(actor));
  if (actor.kind !== 'staff' || !allowed) throw new Refusal('not-allowed');
  return `staff:${actor.staffId}`;
}
