import type { Actor } from '../../../domain/actor.ts';
import { take, type Taken } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';

/** Thanks reach those thanked; that ends the matter. */
export function passOn(code: string, actor: Actor, now: Date): Promise<Taken> {
  return take('pass-on', code, { actor, now }, (locked) => ({
    set: { contacted_at: locked.row.contacted_at ?? now },
    jobs: [tellAuthor(locked, 'passed-on', now)],
  }));
}
