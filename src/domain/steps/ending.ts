import { handled } from '../status.ts';
import type { Step } from './step.ts';

const open = { publication: handled, handling: ['waiting', 'in-progress'] } as const;

/** Ends that no answer brings: merged with another message, or ended by the office with a code. */
export const endingSteps = {
  merge: {
    act: 'merge',
    from: open,
    to: { handling: 'closed' },
    next: 'none',
    holder: 'nobody',
    promise: 'stop',
    closes: 'merged',
    why: 'Its author gets the answer of the message that goes on, and keeps their own thread.',
  },
  'take-in': {
    act: 'merge',
    from: open,
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'The earliest due date of the merged messages governs.',
  },
  'propose-end': {
    act: 'end with a code',
    from: { publication: handled, handling: ['in-progress'] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
  },
  'refuse-end': {
    act: 'countersign an end',
    from: { publication: handled, handling: ['in-progress'] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
  },
  end: {
    act: 'countersign an end',
    from: { publication: handled, handling: ['in-progress'] },
    to: { handling: 'closed' },
    next: 'none',
    holder: 'nobody',
    promise: 'stop',
    closes: 'ended',
  },
} as const satisfies Record<string, Step>;
