import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';

/** A ministry's office tells the author that the suggestion was received; collation follows by the end of the next month. */
export function acknowledge(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('acknowledge', code, { actor, now }, (locked) => ({
    set: { accepted_at: now, contacted_at: locked.row.contacted_at ?? now },
    jobs: [tellAuthor(locked, 'acknowledged', now)],
  }));
}
