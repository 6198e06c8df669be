import { handled } from '../status.ts';
import type { Step } from './step.ts';

const waiting = { publication: handled, handling: ['waiting'] } as const;
// Thanks are passed on by whoever has them, at most after handing them on.
const returnable = ['suggestion', 'consultation', 'complaint', 'help'] as const;

/** Hand-over to the office that answers, and back (转送): until somebody has accepted. */
export const transferSteps = {
  'return-transfer': {
    act: 'return',
    from: { ...waiting, next: ['accept'] },
    kinds: returnable,
    ministry: false,
    to: {},
    next: 'transfer',
    holder: 'named',
    promise: 'same',
    why: 'Not ours: back to the sender, who holds it and answers for it; the promise runs on.',
  },
  'refer-transfer': {
    act: 'return',
    from: { ...waiting, next: ['accept'] },
    kinds: returnable,
    ministry: false,
    to: {},
    next: 'rule',
    holder: 'named',
    promise: 'same',
    why: 'The second return never goes round again: the nearest common superior rules.',
  },
  'transfer-on': {
    act: 'transfer',
    from: { ...waiting, next: ['accept', 'pass-on', 'transfer'] },
    ministry: false,
    to: {},
    next: 'by kind',
    holder: 'named',
    promise: 'same',
  },
  'rule-transfer': {
    act: 'rule',
    from: { ...waiting, next: ['rule'] },
    to: { handling: 'in-progress' },
    next: 'answer',
    holder: 'named',
    promise: 'same',
    why: 'A ruling binds: nobody accepts or returns after it.',
  },
  'fall-back': {
    act: 'keep the clock',
    from: { ...waiting, next: ['rule'] },
    to: { handling: 'in-progress' },
    next: 'answer',
    holder: 'named',
    promise: 'same',
    why: 'What nobody claims falls to the named fallback: of a county the city’s office, of a province the platform’s desk.',
  },
  succeed: {
    act: 'keep the clock',
    from: { publication: handled, handling: ['waiting', 'in-progress', 'answered'] },
    to: {},
    next: 'same',
    holder: 'named',
    promise: 'same',
    why: 'An office has ended: whoever succeeds it goes on where it stood, with the clocks as they run.',
  },
  'succeed-afresh': {
    act: 'keep the clock',
    from: {
      publication: handled,
      handling: ['in-progress'],
      next: ['answer', 'accept-order', 'work', 'judge', 'rule'],
    },
    ministry: false,
    to: {},
    next: 'answer',
    holder: 'named',
    promise: 'same',
    why: 'Two offices of its chain have become one: no order between them makes sense any more.',
  },
  'inherit-complaint': {
    act: 'keep the clock',
    from: {},
    to: {},
    next: 'same',
    holder: 'same',
    promise: 'same',
    why: 'Who succeeds an office complained of is complained of too, wherever the message stands.',
  },
  'reroute-waiting': {
    act: 'name the complained-of',
    from: { ...waiting, next: ['accept', 'pass-on', 'transfer', 'rule'] },
    to: {},
    next: 'by kind',
    holder: 'named',
    promise: 'same',
    why: 'Who is complained of does not answer: the level above does.',
  },
} as const satisfies Record<string, Step>;
