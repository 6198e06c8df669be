import { handled } from '../status.ts';
import type { Step } from './step.ts';

const inHand = { publication: handled, handling: ['in-progress'] } as const;
const same = { to: {}, next: 'same', holder: 'same', promise: 'same' } as const;
const placed = { to: {}, holder: 'named', promise: 'same', ministry: false } as const;

/** Orders down the chain 省→市→县→部门→街道→社区 and their results back up; the answerable office never changes by them. */
export const handDownSteps = {
  assign: {
    act: 'assign',
    from: { ...inHand, next: ['answer', 'work'] },
    ...placed,
    next: 'accept-order',
    why: 'An order hands the work on, never the answer.',
  },
  'accept-order': {
    act: 'accept',
    from: { ...inHand, next: ['accept-order'] },
    ...placed,
    holder: 'same',
    next: 'work',
  },
  'return-order': {
    act: 'return',
    from: { ...inHand, next: ['accept-order'] },
    ...placed,
    next: 'by order',
    why: 'Not ours: back to the orderer, who holds it again.',
  },
  'refer-order': {
    act: 'return',
    from: { ...inHand, next: ['accept-order'] },
    ...placed,
    next: 'rule',
    why: 'Returned a second time: the nearest common superior rules within one working day.',
  },
  report: { act: 'report a result', from: { ...inHand, next: ['work'] }, ...placed, next: 'judge' },
  'approve-result': {
    act: 'judge a result',
    from: { ...inHand, next: ['judge'] },
    ...placed,
    holder: 'same',
    next: 'by order',
  },
  'send-back-result': {
    act: 'judge a result',
    from: { ...inHand, next: ['judge'] },
    ...placed,
    next: 'work',
  },
  'cancel-order': {
    act: 'cancel an order',
    from: { ...inHand, next: ['accept-order', 'work', 'judge', 'rule'] },
    ...placed,
    next: 'by order',
  },
  'rule-order': {
    act: 'rule',
    from: { ...inHand, next: ['rule'] },
    ...placed,
    next: 'work',
    why: 'A ruling binds: the unit has accepted by it.',
  },
  'rule-back': {
    act: 'rule',
    from: { ...inHand, next: ['rule'] },
    ...placed,
    next: 'by order',
    why: 'No unit below is to do it: the orderer does it itself.',
  },
  'fall-back-order': {
    act: 'keep the clock',
    from: { ...inHand, next: ['rule'] },
    ...placed,
    next: 'by order',
    why: 'No ruling in time: the orderer, who stays responsible, does it itself.',
  },
  reroute: {
    act: 'name the complained-of',
    from: { ...inHand, next: ['answer', 'work', 'accept-order', 'judge', 'rule'] },
    ...placed,
    next: 'answer',
    why: 'Once accepted only a ruling moves it: naming the complained-of is one, to the level above.',
  },
  'reroute-answered': {
    act: 'name the complained-of',
    from: { publication: handled, handling: ['answered'] },
    to: {},
    next: 'same',
    holder: 'named',
    promise: 'same',
    why: 'Nor does who is complained of call the citizen back.',
  },
  'reroute-order': {
    act: 'name the complained-of',
    from: { ...inHand, next: ['accept-order', 'work', 'judge', 'rule'] },
    ...placed,
    next: 'by order',
    why: 'A unit complained of does not work on it: back to who ordered it.',
  },
  'name-complained': {
    act: 'name the complained-of',
    from: { handling: ['waiting', 'in-progress', 'answered'] },
    ...same,
  },
  'declare-conflict': {
    act: 'declare a conflict',
    from: { handling: ['waiting', 'in-progress', 'answered'] },
    ...same,
  },
} as const satisfies Record<string, Step>;

/** The parts of joint units (协办): they run beside the lead and move no life. */
export const jointSteps = {
  'call-in': {
    act: 'assign',
    from: { ...inHand, next: ['answer', 'work', 'accept-order', 'judge', 'rule'] },
    ministry: false,
    ...same,
  },
  'accept-part': { act: 'accept', from: inHand, ...same },
  'return-part': { act: 'return', from: inHand, ...same },
  'report-part': { act: 'report a result', from: inHand, ...same },
  'approve-part': { act: 'judge a result', from: inHand, ...same },
  'send-back-part': { act: 'judge a result', from: inHand, ...same },
  'cancel-part': { act: 'cancel an order', from: inHand, ...same },
  'waive-part': {
    act: 'waive a part',
    from: inHand,
    ...same,
    why: 'The final answer need not wait for it, and says so.',
  },
  'grant-reveal': { act: 'grant a reveal', from: inHand, ...same },
  'end-reveal': { act: 'grant a reveal', from: inHand, ...same },
} as const satisfies Record<string, Step>;
