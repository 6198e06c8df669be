import type { Actor } from '../../../domain/actor.ts';
import { dueAfter } from '../../../domain/clocks.ts';
import { type Urgency, urgencies } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { reviewDueOf } from '../../store/review-clock.ts';
import { insertClock } from '../../store/step-parts.ts';
import type { Tx } from '../../store/tx.ts';
import { rulesFor } from '../clocks/ruled.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { deskOf, tellOffice } from '../tell-office.ts';

/** Raises the urgency of a message that awaits review: its promise and its review come earlier, never later. */
export async function raiseUrgency(code: string, to: Urgency, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const { urgency } = locked.matter;
    if (urgencies.indexOf(to) <= urgencies.indexOf(urgency))
      throw new Refusal('wrong-state', { detail: `${urgency} is not raised to ${to}` });
    // The promise is forecast from the urgency that the message has from now on.
    const raised: Locked = { ...locked, matter: { ...locked.matter, urgency: to } };
    const sooner = await soonerReview(tx, raised, now);
    return takeLocked(tx, raised, {
      step: 'raise-urgency',
      actor,
      now,
      effects: (l) => ({
        set: { urgency: to },
        facts: { urgency: [urgency, to] },
        jobs: to === 'emergency' ? [tellOffice(l, deskOf(l.matter), 'emergency', now)] : [],
        ...sooner,
      }),
    });
  });
}

// The new review clock, where it ends before the one that runs.
async function soonerReview(tx: Tx, locked: Locked, now: Date): Promise<Effects> {
  const { matter, row } = locked;
  const running = await reviewDueOf(tx, matter.id);
  const { calendar, length } = await rulesFor(locked, now);
  const dueAt = dueAfter(now, length('review'), calendar).at;
  if (running === undefined || running <= dueAt) return {};
  const clock = { what: 'review' as const, startsAt: now, dueAt, ownerId: row.desk_id, promise: false };
  return { stopReview: true, rows: [(bind) => insertClock(bind, matter.id, clock)] };
}
