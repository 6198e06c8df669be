import { noConflicts } from '../../src/domain/conflict.ts';
import type { Order } from '../../src/domain/hand-down/order.ts';
import type { Matter } from '../../src/domain/matter.ts';
import { author, cast, places } from './cast.ts';
import { shanghai } from './calendar-of-2020.ts';

const received = shanghai('2020-03-09', '10:00:00');

const atDesk: Matter = {
  id: 1,
  code: '384720195526',
  kind: 'help',
  urgency: 'normal',
  wish: 'public',
  ministry: false,
  publication: 'awaiting-review',
  handling: 'waiting',
  voice: 'not-said',
  attention: 'normal',
  nextStep: 'review',
  closedReason: null,
  authorId: author.citizenId,
  postId: places.post,
  answerableId: places.desk,
  holderId: places.desk,
  deskId: places.desk,
  orders: [],
  conflicts: noConflicts,
  aboveIds: [],
  approvers: 0,
  reviewerId: null,
  transferredAt: null,
  reopened: 0,
  questions: 0,
  visitTries: 0,
  receivedAt: received,
  answeredAt: null,
  dueAt: shanghai('2020-03-25'),
  firstDueAt: shanghai('2020-03-25'),
  pausedUntil: null,
  fastTrack: false,
  adopted: false,
};
const atOffice: Matter = {
  ...atDesk,
  publication: 'public',
  transferredAt: received,
  nextStep: 'accept',
  answerableId: places.office,
  holderId: places.office,
  aboveIds: [places.city, places.province],
  approvers: 2,
  reviewerId: cast['Reviewer Lin'].staffId,
};
const worked: Matter = { ...atOffice, handling: 'in-progress', nextStep: 'answer' };
const order = (changes: Partial<Order>): Order => ({
  ...{ id: 1, parentId: null, role: 'lead', fromId: places.office, toId: places.bureau, state: 'offered' },
  ...{ binding: false, returnUntilAt: received, dueAt: received, revealGranted: false },
  ...changes,
});
const below: Matter = {
  ...worked,
  nextStep: 'work',
  holderId: places.bureau,
  orders: [order({ state: 'accepted' })],
};
const closed = { handling: 'closed', nextStep: 'none', holderId: null, dueAt: null } as const;

const all = {
  'awaiting review': atDesk,
  rejected: { ...atDesk, publication: 'rejected', nextStep: 'mend', holderId: null },
  'waiting at the office': atOffice,
  'kept private, in progress': { ...worked, publication: 'private' },
  'in progress': worked,
  'waiting for its author': { ...worked, pausedUntil: shanghai('2020-03-16') },
  'returned to the desk': {
    ...atOffice,
    nextStep: 'transfer',
    answerableId: places.desk,
    holderId: places.desk,
    aboveIds: [],
    approvers: 0,
  },
  'ordered, not accepted': {
    ...worked,
    nextStep: 'accept-order',
    holderId: places.bureau,
    orders: [order({})],
  },
  'at work in the bureau': below,
  'at work in the town': {
    ...below,
    holderId: places.town,
    orders: [
      order({ state: 'accepted' }),
      order({ id: 2, parentId: 1, fromId: places.bureau, toId: places.town, state: 'accepted' }),
      order({ id: 3, role: 'joint', toId: places.helper, state: 'accepted', revealGranted: true }),
    ],
  },
  'reported by the bureau': {
    ...below,
    nextStep: 'judge',
    holderId: places.office,
    orders: [order({ state: 'reported' })],
  },
  answered: { ...worked, handling: 'answered', nextStep: 'visit', answeredAt: received },
  'settled and closed': {
    ...worked,
    ...closed,
    closedReason: 'settled',
    voice: 'settled',
    answeredAt: received,
  },
  'withdrawn from the office': { ...worked, ...closed, publication: 'withdrawn', closedReason: 'withdrawn' },
  'withdrawn from review': { ...atDesk, ...closed, publication: 'withdrawn', closedReason: 'withdrawn' },
} as const satisfies Record<string, Matter>;

/** Where a message stands in its life, by the name used in the tests. */
export type Stage = keyof typeof all;

/** All of them, in the order of a life. */
export const stages = Object.keys(all) as Stage[];

/** A message at this stage: reviewed by Reviewer Lin, at an office where two may approve. */
export function stage(name: Stage): Matter {
  return all[name];
}
