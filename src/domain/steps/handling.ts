import { handled } from '../status.ts';
import type { Step } from './step.ts';

const placeKinds = ['suggestion', 'consultation', 'complaint', 'help'] as const;

/** The office at work. */
export const handlingSteps = {
  accept: {
    act: 'accept',
    from: { publication: handled, handling: ['waiting'], next: ['accept'] },
    kinds: placeKinds,
    ministry: false,
    to: { handling: 'in-progress' },
    next: 'answer',
    holder: 'same',
    promise: 'same',
    why: 'Acceptance never restarts the promise.',
  },
  'pass-on': {
    act: 'pass on thanks',
    from: { publication: handled, handling: ['waiting'], next: ['pass-on'] },
    kinds: ['thanks'],
    to: { handling: 'closed' },
    next: 'none',
    holder: 'nobody',
    promise: 'stop',
    closes: 'passed-on',
  },
  acknowledge: {
    act: 'acknowledge and collate',
    from: { publication: handled, handling: ['waiting'], next: ['acknowledge'] },
    ministry: true,
    to: { handling: 'in-progress' },
    next: 'collate',
    holder: 'same',
    promise: 'collate',
  },
  collate: {
    act: 'acknowledge and collate',
    from: { publication: handled, handling: ['in-progress'], next: ['collate'] },
    ministry: true,
    to: { handling: 'closed' },
    next: 'none',
    holder: 'nobody',
    promise: 'stop',
    closes: 'collated',
    why: 'A ministry’s answer is optional; the record of collation ends it.',
  },
  'draft-reply': {
    act: 'draft a reply',
    actAbove: 'draft a review',
    from: {
      publication: handled,
      handling: ['in-progress'],
      next: ['answer', 'collate', 'review-above', 'accept-order', 'work', 'judge', 'rule'],
    },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'While units work below, progress is drafted and told above.',
  },
  'send-back-reply': {
    act: 'decide a reply',
    from: { publication: handled, handling: ['in-progress'] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
  },
  'publish-interim': {
    act: 'decide a reply',
    from: { publication: handled, handling: ['in-progress'] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'Progress is told without stopping the clock.',
  },
  answer: {
    act: 'decide a reply',
    from: { publication: handled, handling: ['in-progress'], next: ['answer', 'collate', 'review-above'] },
    to: { handling: 'answered', voice: 'not-said' },
    next: 'visit',
    holder: 'office',
    promise: 'visit',
    why: 'Each new answer asks the citizen anew.',
  },
} as const satisfies Record<string, Step>;
