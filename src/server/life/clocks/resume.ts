import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { goesOnAt } from '../../../domain/firing.ts';
import { dueAfterPause } from '../../../domain/pausing.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsTo } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { runningPromise } from '../../store/running-promise.ts';
import type { PromiseClock } from '../../store/step-parts.ts';
import type { Tx } from '../../store/tx.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { tellAuthor } from '../tell-author.ts';

/** Ends the waiting for the citizen before its date: by the office itself, or by one above it. */
export async function resume(code: string, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'resume', actor);
    const own = allows('pause the promise clock', relationsTo(actor, locked.matter));
    const promise = await resumedPromise(tx, locked, now);
    return takeLocked(tx, locked, {
      step: 'resume',
      actor,
      now,
      effects: () => ({
        ...(promise && { promise }),
        pauseEnds: own ? 'office' : 'above',
        jobs: [tellAuthor(locked, 'resumed', now)],
      }),
    });
  });
}

/** The date has come: the promise goes on, whether the citizen wrote or not. Asked twice, it happens once. */
export async function resumeWhenDue(code: string, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const until = locked.matter.pausedUntil;
    if (until === null || until > now)
      throw new Refusal('wrong-state', { detail: 'resume-due: it runs, or waits until later' });
    const promise = await resumedPromise(tx, locked, now);
    return takeLocked(tx, locked, {
      step: 'resume-due',
      actor,
      now,
      effects: (l) => ({
        ...(promise && { promise }),
        pauseEnds: 'date',
        jobs: [tellAuthor(l, 'resumed', now), tellOffice(l, l.matter.answerableId, 'resumed', now)],
      }),
    });
  });
}

/** The promise that goes on when the waiting ends now; undefined when it does not wait. */
export async function resumedPromise(
  tx: Tx,
  { matter }: Pick<Locked, 'matter'>,
  now: Date,
): Promise<PromiseClock | undefined> {
  const until = matter.pausedUntil;
  if (until === null) return undefined;
  // The worker may come late: the promise stood still until its date and no longer.
  const endedAt = until < now ? until : now;
  const stood = await runningPromise(tx, matter.id);
  const at = stood.pausedAt ?? endedAt;
  const due = dueAfterPause(stood.dueAt, { at, endedAt }, await knownCalendar(now));
  const idleMs = stood.idleMs + Math.max(0, endedAt.getTime() - at.getTime());
  const { startsAt, ownerId } = stood;
  return {
    what: 'reply',
    startsAt,
    dueAt: due.at,
    provisional: due.provisional,
    ownerId,
    idleMs,
    goesOn: goesOnAt({ startsAt, dueAt: due.at, idleMs }, now),
  };
}
