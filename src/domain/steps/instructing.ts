import { handled } from '../status.ts';
import type { Step } from './step.ts';

// What came from an earlier board, was taken back by its author or never shown gets no instruction.
const from = {
  publication: handled,
  closed: ['settled', 'lapsed', 'passed-on', 'collated'],
} as const satisfies Step['from'];
const still = { to: {}, next: 'same', holder: 'same', promise: 'same' } as const;

/** Instructions (批示): they hang on a message and move none of its lives; each runs on a clock of its own. */
export const instructingSteps = {
  instruct: {
    act: 'instruct',
    from,
    ...still,
    why: 'An answer may be out and a leader still want to know whether the road is mended: closed messages too.',
  },
  'pass-instruction-on': {
    act: 'pass an instruction on',
    from: { publication: handled },
    ...still,
    why: 'A deputy who is instructed instructs a unit in turn.',
  },
  'note-instruction': { act: 'note an instruction', from: {}, ...still, why: 'A read receipt (签收).' },
  'report-instruction': { act: 'report on an instruction', from: {}, ...still },
  'accept-report': { act: 'decide on a report', from: {}, ...still },
  'send-back-report': { act: 'decide on a report', from: {}, ...still },
  'take-instruction-back': { act: 'take an instruction back', from: {}, ...still },
  'publish-instruction': {
    act: 'make an instruction public',
    from: { publication: ['public'] },
    ...still,
    why: 'The trace tells that a post instructed; its words only when the leader wants it.',
  },
  'urge-instruction': {
    act: 'keep the clock',
    from: {},
    ...still,
    why: 'A report that is late is urged at once; the message’s own clock has nothing to do with it.',
  },
} as const satisfies Record<string, Step>;
