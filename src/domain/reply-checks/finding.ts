import type { PersonalKind } from '../screening/personal-datum.ts';

/** What a drafted reply is looked at for before anybody signs it. */
export const replyChecks = [
  'formula-only',
  'personal-data',
  'unanswered-ask',
  'no-contact',
  'undated-promise',
] as const;
export type ReplyCheck = (typeof replyChecks)[number];

/** One thing found in a draft: by which rule, how grave, and the words that it rests on. */
export interface ReplyFinding {
  check: ReplyCheck;
  /** What stops has to be mended; what warns may be sent with a reason. */
  severity: 'stops' | 'warns';
  /** The words that it rests on: of the draft, or of the message where an ask was left out. */
  evidence: string;
  /** Where they stand in the draft (UTF-16 offsets); null: they are the message's, or something is missing. */
  at: { start: number; end: number } | null;
  /** What kind of personal datum it is, where it is one. */
  what?: PersonalKind;
}

/** A reply that is looked at. */
export interface CheckedDraft {
  type: 'interim' | 'final';
  text: string;
  unit: string;
}

/** What the reply answers. */
export interface CheckedMessage {
  title: string;
  body: string;
  /** Does everybody read the reply? A private one is read by its author alone. */
  isPublic: boolean;
}
