import type { Actor } from '../actor.ts';
import type { Relation } from '../policy.ts';
import type { Matter } from '../matter.ts';
import { relationsTo } from '../relations.ts';
import type { Ban } from './ban.ts';

/** What somebody is to a ban: the banned person, or a reviewer to the message on account of which it was proposed. */
export function relationsToBan(
  actor: Actor,
  ban: Pick<Ban, 'citizenId'>,
  matter: Matter,
): ReadonlySet<Relation> {
  if (actor.kind !== 'citizen') return relationsTo(actor, matter);
  return new Set<Relation>(actor.citizenId === ban.citizenId ? ['anybody', 'banned'] : ['anybody']);
}
