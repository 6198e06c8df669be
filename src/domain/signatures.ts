import type { Matter } from './matter.ts';

/** At most so many sign one reply. */
export const mostSignatures = 3;

/** Whose approvers may sign on this message: the office that answers, and the one above where it has nobody else to. */
export function signingOffices({
  nextStep,
  holderId,
  answerableId,
  approvers,
  aboveIds,
}: Pick<Matter, 'nextStep' | 'holderId' | 'answerableId' | 'approvers' | 'aboveIds'>): number[] {
  if (nextStep === 'review-above') return holderId === null ? [] : [holderId];
  const [above] = aboveIds;
  return approvers < 2 && above !== undefined ? [answerableId, above] : [answerableId];
}

/** How far the signing of one draft has come. */
export interface Signing {
  /** How many were asked for when it was drafted. */
  needed: number;
  signedBy: readonly number[];
  /** Everybody who may sign for it, whoever they are to the draft. */
  signers: readonly number[];
  draftedBy: number | null;
  /** Reviewed it for the public, and so has no part in it. */
  reviewerId: number | null;
}

/** Those who may still sign: nobody twice, neither drafter nor reviewer. */
export function openSigners({ signers, signedBy, draftedBy, reviewerId }: Signing): number[] {
  return signers.filter((id) => !signedBy.includes(id) && id !== draftedBy && id !== reviewerId);
}

/** Is this person's signature the last? It is once enough have signed, and also where nobody else is left who may: a reply never waits for people whom the office does not have. */
export function isLastSignature(signing: Signing, staffId: number): boolean {
  const others = openSigners(signing).filter((id) => id !== staffId);
  return signing.signedBy.length + 1 >= signing.needed || others.length === 0;
}
