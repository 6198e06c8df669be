import type { RequestEvent } from '@sveltejs/kit';
import type { ProofPurpose } from '#domain/humanity/asking.ts';
import { type GivenProof, isProofNeeded, newProof, type Proof } from '#server/access/humanity/proof.ts';
import { now } from '#server/clock.ts';

/** A proof to be asked for on this page; null: none is needed now. */
export async function proofAtDoor(
  { locals, getClientAddress }: Pick<RequestEvent, 'locals' | 'getClientAddress'>,
  of: ProofPurpose,
): Promise<Proof | null> {
  return isProofNeeded(of, getClientAddress(), now()) ? newProof(of, locals.lang, now()) : null;
}

/** The proof that a form gives. */
export function proofIn(text: (name: string) => string): GivenProof {
  return { token: text('proofToken'), answer: text('proof'), work: text('proofWork') };
}
