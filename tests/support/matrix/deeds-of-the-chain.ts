import { type At, type Deed, desk, deskThing, empty, posted, withWords, words } from './deed.ts';
import { placeOf } from './people.ts';
import { atWork, inHand, inProgress, open, waiting, without } from './stage-groups.ts';

/** To whom somebody would hand the work down: a unit below their own. */
function unitBelow({ board, person }: At): number {
  const place = placeOf(person);
  if (place === 'county') return board.place.bureau;
  return place === 'province' ? board.place.elsewhere : board.place.next;
}
const result = () => ({ text: '桥面已修补通车。' });
const back = () => ({ code: 'other-unit', words });
const order = { ...posted, about: 'order', thing: 'order' } as const;
const part = { ...posted, about: 'part', thing: 'part' } as const;
const withParts = ['ordered, not accepted', 'at work in the bureau', 'reported by the county'] as const;
const proposed = 'kept private, in progress';

/** Orders down the chain, results up, rulings, and ends without an answer. */
export const deedsOfTheChain: readonly Deed[] = [
  {
    ...{ ...posted, operation: 'giveOrder', act: 'assign', path: desk('assignments') },
    body: (at) => ({ office: unitBelow(at), role: 'lead', words }),
    ...{ stands: [...inHand, 'at work in the county'] },
    by: (person, stage) => stage !== 'at work in the county' || placeOf(person) === 'county',
  },
  {
    ...{ ...posted, operation: 'giveOrder', way: 'as joint unit', act: 'assign', path: desk('assignments') },
    body: (at) => ({ office: unitBelow(at), role: 'joint', words }),
    ...{ stands: atWork, by: (person) => placeOf(person) !== 'bureau' },
  },
  ...([order, part] as const).flatMap((of): Deed[] => [
    {
      ...{ ...of, operation: 'acceptOrder', act: 'accept', late: true, body: empty },
      ...{ path: deskThing(of.thing, 'assignments/{}/acceptance'), stands: ['ordered, not accepted'] },
    },
    {
      ...{ ...of, operation: 'returnOrder', act: 'return', late: true, body: back },
      ...{ path: deskThing(of.thing, 'assignments/{}/return'), stands: ['ordered, not accepted'] },
    },
    {
      ...{ ...of, operation: 'reportResult', act: 'report a result', late: true, body: result },
      path: deskThing(of.thing, 'assignments/{}/result'),
      stands: ['at work in the county', 'at work in the bureau'],
      by: (_, stage) => of === order || stage === 'at work in the bureau',
    },
    {
      ...{ ...of, operation: 'approveResult', act: 'judge a result', body: empty },
      ...{ path: deskThing(of.thing, 'assignments/{}/result-approval'), stands: ['reported by the county'] },
    },
    {
      ...{ ...of, operation: 'sendBackResult', act: 'judge a result', body: withWords },
      ...{ path: deskThing(of.thing, 'assignments/{}/result-return'), stands: ['reported by the county'] },
    },
    {
      ...{ ...of, operation: 'cancelOrder', act: 'cancel an order', body: withWords },
      path: deskThing(of.thing, 'assignments/{}/cancellation'),
      stands: of === part ? withParts : [...withParts, 'at work in the county'],
    },
  ]),
  {
    ...{ ...part, operation: 'waivePart', act: 'waive a part', body: withWords },
    ...{ path: deskThing('part', 'assignments/{}/waiver'), stands: withParts },
  },
  ...[true, false].map((granted): Deed => ({
    ...{ ...part, operation: 'grantReveal', act: 'grant a reveal', body: () => ({ granted }) },
    ...{ ...(!granted && { way: 'taken back' }), stands: withParts },
    path: deskThing('part', 'assignments/{}/reveal-grant'),
  })),
  {
    ...{ ...posted, operation: 'rule', act: 'rule', path: desk('ruling') },
    body: ({ board }) => ({ office: board.place.county, words }),
    stands: ['returned by two units, to be ruled on'],
  },
  {
    ...{ ...posted, operation: 'declareConflict', act: 'declare a conflict', path: desk('conflict') },
    ...{ body: withWords, stands: open },
  },
  {
    ...{ ...posted, operation: 'merge', act: 'merge', path: desk('merge') },
    body: ({ scene }) => ({ into: scene.into }),
    stands: [...waiting, ...without(inProgress, 'a suggestion to a ministry, acknowledged')],
  },
  {
    ...{ ...posted, operation: 'proposeEnd', act: 'end with a code', path: desk('ending') },
    ...{ body: () => ({ code: 'nobody-identified', words }), stands: without(inProgress, proposed) },
  },
  {
    ...{ ...posted, operation: 'decideEnd', act: 'countersign an end', path: desk('ending-decision') },
    ...{ body: () => ({ end: true }), stands: [proposed] },
  },
  {
    ...{ ...posted, operation: 'decideEnd', way: 'refused', act: 'countersign an end' },
    ...{ path: desk('ending-decision'), body: () => ({ end: false, words }), stands: [proposed] },
  },
];
