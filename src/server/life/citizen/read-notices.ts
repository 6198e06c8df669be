import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { markNoticesRead } from '../../store/read-notices.ts';

/** The citizen has read what they were told. */
export async function readNotices(actor: Actor, now: Date): Promise<void> {
  if (actor.kind !== 'citizen') throw new Refusal('sign-in-needed');
  await markNoticesRead(actor.citizenId, now);
}
