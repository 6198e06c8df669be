import { handled } from '../status.ts';
import type { Step } from './step.ts';

// Also while units work below: the answerable office owns the promise all the time.
const atWork = {
  publication: handled,
  handling: ['in-progress'],
  next: ['answer', 'accept-order', 'work', 'judge', 'rule'],
} as const;
const asIs = { to: {}, next: 'same', holder: 'same' } as const;

/** What moves the promise while an office works: waiting for the citizen, and more time. */
export const clockSteps = {
  pause: {
    act: 'pause the promise clock',
    from: { ...atWork, paused: false },
    ...asIs,
    promise: 'pause',
    why: 'The office asks the citizen for more; the message stays with its holder, the clock has a date on which it resumes.',
  },
  supply: {
    act: 'follow up',
    from: { ...atWork, paused: true },
    ...asIs,
    promise: 'resume',
    why: 'What the citizen was asked for has come: the clock runs at once.',
  },
  resume: {
    act: 'resume the promise clock',
    from: { ...atWork, paused: true },
    ...asIs,
    promise: 'resume',
  },
  'resume-due': {
    act: 'keep the clock',
    from: { ...atWork, paused: true },
    ...asIs,
    promise: 'resume',
    why: 'The date on which it resumes has come, whether the citizen wrote or not.',
  },
  'ask-extension': {
    act: 'ask for extension',
    from: { ...atWork, paused: false },
    ...asIs,
    promise: 'same',
    why: 'Asking moves nothing.',
  },
  'grant-extension': {
    act: 'decide an extension',
    from: { ...atWork, paused: false },
    ...asIs,
    promise: 'move',
  },
  'refuse-extension': { act: 'decide an extension', from: atWork, ...asIs, promise: 'same' },
  'pass-extension-up': {
    act: 'keep the clock',
    from: atWork,
    ...asIs,
    promise: 'same',
    why: 'A request that nobody decides within a working day goes one level up.',
  },
} as const satisfies Record<string, Step>;
