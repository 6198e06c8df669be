import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';

/** The citizen whose account it is; nobody else has one. */
export function ownAccount(actor: Actor): number {
  if (actor.kind === 'citizen') return actor.citizenId;
  throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
}
