import type { Step } from './step.ts';

const shown = { publication: ['public'] } as const;
const gone = { publication: ['taken-down'] } as const;
const unmoved = { to: {}, next: 'same', holder: 'same', promise: 'same' } as const;
const outOfView = { ...unmoved, to: { publication: 'taken-down' } } as const;
const inView = { ...unmoved, to: { publication: 'public' } } as const;

/** Out of public view and back: who handles the message, and until when, stays as it is. */
export const takeDownSteps = {
  'propose-take-down': { act: 'take down', from: shown, ...unmoved },
  'take-down': {
    act: 'take down',
    from: shown,
    ...outOfView,
    why: 'Proposed by one reviewer, confirmed by another; its office goes on handling it.',
  },
  'propose-restore': { act: 'take down', from: gone, ...unmoved },
  restore: { act: 'take down', from: gone, ...inView },
  'refuse-take-down': {
    act: 'take down',
    from: { publication: ['public', 'taken-down'] },
    ...unmoved,
    why: 'The second reviewer says no, or the first takes the proposal back.',
  },
  'order-down': {
    act: 'carry out a legal order',
    from: shown,
    ...outOfView,
    why: 'A legal order binds at once; its document is named.',
  },
  'lift-order': {
    act: 'carry out a legal order',
    from: gone,
    ...inView,
    why: 'What an order took down comes back by a document too.',
  },
} as const satisfies Record<string, Step>;
