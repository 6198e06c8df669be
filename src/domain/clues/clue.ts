import type { Length } from '../clocks.ts';

/** The life of a clue (线索): a confidential report, from its sealed arrival to its end. */
export const clueStages = ['received', 'collated', 'sifted', 'verified', 'reported', 'closed'] as const;
export type ClueStage = (typeof clueStages)[number];

/** What waits for a second examiner: to pursue it or not, to report it upward or not, to end what was reported. */
export const proposalKinds = ['pursue', 'dismiss', 'report', 'drop', 'end'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** What a verification came to. */
export const findings = ['confirmed', 'partly-confirmed', 'not-confirmed'] as const;
/** To whom a verified clue is reported. */
export const addressees = [
  'discipline',
  'supervision',
  'police',
  'command-centre',
  'competent-office',
] as const;
/** Why a clue is not pursued. */
export const dismissals = ['no-facts', 'outside-power', 'in-process', 'no-accusation', 'spam'] as const;
/** Why a verified one is not reported. */
export const drops = ['not-confirmed', 'settled', 'already-reported'] as const;
/** How a reported one ended. */
export const endings = ['acted-upon', 'passed-on', 'no-action'] as const;

/** The clock of each stage; a closed one has none. */
export const clueClocks = {
  received: 'sift',
  collated: 'sift',
  sifted: 'verify',
  verified: 'report',
  reported: 'close',
  closed: null,
} as const satisfies Record<ClueStage, string | null>;
export type ClueClock = 'sift' | 'verify' | 'report' | 'close';

/** How long each clock runs: sifted in two working days; the others are the house's own. */
export const clueLengths: Record<ClueClock, Length> = {
  sift: { workingDays: 2 },
  verify: { workingDays: 30 },
  report: { workingDays: 2 },
  close: { workingDays: 30 },
};

/** A clue as its rules see it: no words and no writer. */
export interface Clue {
  stage: ClueStage;
  proposal: { kind: ProposalKind; code: string | null; by: number } | null;
  groupId: number | null;
  /** Examiners who declared that they have to do with it. */
  conflicts: readonly number[];
}
