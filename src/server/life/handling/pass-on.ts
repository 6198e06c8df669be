import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';

/** Thanks reach those thanked; that ends the matter. */
export function passOn(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('pass-on', code, { actor, now }, ({ matter, row }) => ({
    set: { contacted_at: row.contacted_at ?? now },
    jobs: [
      {
        task: 'notify',
        payload: { message: matter.id, what: 'passed-on', cause: `${matter.id}:${row.history_seq + 1}` },
        runAt: now,
      },
    ],
  }));
}
