import type { Got } from '../api-stage.ts';
import { type Deed, desk, deskThing, empty, type Outcome, posted, withWords, words } from './deed.ts';
import { placeOf } from './people.ts';
import { awaitingReview, handled, inProgress, without } from './stage-groups.ts';
import { type StageName, stageNames } from './ties.ts';

const draft = (type: string) => () => ({
  type,
  text: '桥面正在修补，十日内通车。',
  unit: '广元市交通运输局',
});
const above = 'with the office above for the third time';
const answeredAct = (stage: StageName) => (stage === 'answered' ? 'correct a reply' : 'decide a reply');
const reply = { ...posted, thing: 'reply', act: answeredAct } as const;
const after = ['answered', 'visited after the answer', 'settled and closed'] as const;
const mark = { ...posted, act: 'confirm a mark', body: empty, stands: ['answered'] } as const;
const withPublished = ['in progress', 'reopened by its author', above, ...after] as const;
const adopted = { what: 'adopted', measure: '村道桥梁年检办法', on: '2026-11-09' };
const noted = [...awaitingReview, ...handled];

/** The page at the desk without the original is the public text with whose verdict it was. */
function readOriginal({ status, body }: Got): Outcome | undefined {
  if (status !== 200) return undefined;
  const nothing =
    body.original === null && body['remark'] === '' && (body['notes'] as unknown[]).length === 0;
  return nothing ? 'refused' : 'done';
}

/** Reading at the desk, writing to each other, replies, corrections and marks. */
export const deedsOfReplies: readonly Deed[] = [
  {
    ...{ method: 'GET', operation: 'readAtDesk', act: 'read original', path: desk() },
    ...{ untilReviewed: true, read: readOriginal },
    stands: without(stageNames, 'rejected', 'withdrawn from review'),
  },
  {
    ...{ ...posted, operation: 'reveal', act: 'reveal private data', path: desk('reveals') },
    ...{ body: () => ({ what: 'phone', reason: words }), stands: handled },
  },
  {
    ...{ ...posted, operation: 'lookAtReply', act: 'read original', path: desk('replies/look') },
    ...{ body: draft('interim'), stands: stageNames, untilReviewed: true },
  },
  {
    ...{ method: 'GET', operation: 'fillReplyTemplate', act: 'read original' },
    path: ({ scene, board }) => `/api/v1/desk/messages/${scene.code}/reply-templates/${board.template}`,
    ...{ stands: stageNames, except: (person) => placeOf(person) !== 'office' },
  },
  {
    ...{ ...posted, operation: 'writeNote', act: 'write internal notes', path: desk('notes') },
    ...{ body: withWords, untilReviewed: true, stands: noted },
  },
  {
    ...{ ...posted, operation: 'draftReply', path: desk('replies'), body: draft('interim') },
    act: (stage) => (stage === above ? 'draft a review' : 'draft a reply'),
    stands: inProgress,
  },
  {
    ...{ ...reply, operation: 'approveReply', path: deskThing('reply', 'replies/{}/approval'), body: empty },
    stands: ['in progress', 'answered', above],
  },
  {
    ...{ ...reply, operation: 'sendReplyBack', path: deskThing('reply', 'replies/{}/return') },
    ...{ body: withWords, stands: ['in progress', 'answered', above] },
  },
  {
    ...{ ...posted, operation: 'draftCorrection', act: 'draft a correction', thing: 'published' },
    ...{ path: deskThing('published', 'replies/{}/corrections'), stands: withPublished },
    body: () => ({ text: '桥面已修补，三日内通车。', why: words }),
  },
  {
    ...{ ...posted, operation: 'proposeMark', act: 'mark as guidance, as adopted', path: desk('marks') },
    body: () => ({ what: 'guidance' }),
    stands: ['visited after the answer', 'settled and closed'],
  },
  {
    ...{ ...posted, operation: 'proposeMark', way: 'adopted', act: 'mark as guidance, as adopted' },
    ...{ path: desk('marks'), body: () => adopted, stands: ['answered'] },
  },
  { ...mark, operation: 'confirmMark', thing: 'mark', path: deskThing('mark', 'marks/{}/confirmation') },
  { ...mark, operation: 'declineMark', thing: 'mark', path: deskThing('mark', 'marks/{}/refusal') },
  { ...mark, operation: 'endMark', thing: 'markInForce', path: deskThing('markInForce', 'marks/{}/end') },
  {
    ...{ method: 'GET', operation: 'readSupervision', act: 'read history', path: desk('supervision') },
    ...{ untilReviewed: true, stands: without(stageNames, 'rejected', 'withdrawn from review') },
  },
];
