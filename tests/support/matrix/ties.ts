import type { Relation } from '../../../src/domain/policy.ts';
import { dutiesOf, type Person, type Place, posts } from './people.ts';

type Ties = Partial<Record<Place, readonly Relation[]>>;

/** What a message at a stage is to the places, written from the rules and apart from the program. */
export interface Standing {
  publication: 'awaiting-review' | 'rejected' | 'public' | 'private' | 'withdrawn' | 'taken-down';
  /** What each place is to the message itself. */
  ties: Ties;
  /** The place whose approvers sign. */
  signs?: Place;
  /** The leader's office has, or had, it: the leader knows it. */
  leader?: boolean;
  /** The desk still reads the original. */
  atDesk?: boolean;
  /** What each place is to the order, and to the joint part, that the stage has. */
  order?: Ties;
  part?: Ties;
  /** Who is complained of, or stepped back: nothing but the public text. */
  barred?: readonly Person[];
}

const above = { province: ['above'], platform: ['above'] } as const;
const known = { publication: 'public', signs: 'office', leader: true } as const;
const inHand = { office: ['answerable', 'holder', 'lead'], ...above } as const;
const handedDown = { office: ['answerable', 'orderer'], ...above } as const;
const closed = { ...known, ties: { office: ['answerable', 'lead'], ...above } } as const;
const peopleOfTheOffice = [
  'Dual Li, reviewer and officer',
  'Officer Zhao',
  'Officer He, who may have stepped back',
  'Approver Qian',
  'Head Sun',
] as const;

const all = {
  'awaiting review': { publication: 'awaiting-review', ties: {}, atDesk: true },
  'about to be published': { publication: 'awaiting-review', ties: {}, atDesk: true },
  'awaiting review, from which Reviewer Mo stepped back': {
    ...{ publication: 'awaiting-review', ties: {}, atDesk: true },
    barred: ['Reviewer Mo'],
  },
  rejected: { publication: 'rejected', ties: {} },
  'waiting at the office': {
    ...known,
    ties: { ...inHand, office: [...inHand.office, 'addressed'] },
  },
  'kept private, waiting at the office': {
    ...known,
    publication: 'private',
    ties: { ...inHand, office: [...inHand.office, 'addressed'] },
  },
  // The platform's supervision stands over its review desk.
  'returned to the desk': {
    ...{ publication: 'public', leader: true, atDesk: true },
    ties: { platform: ['above'] },
  },
  'in progress': { ...known, ties: inHand },
  'kept private, in progress': { ...known, publication: 'private', ties: inHand },
  'waiting for its author': { ...known, ties: inHand },
  'ordered, not accepted': {
    ...known,
    ties: {
      ...handedDown,
      office: [...handedDown.office, 'lead'],
      county: ['addressed', 'receiver'],
      helper: ['joint'],
    },
    order: { county: ['addressed'], office: ['orderer'] },
    part: { helper: ['addressed'], office: ['orderer'] },
  },
  'at work in the county': {
    ...known,
    ties: { ...handedDown, county: ['holder', 'receiver', 'lead'] },
    order: { county: ['holder'], office: ['orderer'] },
  },
  'at work in the bureau': {
    ...known,
    publication: 'private',
    ties: {
      ...handedDown,
      county: ['receiver', 'orderer'],
      bureau: ['holder', 'receiver', 'lead'],
      helper: ['joint', 'joint by leave'],
    },
    order: { bureau: ['holder'], county: ['orderer'], office: ['above'] },
    part: { helper: ['joint'], office: ['orderer'] },
  },
  'reported by the county': {
    ...known,
    ties: {
      office: ['answerable', 'holder', 'orderer'],
      ...above,
      county: ['receiver', 'lead'],
      helper: ['joint'],
    },
    order: { county: ['receiver'], office: ['orderer'] },
    part: { helper: ['receiver'], office: ['orderer'] },
  },
  'returned by two units, to be ruled on': {
    ...known,
    ties: inHand,
    order: { county: ['receiver'], office: ['orderer'] },
  },
  answered: { ...known, ties: inHand },
  'visited after the answer': { ...known, ties: inHand },
  'reopened by its author': { ...known, ties: inHand },
  'with the office above for the third time': {
    ...{ publication: 'public', leader: true, signs: 'province' },
    ties: { office: ['answerable', 'lead'], province: ['holder', 'above'], platform: ['above'] },
  },
  'settled and closed': closed,
  'withdrawn from review': { publication: 'withdrawn', ties: {} },
  'withdrawn from the office': { ...closed, publication: 'withdrawn' },
  'ended with a code': closed,
  'proposed to be taken down': { ...known, ties: inHand },
  'taken down': { ...known, publication: 'taken-down', ties: inHand },
  'taken down by a legal order': { ...known, publication: 'taken-down', ties: inHand },
  'merged into another': closed,
  'a complaint of the helping unit, from which Officer He stepped back': {
    ...{ ...known, publication: 'private', ties: inHand },
    barred: ['an officer of the helping unit', 'Officer He, who may have stepped back'],
  },
  'a complaint of the office itself': {
    ...{ publication: 'private', leader: true, signs: 'province' },
    ties: { province: ['answerable', 'holder', 'lead'], platform: ['above'] },
    barred: peopleOfTheOffice,
  },
  'thanks that wait to be passed on': {
    ...known,
    ties: { ...inHand, office: [...inHand.office, 'addressed'] },
  },
  'a suggestion to a ministry, just come': {
    ...{ publication: 'private', signs: 'ministry' },
    ties: { ministry: ['answerable', 'holder', 'addressed', 'lead'], platform: ['above'] },
  },
  'a suggestion to a ministry, acknowledged': {
    ...{ publication: 'private', signs: 'ministry' },
    ties: { ministry: ['answerable', 'holder', 'lead'], platform: ['above'] },
  },
} as const satisfies Record<string, Standing>;

/** Where a message stands. */
export type StageName = keyof typeof all;
/** All of them, in the order of a life. */
export const stageNames = Object.keys(all) as StageName[];

/** What the message is to the places at this stage. */
export function standing(stage: StageName): Standing {
  return all[stage];
}

const ofCitizens: Partial<Record<Person, Relation>> = {
  'the author': 'author',
  'another citizen': 'citizen',
};
const byRole: Partial<Record<string, Relation>> = {
  operator: 'operator',
  editor: 'editor',
  auditor: 'auditor',
  examiner: 'examiner',
};

/** Everything that a person is to the message at this stage. */
export function relationsOf(person: Person, stage: StageName): ReadonlySet<Relation> {
  const at = standing(stage);
  const found = new Set<Relation>(['anybody']);
  const own = ofCitizens[person];
  if (own) found.add(own);
  if (at.barred?.includes(person)) return found;
  for (const { role, at: place, post } of dutiesOf(person)) {
    const named = byRole[role];
    if (named) found.add(named);
    if (role === 'leader' && post === posts.leader && at.leader) found.add('leader');
    if (place) for (const each of tiesOf(role, at.ties[place] ?? [])) found.add(each);
    if ((role === 'approver' || role === 'head') && place === at.signs) found.add('approver');
  }
  // Nobody reviews what they handle.
  const handles = (['answerable', 'holder', 'approver'] as const).some((each) => found.has(each));
  if (!handles && dutiesOf(person).some(({ role }) => role === 'reviewer')) found.add('reviewer');
  return found;
}

/** A supervisor stands above and does nothing else. */
function tiesOf(role: string, ties: readonly Relation[]): readonly Relation[] {
  if (role === 'reviewer') return [];
  return role === 'supervisor' ? ties.filter((each) => each === 'above') : ties;
}

const ofOneOrder: readonly Relation[] = ['addressed', 'holder', 'joint', 'orderer', 'receiver'];

/** What a person is to the message with regard to its order, or to its joint part. */
export function relationsToOrder(
  person: Person,
  stage: StageName,
  which: 'order' | 'part',
): ReadonlySet<Relation> {
  const at = standing(stage);
  const found = new Set([...relationsOf(person, stage)].filter((each) => !ofOneOrder.includes(each)));
  if (at.barred?.includes(person)) return found;
  for (const { role, at: place } of dutiesOf(person))
    if (place && role !== 'supervisor') for (const each of at[which]?.[place] ?? []) found.add(each);
  return found;
}

/**
 * What a person is to an instruction that the leader gave to the deputy, or to the helping unit. It counts for what is
 * done with the instruction: the deputy reads the message on the leader's page, not through the desk's operations.
 */
export function relationsToInstruction(
  person: Person,
  to: 'deputy' | 'unit' | 'thread',
): ReadonlySet<Relation> {
  const found = new Set<Relation>();
  for (const { role, at, post } of dutiesOf(person)) {
    if (post === posts.leader) found.add('instructor');
    if (post === posts.deputy && to !== 'unit') found.add('deputy');
    if (role !== 'reviewer' && at === 'office') found.add('instructing office');
    if (role !== 'reviewer' && at === 'helper' && to !== 'deputy') found.add('instructed');
  }
  return found;
}
