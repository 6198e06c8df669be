import { standing, type StageName, stageNames } from './ties.ts';

/** Still at the desk. */
export const awaitingReview = [
  'awaiting review',
  'about to be published',
  'awaiting review, from which Reviewer Mo stepped back',
] as const satisfies readonly StageName[];

/** At an office that has not accepted it. */
export const waiting = [
  'waiting at the office',
  'kept private, waiting at the office',
] as const satisfies readonly StageName[];

const below = [
  'ordered, not accepted',
  'at work in the county',
  'at work in the bureau',
  'reported by the county',
  'returned by two units, to be ruled on',
] as const satisfies readonly StageName[];

/** Where the office itself does the next step. */
export const inHand = [
  'in progress',
  'kept private, in progress',
  'waiting for its author',
  'reopened by its author',
  'a complaint of the helping unit, from which Officer He stepped back',
  'a complaint of the office itself',
  // Out of view or about to be, it is handled on.
  'proposed to be taken down',
  'taken down',
] as const satisfies readonly StageName[];

/** In progress at an office of a place, wherever the work is. */
export const atWork = [...inHand, ...below] as const;

/** In progress, at ministries and with the office above too. */
export const inProgress = [
  ...atWork,
  'with the office above for the third time',
  'a suggestion to a ministry, acknowledged',
] as const satisfies readonly StageName[];

const closed: readonly StageName[] = [
  'settled and closed',
  'withdrawn from review',
  'withdrawn from the office',
  'ended with a code',
  'merged into another',
];

/** Not at its end. */
export const open = stageNames.filter((stage) => !closed.includes(stage));

/** Shown to everybody, or handled in private. */
export const handled = stageNames.filter((stage) =>
  ['public', 'private'].includes(standing(stage).publication),
);

/** All of these but those. */
export function without(stages: readonly StageName[], ...left: readonly StageName[]): StageName[] {
  return stages.filter((stage) => !left.includes(stage));
}

/** These, where they stand in both lists. */
export function both(one: readonly StageName[], other: readonly StageName[]): StageName[] {
  return one.filter((stage) => other.includes(stage));
}
