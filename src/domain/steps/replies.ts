import { handled } from '../status.ts';
import type { Step } from './step.ts';

/** What is done around replies: notes among those who handle a message. None of these moves a life or a clock. */
export const replySteps = {
  'sign-reply': {
    act: 'decide a reply',
    from: { publication: handled, handling: ['in-progress'] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'One of several signatures; the last one publishes.',
  },
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
