import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';

/** The citizen whose account is asked for; staff have none here. */
export function ownCitizen(actor: Actor): number {
  if (actor.kind !== 'citizen') throw new Refusal('not-allowed');
  return actor.citizenId;
}
