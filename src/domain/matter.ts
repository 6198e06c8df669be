import type { Kind, Urgency } from './message.ts';
import type { Standing } from './relations.ts';
import type { ClosedReason, Lives, NextStep } from './status.ts';

/** One message as a step sees it: its four lives and the facts that decisions rest on; no words, no person. */
export interface Matter extends Lives, Standing {
  publication: Lives['publication'];
  handling: Lives['handling'];
  id: number;
  code: string;
  kind: Kind;
  urgency: Urgency;
  wish: 'public' | 'private';
  ministry: boolean;
  nextStep: NextStep;
  transferredAt: Date | null;
  closedReason: ClosedReason | null;
  reopened: number;
  questions: number;
  visitTries: number;
  receivedAt: Date;
  answeredAt: Date | null;
  dueAt: Date | null;
  firstDueAt: Date | null;
  /** Until when the promise waits for the citizen; null: it runs. */
  pausedUntil: Date | null;
  /** On the fast track (简易流程): hours instead of days. */
  fastTrack: boolean;
  /** The suggestion became a measure that everybody may read of. */
  adopted: boolean;
}
