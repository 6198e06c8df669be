import { type Deed, desk, own, posted, readOneOfMany, words } from './deed.ts';
import { both, handled, inProgress, open, waiting, without } from './stage-groups.ts';
import { standing, type StageName, stageNames } from './ties.ts';

const put = { method: 'PUT' } as const;
const isPublic = stageNames.filter((stage) => standing(stage).publication === 'public');
const after = ['answered', 'visited after the answer', 'settled and closed'] as const;
const mended = { title: '桥面塌陷', body: '石拱桥塌了一个洞，请修。', name: '罗小满' };
const stars = { solved: 3, attitude: 3, speed: 3 };
const ended = ['withdrawn from review', 'withdrawn from the office'] as const;
const said = (type: string) => () => ({ type, text: '桥还是塌的。' });
const followUp = { ...posted, operation: 'followUp', act: 'follow up', path: own('follow-ups') } as const;
const rate = { ...put, operation: 'rate', act: 'rate', path: own('rating') } as const;

/** What the author, or anybody, does with a message. */
export const deedsOfCitizens: readonly Deed[] = [
  {
    ...{ method: 'GET', operation: 'readMessage', path: own() },
    act: (stage) => (standing(stage).publication === 'public' ? 'read public text' : 'read own message'),
    stands: stageNames,
    // Everybody hears that it was taken down, and reads nothing of it.
    read: ({ status }) => (status === 410 ? 'refused' : undefined),
  },
  {
    ...{ ...put, operation: 'mendMessage', act: 'mend', path: own(), body: () => mended },
    stands: ['rejected'],
  },
  {
    ...{ ...posted, operation: 'withdrawMessage', act: 'withdraw', path: own('withdrawal') },
    body: () => ({ words }),
    // What was never public is not hidden after the answer.
    stands: [...without(open, 'answered', 'visited after the answer'), ...both(isPublic, after)],
  },
  {
    ...{ ...followUp, way: 'more facts', body: said('facts') },
    stands: handled,
  },
  { ...{ ...followUp, way: 'a question', body: said('question') }, stands: handled },
  {
    ...{ ...followUp, way: 'not settled', body: said('not-settled') },
    stands: ['answered', 'visited after the answer', 'settled and closed'],
  },
  { ...{ ...rate, way: 'stars alone', body: () => stars }, stands: after },
  {
    ...{ ...rate, way: 'settled', body: () => ({ ...stars, settled: true }) },
    stands: ['answered', 'visited after the answer'],
  },
  { ...{ ...rate, way: 'not settled', body: () => ({ ...stars, settled: false }) }, stands: after },
  ...(
    [
      ['GET', 'readSupport', 'follow', 'support'],
      ['PUT', 'support', 'support', 'support'],
      ['DELETE', 'takeSupportBack', 'support', 'support'],
      ['PUT', 'followMessage', 'follow', 'follow'],
      ['DELETE', 'unfollowMessage', 'follow', 'follow'],
    ] as const
  ).map(([method, operation, act, below]): Deed => {
    // What is not shown is its author's alone.
    const actAt = (stage: StageName) => (isPublic.includes(stage) ? act : 'read own message');
    return { method, operation, act: actAt, path: own(below), stands: isPublic };
  }),
  {
    ...{ ...posted, operation: 'nameComplained', act: 'name the complained-of' },
    ...{ path: desk('complained-of'), body: ({ board }) => ({ offices: [board.place.elsewhere] }) },
    stands: without(open, ...ended),
  },
];

/** An office takes a message on. */
export const deedsOfAcceptance: readonly Deed[] = [
  {
    ...{ ...posted, operation: 'accept', act: 'accept', path: desk('acceptance'), body: () => ({}) },
    ...{ stands: waiting, late: true },
  },
  {
    ...{ ...posted, operation: 'acceptMany', act: 'accept', path: () => '/api/v1/desk/acceptances' },
    body: ({ scene }) => ({ codes: [scene.code] }),
    ...{ stands: waiting, late: true, read: readOneOfMany },
  },
  {
    ...{ ...posted, operation: 'passThanksOn', act: 'pass on thanks', path: desk('thanks-passed-on') },
    ...{ body: () => ({}), stands: ['thanks that wait to be passed on'] },
  },
  {
    ...{ ...posted, operation: 'acknowledge', act: 'acknowledge and collate' },
    ...{ path: desk('acknowledgement'), body: () => ({}) },
    stands: ['a suggestion to a ministry, just come'],
  },
  {
    ...{ ...posted, operation: 'collate', act: 'acknowledge and collate' },
    ...{ path: desk('collation'), body: () => ({ words }) },
    stands: ['a suggestion to a ministry, acknowledged'],
  },
  {
    ...{ ...posted, operation: 'putInCharge', act: 'put in charge', path: () => '/api/v1/desk/charges' },
    body: ({ scene }) => ({ codes: [scene.code] }),
    stands: [
      ...waiting,
      ...inProgress,
      ...(['answered', 'visited after the answer', 'thanks that wait to be passed on'] as const),
      'a suggestion to a ministry, just come',
    ],
    read: readOneOfMany,
  },
];
