import type { Actor } from '../../../domain/actor.ts';
import { visitChange } from '../../../domain/visiting.ts';
import { withMessage } from '../../store/lock-message.ts';
import { ratingOf } from '../../store/ratings.ts';
import { isAsked } from '../../store/visits.ts';
import { type Taken, takeLocked, unchanged } from '../take.ts';

/** Brings the visit of an answered message into line with its plan and its author's rating: passed over, or called for after all. Asked again it changes nothing. */
export async function planVisit(code: string, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const { matter, row, answers } = locked;
    if (matter.handling !== 'answered') return unchanged(locked);
    const change = visitChange({
      next: matter.nextStep,
      asked: await isAsked(tx, matter.id, answers),
      tries: matter.visitTries,
      visited: row.visited,
      rating: (await ratingOf(tx, matter.id, answers)) ?? null,
    });
    if (!change) return unchanged(locked);
    return takeLocked(tx, locked, {
      step: change.step,
      actor,
      now,
      effects: () => ({ facts: { reason: change.reason, round: answers } }),
    });
  });
}
