import type { StageName } from './ties.ts';

/** Which stages are tried in which file: two run at a time. */
export const stageFiles = {
  door: [
    'awaiting review',
    'about to be published',
    'awaiting review, from which Reviewer Mo stepped back',
    'rejected',
    'waiting at the office',
    'kept private, waiting at the office',
    'returned to the desk',
  ],
  work: [
    'in progress',
    'kept private, in progress',
    'waiting for its author',
    'ordered, not accepted',
    'at work in the county',
    'at work in the bureau',
    'reported by the county',
    'returned by two units, to be ruled on',
  ],
  after: [
    'answered',
    'visited after the answer',
    'reopened by its author',
    'with the office above for the third time',
    'settled and closed',
    'withdrawn from review',
    'withdrawn from the office',
    'ended with a code',
    'merged into another',
  ],
  kinds: [
    'proposed to be taken down',
    'taken down',
    'taken down by a legal order',
    'a complaint of the helping unit, from which Officer He stepped back',
    'a complaint of the office itself',
    'thanks that wait to be passed on',
    'a suggestion to a ministry, just come',
    'a suggestion to a ministry, acknowledged',
  ],
} as const satisfies Record<string, readonly StageName[]>;
