import type { Actor } from '../../../domain/actor.ts';
import { dueFollowing } from '../../../domain/clocks.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { askOf, openExtension, stopRequestClock } from '../../store/extensions.ts';
import { clockStillDue } from '../../store/clock-running.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { requestClock } from './ask-extension.ts';
import { rulesFor } from './ruled.ts';

/** Nobody decided within a working day: the request goes one level up, on a new clock; at the top it stays and is told again. */
export async function passExtensionUp(
  code: string,
  clockId: number,
  actor: Actor,
  now: Date,
): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    const still = await clockStillDue(tx, { clockId, messageId: matter.id }, ['pass-extension-up']);
    const request = await openExtension(tx, matter.id);
    if (!still || !request) throw new Refusal('wrong-state', { detail: `clock ${clockId} is over` });
    const at = matter.aboveIds.indexOf(request.askedOf);
    const askedOf = matter.aboveIds[at + 1] ?? request.askedOf;
    const { length, calendar } = await rulesFor(locked, now);
    const dueAt = dueFollowing(now, length('extension'), calendar).at;
    return takeLocked(tx, locked, {
      step: 'pass-extension-up',
      actor,
      now,
      effects: () => ({
        rows: [
          askOf(request.id, askedOf),
          stopRequestClock(matter.id, now),
          requestClock(matter.id, { askedOf, now, dueAt }),
        ],
        jobs: [tellOffice(locked, askedOf, 'extension-asked', now)],
        facts: { clock: clockId, extension: request.id, askedOf },
      }),
    });
  });
}
