/** Why a message is not shown, in the order of the review desk's keys (01–18). The words for people are in ui/words. */
export const reasonCodes = [
  'other-power',
  'judicial',
  'already-accepted',
  'rumour',
  'obscene-violent',
  'discrimination',
  'insult',
  'privacy',
  'unclear',
  'spam',
  'author-asked',
  'impersonation',
  'advertisement',
  'several-matters',
  'wrong-board',
  'elsewhere-progress',
  'campaign',
  'against-law',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Is this one of the codes? */
export function isReasonCode(code: string): code is ReasonCode {
  return (reasonCodes as readonly string[]).includes(code);
}
