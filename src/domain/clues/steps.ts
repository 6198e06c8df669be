import {
  addressees,
  type ClueStage,
  dismissals,
  drops,
  endings,
  findings,
  type ProposalKind,
} from './clue.ts';

/** One step of a clue: from where, to where, by whom, what must be chosen, and how it meets a proposal. */
export interface ClueStep {
  from: readonly ClueStage[];
  /** null: where it is. */
  to: ClueStage | null;
  who: 'writer' | 'examiner';
  /** The proposal that it makes, ends by a second examiner, or that either may take off the table. */
  makes?: ProposalKind;
  confirms?: ProposalKind;
  ends?: 'by the proposer' | 'by another';
  /** Must be one of these. */
  codes?: readonly string[];
  /** The group that it is put into must be given. */
  groups?: true;
  /** Sealed words must be given with it. */
  words?: true;
}

const unfinished = ['received', 'collated', 'sifted', 'verified', 'reported'] as const;

/** THE TABLE of a clue's life. What has a weight (to pursue or not, to report or not, to end it) takes two examiners. */
export const clueSteps = {
  collate: { from: ['received'], to: 'collated', who: 'examiner', groups: true },
  regroup: { from: ['collated', 'sifted', 'verified'], to: null, who: 'examiner', groups: true },
  'propose-pursue': { from: ['collated'], to: null, who: 'examiner', makes: 'pursue' },
  'propose-dismiss': { from: ['collated'], to: null, who: 'examiner', makes: 'dismiss', codes: dismissals },
  pursue: { from: ['collated'], to: 'sifted', who: 'examiner', confirms: 'pursue' },
  dismiss: { from: ['collated'], to: 'closed', who: 'examiner', confirms: 'dismiss' },
  verify: { from: ['sifted'], to: 'verified', who: 'examiner', codes: findings, words: true },
  'propose-report': { from: ['verified'], to: null, who: 'examiner', makes: 'report', codes: addressees },
  'propose-drop': { from: ['verified'], to: null, who: 'examiner', makes: 'drop', codes: drops },
  report: { from: ['verified'], to: 'reported', who: 'examiner', confirms: 'report' },
  drop: { from: ['verified'], to: 'closed', who: 'examiner', confirms: 'drop' },
  'propose-end': { from: ['reported'], to: null, who: 'examiner', makes: 'end', codes: endings },
  close: { from: ['reported'], to: 'closed', who: 'examiner', confirms: 'end' },
  'take-back': {
    from: ['collated', 'verified', 'reported'],
    to: null,
    who: 'examiner',
    ends: 'by the proposer',
  },
  refuse: { from: ['collated', 'verified', 'reported'], to: null, who: 'examiner', ends: 'by another' },
  write: { from: [...unfinished, 'closed'], to: null, who: 'examiner', words: true },
  // A writer is heard at any time: what comes after the end may be the beginning of another.
  hear: { from: [...unfinished, 'closed'], to: null, who: 'writer', words: true },
  // Whoever has to do with it steps back; a proposal of theirs falls with them.
  'declare-conflict': { from: unfinished, to: null, who: 'examiner' },
} as const satisfies Record<string, ClueStep>;

export type ClueStepName = keyof typeof clueSteps;

/** Is this a step of the table? */
export function isClueStep(name: string): name is ClueStepName {
  return Object.hasOwn(clueSteps, name);
}
