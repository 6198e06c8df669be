import type { Actor } from '../../domain/actor.ts';
import { maskPhone } from '../../domain/phone.ts';
import { Refusal } from '../../domain/refusal.ts';
import { phoneOf } from '../store/people.ts';
import { confirmVerification, startVerification } from './verification.ts';

/** Sends a code to the phone of the person who is signed in, whom nobody asks for its number. */
export async function sendOwnCode(
  actor: Actor,
  now: Date,
): Promise<{ id: string; code: string; masked: string }> {
  const citizenId = personOf(actor);
  const phone = await phoneOf(`citizen:${citizenId}`, citizenId);
  if (!phone) throw new Refusal('sign-in-needed');
  return { ...(await startVerification(phone, 'own', now)), masked: maskPhone(phone) };
}

/** Proves by the code that the person who is signed in has their phone at hand now. */
export async function proveOwnPhone(id: string, code: string, actor: Actor, now: Date): Promise<void> {
  const { citizenId } = await confirmVerification(id, code, now);
  if (citizenId !== personOf(actor)) throw new Refusal('not-allowed');
}

function personOf(actor: Actor): number {
  if (actor.kind !== 'citizen')
    throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  return actor.citizenId;
}
