import type { Deed } from './deed.ts';
import { desk, posted, words } from './deed.ts';
import { awaitingReview, waiting } from './stage-groups.ts';
import { nothing } from './scenes.ts';
import type { StageName } from './ties.ts';

const review = { act: 'review' } as const;
// While Mo's verdict is held back, it is on Mo's table.
const whoseTable = (person: string, stage: StageName) =>
  stage !== 'about to be published' || person === 'Reviewer Mo';

/** What reviewers do. */
export const deedsOfReview: readonly Deed[] = [
  {
    ...{ ...review, ...posted, operation: 'publish', path: desk('publication'), by: whoseTable },
    ...{ body: () => ({ visibility: 'public' }), stands: awaitingReview },
  },
  {
    ...{ ...review, ...posted, operation: 'publish', way: 'kept private', path: desk('publication') },
    ...{ body: () => ({ visibility: 'private' }), stands: awaitingReview, by: whoseTable },
  },
  {
    ...{ ...review, ...posted, operation: 'publish', way: 'in a moment', path: desk('publication') },
    ...{ body: () => ({ visibility: 'public', delaySeconds: 5 }), stands: awaitingReview, by: whoseTable },
  },
  {
    ...{ ...review, method: 'DELETE', operation: 'takeVerdictBack', path: desk('publication') },
    ...{ stands: ['about to be published'], by: (person) => person === 'Reviewer Mo' },
  },
  {
    ...{ ...review, ...posted, operation: 'reject', path: desk('rejection'), by: whoseTable },
    ...{ body: () => ({ code: 'unclear', words }), stands: awaitingReview },
  },
  {
    ...{ ...review, method: 'PUT', operation: 'lockForReview', path: desk('lock') },
    ...{ stands: awaitingReview, by: whoseTable },
  },
  {
    ...{ ...review, ...posted, operation: 'reviewFollowUp', thing: 'followUp' },
    path: ({ scene }) => `/api/v1/desk/follow-ups/${scene.followUp ?? nothing}/publication`,
    ...{ body: () => ({}), stands: ['in progress'] },
  },
  {
    ...{ ...review, ...posted, operation: 'reviewRating', thing: 'rating' },
    path: ({ scene }) => `/api/v1/desk/ratings/${scene.rating ?? nothing}/publication`,
    ...{ body: () => ({}), stands: ['answered'] },
  },
  {
    ...{ ...posted, operation: 'transferOn', act: 'transfer', path: desk('transfers') },
    body: ({ board }) => ({ office: board.place.next, words }),
    stands: [...waiting, 'thanks that wait to be passed on', 'returned to the desk'],
  },
  {
    ...{ ...posted, operation: 'returnTransfer', act: 'return', path: desk('transfer-return') },
    ...{ body: () => ({ code: 'other-place', words }), stands: waiting, late: true },
  },
];
