import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsTo } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { keyOf, withMessage } from '../../store/lock-message.ts';
import { phoneOf, recordReveal } from '../../store/people.ts';
import { lastDrafter } from '../../store/replies.ts';
import { claimCall } from '../../store/visits.ts';

/** For how long a phone stands open for one call. */
export const callMinutes = 10;

/** A call to the author begins: nobody else calls meanwhile, and the phone is handed out for this call, the look written down. */
export async function beginCall(
  code: string,
  actor: Actor,
  now: Date,
): Promise<{ phone: string; until: Date }> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const { staffId } = actor;
  const until = new Date(now.getTime() + callMinutes * 60_000);
  const { id, authorId, key } = await withMessage(code, async (tx, locked) => {
    const { matter } = locked;
    refuseStranger(matter, 'visit-done', actor);
    if (!allows('see the phone for a call', relationsTo(actor, matter))) throw new Refusal('not-allowed');
    if (matter.handling !== 'answered' || matter.nextStep !== 'visit') throw new Refusal('wrong-state');
    if ((await lastDrafter(tx, matter.id)) === staffId)
      throw new Refusal('not-allowed', { detail: 'the drafter of the reply calls' });
    const other = await claimCall(tx, { messageId: matter.id, staffId, now, until });
    if (other !== null) throw new Refusal('call-by-other', { with: { who: other } });
    return { ...matter, key: keyOf(locked) };
  });
  if (!key) throw new Refusal('not-found');
  // Outside the lock: the record of the look points at the very row that it holds.
  const reader = `staff:${staffId}`;
  const look = { messageId: id, key, staffId, what: 'phone', reason: '回访', way: 'call', at: now } as const;
  await recordReveal(reader, look);
  if (authorId === null) throw new Refusal('not-found');
  const phone = await phoneOf(reader, authorId);
  if (!phone) throw new Refusal('writer-gone');
  return { phone, until };
}
