/** Becoming public and being withdrawn from view: the first of a message's four lives. */
export const publications = [
  'awaiting-review',
  'public',
  'private',
  'rejected',
  'taken-down',
  'withdrawn',
] as const;
export type Publication = (typeof publications)[number];

/** From waiting to the closed end: the second life. */
export const handlings = ['waiting', 'in-progress', 'answered', 'closed'] as const;
export type Handling = (typeof handlings)[number];

/** What the citizen says of the outcome: the third life. */
export const voices = ['not-said', 'settled', 'not-settled'] as const;
export type Voice = (typeof voices)[number];

/** How high a message is watched: the fourth life. */
export const attentions = ['normal', 'urged', 'supervised', 'reported-upward'] as const;
export type Attention = (typeof attentions)[number];

/** The four lives together. */
export interface Lives {
  publication: Publication;
  handling: Handling;
  voice: Voice;
  attention: Attention;
}

/** The one thing that has to happen next to an open message; 'none' only at a closed end. */
export const nextSteps = [
  'review',
  'mend',
  'transfer',
  'accept',
  'accept-order',
  'work',
  'judge',
  'rule',
  'answer',
  'pass-on',
  'acknowledge',
  'collate',
  'visit',
  'close',
  'review-above',
  'none',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** Why a message is at its closed end. */
export const closedReasons = [
  'settled',
  'lapsed',
  'withdrawn',
  'rejected',
  'passed-on',
  'collated',
  'merged',
  'ended',
  'archived',
  'answered-before-import',
] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** Publications in which everybody may read the public text. */
export const publiclyReadable: readonly Publication[] = ['public'];

/** Publications of messages that an office handles. One that its author hid after the answer is handled on: the record stays, and so does the visit. */
export const handled: readonly Publication[] = ['public', 'private', 'taken-down', 'withdrawn'];
