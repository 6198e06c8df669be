import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';

/** The office says: ours. The promise runs on; the first contact is made. */
export function accept(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('accept', code, { actor, now }, ({ matter, row }) => ({
    set: { accepted_at: now, contacted_at: row.contacted_at ?? now },
    jobs: [
      {
        task: 'notify',
        payload: { message: matter.id, what: 'accepted', cause: `${matter.id}:${row.history_seq + 1}` },
        runAt: now,
      },
    ],
  }));
}
