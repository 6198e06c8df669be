import { handled } from '../status.ts';
import type { Step } from './step.ts';

// Also while units work below: the answerable office owns the promise all the time.
const atWork = {
  publication: handled,
  handling: ['in-progress'],
  next: ['answer', 'accept-order', 'work', 'judge', 'rule'],
} as const;
/** Not for what is passed on or collated: there is nothing that could come sooner. */
const answered = { kinds: ['suggestion', 'consultation', 'complaint', 'help'], ministry: false } as const;
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
  'follow-rule': {
    act: 'keep the clock',
    from: { handling: ['waiting', 'in-progress', 'answered'], paused: false },
    ...asIs,
    promise: 'same',
    why: 'A changed policy or calendar moves a running clock; a promise only ever earlier, unless its day is a rest day now.',
  },
  'raise-urgency-later': {
    act: 'raise urgency after transfer',
    from: { publication: handled, handling: ['waiting', 'in-progress'], paused: false },
    ...answered,
    ...asIs,
    promise: 'sooner',
  },
  'lower-urgency': {
    act: 'lower urgency after transfer',
    from: { publication: handled, handling: ['waiting', 'in-progress'] },
    ...asIs,
    promise: 'same',
    why: 'The promise was told; lowering never puts it off.',
  },
  'fast-track': {
    act: 'put on the fast track',
    from: {
      publication: [...handled, 'awaiting-review'],
      handling: ['waiting', 'in-progress'],
      paused: false,
    },
    ...answered,
    ...asIs,
    promise: 'sooner',
    why: 'Hours instead of days (简易流程); a promise only comes earlier by it.',
  },
} as const satisfies Record<string, Step>;
