/** For what a proof of humanity may be asked: a code by text message, sending a message. */
export const proofPurposes = ['code', 'send'] as const;
export type ProofPurpose = (typeof proofPurposes)[number];

/** How long a proof can be given. Nobody is hurried: a screen reader, a slow hand, a look elsewhere. */
export const proofMinutes = 20;

/** From which share of what a network may ask in a minute it is asked for proofs. */
const networkShare = 0.5;

/** From how many a minute in this process everybody is, wherever they ask from. */
const houseMost: Record<ProofPurpose, number> = { code: 300, send: 600 };

/** Do the costs run so high that whoever asks has to show that they are a person? */
export function isProofWise(of: ProofPurpose, load: { network: number; house: number }): boolean {
  return load.network >= networkShare || load.house >= houseMost[of];
}
