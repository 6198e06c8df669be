import { handled } from '../status.ts';
import type { Step } from './step.ts';

const answered = {
  publication: handled,
  handling: ['answered', 'closed'],
  closed: ['settled', 'lapsed'],
} as const;

/** The citizen's voice after the door: follow-ups, rating, settled or not. */
export const citizenSteps = {
  'follow-up': {
    act: 'follow up',
    from: { publication: handled, closed: ['settled', 'lapsed', 'passed-on', 'collated', 'merged', 'ended'] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'Facts and thanks change no life; the office sees them at once.',
  },
  rate: {
    act: 'rate',
    from: answered,
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'Rating apart from settled: stars alone move nothing.',
  },
  settle: {
    act: 'rate',
    from: { publication: handled, handling: ['answered', 'closed'], closed: ['lapsed'] },
    to: { handling: 'closed', voice: 'settled' },
    next: 'none',
    holder: 'nobody',
    promise: 'stop',
    closes: 'settled',
  },
  reopen: {
    act: 'rate',
    from: answered,
    to: { handling: 'in-progress', voice: 'not-settled' },
    next: 'answer',
    holder: 'office',
    promise: 'again',
    why: 'Not settled, within 30 days of the answer, at most twice.',
  },
  'send-up': {
    act: 'rate',
    from: answered,
    to: { handling: 'in-progress', voice: 'not-settled', attention: 'reported-upward' },
    next: 'review-above',
    holder: 'above',
    promise: 'again',
    why: 'The third “not settled” goes to the office above for review (复查).',
  },
  'ask-again': {
    act: 'follow up',
    from: { publication: handled, handling: ['answered', 'closed'], closed: ['settled', 'lapsed'] },
    to: { handling: 'in-progress' },
    next: 'answer',
    holder: 'office',
    promise: 'question',
    why: 'A question after the answer reopens with five working days, uncounted, at most three times.',
  },
  'review-follow-up': {
    act: 'review',
    from: {},
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'Shows or keeps back words; no life changes by it.',
  },
  'review-rating': { act: 'review', from: {}, to: {}, next: 'same', holder: 'same', promise: 'same' },
} as const satisfies Record<string, Step>;
