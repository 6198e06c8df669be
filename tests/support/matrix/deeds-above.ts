import { type Deed, desk, deskThing, empty, posted, readOneOfMany, withWords, words } from './deed.ts';
import { placeOf, type Person } from './people.ts';
import { atWork, awaitingReview, both, handled, open, waiting, without } from './stage-groups.ts';
import type { StageName } from './ties.ts';

const paused = 'waiting for its author';
const asked = 'kept private, in progress';
const watched = 'in progress';
const third = 'with the office above for the third time';
const running = without(atWork, paused);
const afterAnswer: readonly StageName[] = ['answered', 'visited after the answer', 'settled and closed'];
const pressing = [...waiting, ...running, third] as const;
/** Whoever drafted the answer does not call its author. */
const drafter = (person: Person, stage: StageName) =>
  person === 'Officer Zhao' && [...afterAnswer, 'reopened by its author', third].includes(stage);
const oneStepAbove = (person: Person, stage: StageName) => stage === asked && placeOf(person) !== 'province';
const owner = (person: Person, stage: StageName) => stage === watched && placeOf(person) !== 'province';
const visits = {
  ...posted,
  operation: 'revisit',
  act: 'visit',
  path: desk('visits'),
  except: drafter,
} as const;
const until = { on: '2026-12-04' };

/** Clocks, return visits and supervision. */
export const deedsAbove: readonly Deed[] = [
  {
    ...{ ...posted, operation: 'askCitizen', act: 'pause the promise clock', path: desk('pause') },
    ...{ body: () => ({ words, on: '2026-11-13' }), stands: without(running, asked) },
  },
  {
    ...{ ...posted, operation: 'resume', act: 'resume the promise clock', path: desk('resumption') },
    ...{ body: empty, stands: [paused] },
  },
  {
    ...{ ...posted, operation: 'askExtension', act: 'ask for extension', path: desk('extensions') },
    ...{ body: () => ({ words, internal: words, ...until }), stands: without(running, asked) },
  },
  {
    ...{ ...posted, operation: 'grantExtension', act: 'decide an extension', thing: 'extension' },
    ...{ path: deskThing('extension', 'extensions/{}/grant'), body: empty, stands: [asked] },
    except: oneStepAbove,
  },
  {
    ...{ ...posted, operation: 'refuseExtension', act: 'decide an extension', thing: 'extension' },
    ...{ path: deskThing('extension', 'extensions/{}/refusal'), body: withWords, stands: [asked] },
    except: oneStepAbove,
  },
  {
    ...{ ...posted, operation: 'changeUrgency', way: 'raised', act: 'raise urgency after transfer' },
    ...{ path: desk('urgency'), body: () => ({ to: 'emergency', words }), stands: pressing },
  },
  {
    ...{ ...posted, operation: 'changeUrgency', way: 'lowered', act: 'lower urgency after transfer' },
    ...{ path: desk('urgency'), body: () => ({ to: 'normal', words }), stands: [watched], only: [watched] },
  },
  {
    ...{ ...posted, operation: 'putOnFastTrack', act: 'put on the fast track', path: desk('fast-track') },
    ...{ body: empty, stands: [...awaitingReview, ...pressing, 'returned to the desk'] },
  },
  { ...visits, way: 'not reached', body: () => ({ outcome: 'not-reached' }), stands: ['answered'] },
  {
    ...{ ...visits, way: 'settled', body: () => ({ outcome: 'settled' }) },
    stands: ['answered', 'visited after the answer'],
  },
  {
    ...{ ...visits, way: 'not settled', body: () => ({ outcome: 'not-settled', code: 'partly', words }) },
    stands: ['answered', 'visited after the answer'],
  },
  {
    ...{ ...posted, operation: 'beginCall', act: 'see the phone for a call', path: desk('call') },
    ...{ stands: ['answered'], except: drafter },
  },
  {
    ...{ ...posted, operation: 'urge', act: 'urge', path: desk('urges'), body: withWords },
    stands: without(open, ...awaitingReview, 'rejected'),
  },
  {
    ...{ ...posted, operation: 'urgeMany', act: 'urge', path: () => '/api/v1/desk/urges' },
    ...{ body: ({ scene }) => ({ codes: [scene.code], words }), read: readOneOfMany },
    stands: without(open, ...awaitingReview, 'rejected'),
  },
  {
    ...{ ...posted, operation: 'openDossier', act: 'open a dossier', path: desk('dossier') },
    ...{ body: () => ({ demand: words }), stands: without(both(open, handled), watched) },
  },
  {
    ...{ ...posted, operation: 'reportInDossier', act: 'report in a dossier', body: withWords },
    ...{ path: desk('dossier/reports'), stands: [watched] },
  },
  {
    ...{ ...posted, operation: 'replyInDossier', act: 'reply in a dossier', body: withWords },
    ...{ path: desk('dossier/replies'), stands: [watched] },
  },
  {
    ...{ ...posted, operation: 'escalateDossier', act: 'escalate', body: withWords, except: owner },
    ...{ path: desk('dossier/escalation'), stands: [watched] },
  },
  {
    ...{ ...posted, operation: 'closeDossier', act: 'close a dossier', except: owner },
    ...{ path: desk('dossier/closure'), body: () => ({ result: 'ended', words }), stands: [watched] },
  },
  {
    ...{ ...posted, operation: 'draftSpecialReport', act: 'report upward' },
    path: ({ board, person }) =>
      `/api/v1/desk/offices/${board.place[placeOf(person) ?? 'office']}/special-reports`,
    body: ({ scene }) => ({ title: '多处桥梁塌陷', body: words, codes: [scene.code] }),
    // Whoever writes reports hears of a message that is not theirs that it cannot be in one.
    ...{ stands: both(open, handled), sameWord: true },
    // Above the platform's desk there is nobody to whom it could report.
    by: (person) => placeOf(person) !== 'platform',
  },
];
