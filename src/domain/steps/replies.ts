import { handled } from '../status.ts';
import type { Step } from './step.ts';

/** What is done around replies: notes among those who handle a message. None of these moves a life or a clock. */
export const replySteps = {
  'write-note': {
    act: 'write internal notes',
    from: { publication: ['awaiting-review', ...handled] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'Words among those who handle it; they reach neither author nor public.',
  },
} as const satisfies Record<string, Step>;
