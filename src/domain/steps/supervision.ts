import { handled } from '../status.ts';
import type { Step } from './step.ts';

const unmoved = { next: 'same', holder: 'same', promise: 'same' } as const;

/** The clock, urging, the supervision file and the return visit. */
export const supervisionSteps = {
  urge: {
    act: 'urge',
    from: { handling: ['waiting', 'in-progress', 'answered'] },
    to: { attention: 'urged' },
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'Late: urged at once; by hand at any time. A message already watched higher stays there.',
  },
  'open-dossier': {
    act: 'open a dossier',
    from: { publication: handled, handling: ['waiting', 'in-progress', 'answered'] },
    to: { attention: 'supervised' },
    ...unmoved,
  },
  'report-dossier': {
    act: 'report in a dossier',
    from: {},
    to: {},
    ...unmoved,
    why: 'A dossier outlives the answer and the end of its message: it is worked on until its supervisor closes it.',
  },
  'reply-dossier': { act: 'reply in a dossier', from: {}, to: {}, ...unmoved },
  'dossier-late': { act: 'keep the clock', from: {}, to: {}, ...unmoved },
  escalate: { act: 'escalate', from: {}, to: { attention: 'reported-upward' }, ...unmoved },
  'close-dossier': {
    act: 'close a dossier',
    from: {},
    to: { attention: 'normal' },
    calms: true,
    ...unmoved,
    why: 'Only the closing of the dossier lets attention fall; what is with the office above for review stays reported.',
  },
  'visit-in-vain': {
    act: 'visit',
    from: { publication: handled, handling: ['answered'], next: ['visit'] },
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'visit',
    why: 'Not reached: again on the next working day, three times in all.',
  },
  'visit-done': {
    act: 'visit',
    from: { publication: handled, handling: ['answered'], next: ['visit'] },
    to: {},
    next: 'close',
    holder: 'same',
    promise: 'close',
  },
  'visit-settled': {
    act: 'visit',
    from: { publication: handled, handling: ['answered'], next: ['visit', 'close'] },
    to: { handling: 'closed', voice: 'settled' },
    next: 'none',
    holder: 'nobody',
    promise: 'stop',
    closes: 'settled',
  },
  'visit-not-settled': {
    act: 'visit',
    from: { publication: handled, handling: ['answered'], next: ['visit', 'close'] },
    to: { handling: 'in-progress', voice: 'not-settled' },
    next: 'answer',
    holder: 'office',
    promise: 'again',
  },
  'visit-sent-up': {
    act: 'visit',
    from: { publication: handled, handling: ['answered'], next: ['visit', 'close'] },
    to: { handling: 'in-progress', voice: 'not-settled', attention: 'reported-upward' },
    next: 'review-above',
    holder: 'above',
    promise: 'again',
  },
  close: {
    act: 'keep the clock',
    from: { handling: ['answered'], next: ['close'] },
    to: { handling: 'closed' },
    next: 'none',
    holder: 'nobody',
    promise: 'stop',
    closes: 'lapsed',
    why: '30 days after the final reply with the return visit done or tried three times; never called solved.',
  },
} as const satisfies Record<string, Step>;
