import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';

/** A ministry's office tells the author that the suggestion was received; collation follows by the end of the next month. */
export function acknowledge(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('acknowledge', code, { actor, now }, ({ matter, row }) => ({
    set: { accepted_at: now, contacted_at: row.contacted_at ?? now },
    jobs: [
      {
        task: 'notify',
        payload: { message: matter.id, what: 'acknowledged', cause: `${matter.id}:${row.history_seq + 1}` },
        runAt: now,
      },
    ],
  }));
}
