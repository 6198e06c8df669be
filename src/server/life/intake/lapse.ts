import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';

/** Ends a rejected message that its author did not mend within 30 days. */
export function lapse(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('lapse', code, { actor, now }, ({ matter }) => ({
    jobs: [
      {
        task: 'notify',
        payload: { message: matter.id, what: 'lapsed', cause: `${matter.id}:lapse` },
        runAt: now,
      },
    ],
  }));
}
