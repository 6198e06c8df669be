import type { Actor } from '../../../../domain/actor.ts';
import { seatsOf } from '../../../../domain/supervising.ts';
import { allows } from '../../../../domain/policy.ts';
import { relationsAtLarge } from '../../../../domain/relations.ts';
import { sightOf } from '../../../../domain/visibility.ts';
import type { Db } from '../../../store/db.ts';
import type { Stir } from '../../../store/stirs.ts';
import { loadMessage } from '../../message-facts.ts';

/** The parts of a desk that move by a stir. */
export interface Concerned {
  queue: boolean;
  wall: boolean;
}

/** Which of this person's lists move by it: by the offices where they sit, and for reviewers the desk's queue. */
export function concerns(actor: Actor, { at, above, review }: Stir): Concerned {
  if (actor.kind !== 'staff') return { queue: false, wall: false };
  const seats = seatsOf(actor);
  const here = at.some((id) => seats.includes(id));
  const reads = review && allows('read the review queue', relationsAtLarge(actor));
  return { queue: here || reads, wall: above.some((id) => seats.includes(id)) };
}

/** What somebody who has a case open is told of a step on it: who took it; undefined when they may not see the case. */
export async function caseNews(
  db: Db,
  actor: Actor,
  stir: Stir & { code: string },
): Promise<{ step: string; who: string | null } | undefined> {
  if (actor.kind !== 'staff' || actor.staffId === stir.staff) return undefined;
  const message = await loadMessage(db, stir.code);
  const sight = message && sightOf(actor, message.matter);
  if (!sight?.page || !(sight.original || sight.relations.has('reviewer'))) return undefined;
  if (stir.staff === null) return { step: stir.step, who: null };
  const row = await db.selectFrom('staff').select('name').where('id', '=', stir.staff).executeTakeFirst();
  return { step: stir.step, who: row?.name ?? null };
}
