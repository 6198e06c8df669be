import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';

/** Late: the message is urged at once and those who answer are told. */
export function urge(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('urge', code, { actor, now });
}

/** Ends an answered message 30 days after the answer, the visit done or tried three times. */
export function close(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('close', code, { actor, now }, ({ matter, row }) => ({
    jobs: [
      {
        task: 'notify',
        payload: { message: matter.id, what: 'closed', cause: `${matter.id}:${row.history_seq + 1}` },
        runAt: now,
      },
    ],
  }));
}
