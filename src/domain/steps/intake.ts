import type { Step } from './step.ts';

/** From the door to publication, and out of view again. */
export const intakeSteps = {
  'raise-urgency': {
    act: 'set urgency before transfer', from: { publication: ['awaiting-review'] }, to: {}, next: 'same', holder: 'same', promise: 'forecast',
    why: 'The promise can only come earlier by it.',
  },
  'publish': {
    act: 'review', from: { publication: ['awaiting-review'] }, to: { publication: 'public' }, next: 'by kind', holder: 'office', promise: 'transfer',
    why: 'Publication includes the transfer to the leader’s office: no message is public and ownerless.',
  },
  'keep-private': {
    act: 'review', from: { publication: ['awaiting-review'] }, to: { publication: 'private' }, next: 'by kind', holder: 'office', promise: 'transfer',
    why: 'Handled with the same clocks, shown to the author and the handlers only.',
  },
  'reject': { act: 'review', from: { publication: ['awaiting-review'] }, to: { publication: 'rejected' }, next: 'mend', holder: 'author', promise: 'mend' },
  'mend': { act: 'mend', from: { publication: ['rejected'], handling: ['waiting'] }, to: { publication: 'awaiting-review' }, next: 'review', holder: 'desk', promise: 'forecast' },
  'lapse': {
    act: 'keep the clock', from: { publication: ['rejected'], handling: ['waiting'] }, to: { handling: 'closed' }, next: 'none', holder: 'nobody', promise: 'stop',
    closes: 'rejected', why: 'A rejected message that its author does not mend within 30 days ends.',
  },
  'withdraw': {
    act: 'withdraw', from: { publication: ['awaiting-review', 'public', 'private', 'rejected'], handling: ['waiting', 'in-progress'] },
    to: { publication: 'withdrawn', handling: 'closed' }, next: 'none', holder: 'nobody', promise: 'stop', closes: 'withdrawn',
  },
  'hide': {
    act: 'withdraw', from: { publication: ['public'], handling: ['answered', 'closed'] }, to: { publication: 'withdrawn' }, next: 'same', holder: 'same', promise: 'same',
    why: 'After the answer the record stays; it is hidden at the author’s wish.',
  },
} as const satisfies Record<string, Step>;
