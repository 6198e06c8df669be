import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';

/** The office says: ours. The promise runs on; the first contact is made. */
export function accept(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('accept', code, { actor, now }, (locked) => ({
    set: { accepted_at: now, contacted_at: locked.row.contacted_at ?? now },
    jobs: [tellAuthor(locked, 'accepted', now)],
  }));
}
