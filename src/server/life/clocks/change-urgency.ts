import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { type Urgency, urgencies } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { type Taken, takeLocked } from '../take.ts';
import { deskOf, tellOffice } from '../tell-office.ts';
import { neededWords } from './needed-words.ts';
import { tellAuthor } from '../tell-author.ts';

/** Raises or lowers the urgency of a message that an office has, with the reason. An earlier promise is told; lowering leaves it as it is. */
export async function changeUrgency(
  code: string,
  given: { to: Urgency; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const { words } = neededWords({ words: given.words });
  return withMessage(code, async (tx, locked) => {
    const { urgency } = locked.matter;
    const by = urgencies.indexOf(given.to) - urgencies.indexOf(urgency);
    const step = by < 0 ? 'lower-urgency' : 'raise-urgency-later';
    refuseStranger(locked.matter, step, actor);
    if (by === 0) throw new Refusal('wrong-state', { detail: `it is ${urgency} already` });
    const changed: Locked = { ...locked, matter: { ...locked.matter, urgency: given.to } };
    return takeLocked(tx, changed, {
      step,
      actor,
      now,
      effects: (l) => ({
        set: { urgency: given.to },
        words: [{ what: 'reason', content: { words } }],
        requestStays: step === 'lower-urgency',
        jobs: by > 0 ? [tellAuthor(l, 'sooner', now), tellOffice(l, deskOf(l.matter), 'emergency', now)] : [],
        facts: { urgency: [urgency, given.to] },
      }),
    });
  });
}

/** Puts a message on the fast track (简易流程): hours instead of days, and notices at once. */
export async function putOnFastTrack(code: string, actor: Actor, now: Date): Promise<Taken> {
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'fast-track', actor);
    if (locked.matter.fastTrack) throw new Refusal('wrong-state', { detail: 'on the fast track already' });
    const fast: Locked = { ...locked, matter: { ...locked.matter, fastTrack: true } };
    return takeLocked(tx, fast, {
      step: 'fast-track',
      actor,
      now,
      effects: (l) => ({ set: { fast_track: true }, jobs: [tellAuthor(l, 'sooner', now)] }),
    });
  });
}
