import type { Actor } from '../../../domain/actor.ts';
import type { ClockEffect } from '../../../domain/firing.ts';
import type { Happening } from '../../../domain/telling.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { clockStillDue } from '../../store/clock-running.ts';
import { withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';

/** A clock that ran out, and what that does to its message. */
export interface RunOut {
  code: string;
  clockId: number;
  effect: ClockEffect;
}

const told: Partial<Record<ClockEffect, Happening>> = { lapse: 'lapsed', close: 'closed' };

/**
 * Does what a clock that ran out does: late urges, an unmended rejection lapses, an answered message closes. Once for
 * each clock, however often it is asked; refused as wrong-state when the clock was stopped meanwhile.
 */
export async function runOut({ code, clockId, effect }: RunOut, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    if (!(await clockStillDue(tx, { clockId, messageId: locked.matter.id }, [effect]))) {
      throw new Refusal('wrong-state', { detail: `${effect}: clock ${clockId} was stopped or has done it` });
    }
    return takeLocked(tx, locked, {
      step: effect,
      actor,
      now,
      effects: ({ matter, row }) => {
        const what = told[effect];
        return {
          jobs: what
            ? [
                {
                  task: 'notify',
                  payload: { message: matter.id, what, cause: `${matter.id}:${row.history_seq + 1}` },
                  runAt: now,
                },
              ]
            : [],
          facts: { clock: clockId },
        };
      },
    });
  });
}
