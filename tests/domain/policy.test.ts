import { describe, expect, test } from 'vitest';
import type { Actor, StaffRole } from '../../src/domain/actor.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Matter } from '../../src/domain/matter.ts';
import { type Act, allows, policy, type Relation } from '../../src/domain/policy.ts';
import { relationsAtLarge, relationsTo } from '../../src/domain/relations.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { type StepName, steps } from '../../src/domain/steps/table.ts';
import { cast, type Name, names, places } from './cast.ts';
import { everyRelation, oracle } from './policy-oracle.ts';
import { ruleOf } from './rule-of-steps.ts';
import { stage, type Stage, stages } from './stages.ts';

const acts = Object.keys(oracle) as Act[];

describe('the policy table', () => {
  test('knows the acts of the rules, and no others', () => {
    expect(Object.keys(policy).sort()).toEqual([...acts].sort());
  });

  test.each(acts)('“%s” is allowed to whom the rules name, and refused to everybody else', (act) => {
    const allowed = everyRelation.filter((relation) => allows(act, new Set([relation])));
    expect(allowed.sort()).toEqual([...oracle[act]].sort());
    expect(allows(act, new Set())).toBe(false);
  });

  test('each step falls under its rule', () => {
    expect(Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, step.act]))).toEqual(ruleOf);
  });
});

const office: readonly Relation[] = ['answerable', 'holder', 'lead'];
const inHand: Partial<Record<Name, readonly Relation[]>> = {
  'Officer Zhao': office,
  'Approver Qian': [...office, 'approver'],
  'Head Sun': [...office, 'approver'],
  'an officer of the city': ['above'],
  'an approver of the city': ['above'],
  'an officer of the province': ['above'],
  'an approver of the province': ['above'],
  'a supervisor of the province': ['above'],
  'the leader': ['leader'],
};
const arrived = Object.fromEntries(
  Object.entries(inHand).map(([name, relations]) => [
    name,
    relations.includes('answerable') ? [...relations, 'addressed'] : relations,
  ]),
);
const inOffice = (relations: typeof inHand, without: Relation) =>
  Object.fromEntries(
    Object.entries(relations).map(([name, all]) => [name, all.filter((r) => r !== without)]),
  );

const officePeople = ['Officer Zhao', 'Approver Qian', 'Head Sun'] as const;
const ordering: typeof inHand = {
  ...inOffice(inHand, 'holder'),
  ...Object.fromEntries(
    officePeople.map((name) => [name, [...(inHand[name] ?? []).filter((r) => r !== 'holder'), 'orderer']]),
  ),
};
/** A unit below has accepted the work and leads. */
const ledBelow = inOffice(ordering, 'lead');

/** What each person is to a message at a stage, beside what they always are. */
const expected: Record<Stage, Partial<Record<Name, readonly Relation[]>>> = {
  'awaiting review': {},
  rejected: {},
  'waiting at the office': arrived,
  'kept private, in progress': inHand,
  'in progress': inHand,
  'waiting for its author': inHand,
  'returned to the desk': { 'the leader': ['leader'] },
  'ordered, not accepted': { ...ordering, 'an officer of the bureau': ['addressed', 'receiver'] },
  'at work in the bureau': { ...ledBelow, 'an officer of the bureau': ['holder', 'receiver', 'lead'] },
  'at work in the town': {
    ...ledBelow,
    'an officer of the bureau': ['receiver', 'orderer'],
    'an officer of the town': ['holder', 'receiver', 'lead'],
    'an officer of the helping unit': ['joint', 'joint by leave'],
  },
  'reported by the bureau': {
    ...inOffice(
      {
        ...ordering,
        ...Object.fromEntries(officePeople.map((name) => [name, [...(inHand[name] ?? []), 'orderer']])),
      },
      'lead',
    ),
    'an officer of the bureau': ['receiver', 'lead'],
  },
  answered: inHand,
  'settled and closed': inOffice(inHand, 'holder'),
  'withdrawn from the office': inOffice(inHand, 'holder'),
  'withdrawn from review': {},
};
const always: Partial<Record<Name, readonly Relation[]>> = {
  author: ['author'],
  'another citizen': ['citizen'],
  'the machine': ['machine'],
  'Reviewer Lin': ['reviewer'],
  'Reviewer Mo': ['reviewer'],
  'the operator': ['operator'],
  'the editor': ['editor'],
  'the auditor': ['auditor'],
  'the examiner': ['examiner'],
};
const people = names.filter((name) => name !== 'Dual Li, reviewer and officer');
const relationsOf = (name: Name, at: Stage): Relation[] => [
  'anybody',
  ...(always[name] ?? []),
  ...(expected[at][name] ?? []),
];

describe.each(stages)('a message that is %s', (at) => {
  test.each(people)('%s is to it what the rules say', (name) => {
    expect([...relationsTo(cast[name], stage(at))].sort()).toEqual(relationsOf(name, at).sort());
  });

  test('each step is open to whom the oracle allows it and to nobody else', () => {
    for (const name of people)
      for (const step of Object.keys(steps) as StepName[]) {
        const relations = relationsOf(name, at);
        const allowed = oracle[ruleOf[step]].some((relation) => relations.includes(relation));
        // To whom it was once addressed may hear that accepting is gone rather than forbidden.
        if (step === 'accept' && !allowed && relations.includes('answerable')) continue;
        // An operator with a legal order learns nothing of what nobody reads.
        if (ruleOf[step] === 'carry out a legal order' && stage(at).publication !== 'public') continue;
        expect(mayTake(stage(at), step, cast[name]), `${name}: ${step}`).toBe(allowed);
      }
  });
});

describe('two hats', () => {
  const li = cast['Dual Li, reviewer and officer'];

  test('whoever reviewed a message never handles it afterwards', () => {
    const reviewed = { ...stage('waiting at the office'), reviewerId: li.staffId };
    for (const step of ['accept', 'draft-reply', 'visit-done'] as const)
      expect(mayTake(reviewed, step, li)).toBe(false);
    expect(mayTake(stage('waiting at the office'), 'accept', li)).toBe(true);
  });

  test('whoever handles a message does not review what its author writes afterwards', () => {
    expect(mayTake(stage('in progress'), 'review-follow-up', li)).toBe(false);
    expect(mayTake(stage('answered'), 'review-rating', li)).toBe(false);
  });

  test.each(['operator', 'editor', 'auditor', 'examiner'] as const)(
    'a seat at an office above makes no %s a supervisor',
    (role) => {
      for (const officeId of [places.city, places.province, places.office]) {
        const relations = relationsTo(seated(role, officeId), stage('kept private, in progress'));
        expect(allows('read original', relations), `${role} at ${officeId}`).toBe(false);
        expect([...relations].sort()).toEqual(['anybody', role].sort());
      }
    },
  );
});

describe('who signs', () => {
  const city = cast['an approver of the city'];

  test('in an office where two may approve, nobody above does; where only one may, the office next above can', () => {
    expect(mayTake(stage('in progress'), 'answer', city)).toBe(false);
    expect(mayTake({ ...stage('in progress'), approvers: 1 }, 'answer', city)).toBe(true);
    expect(mayTake({ ...stage('in progress'), approvers: 0 }, 'answer', city)).toBe(true);
    expect(
      mayTake({ ...stage('in progress'), approvers: 1 }, 'answer', seated('approver', places.province)),
    ).toBe(false);
    expect(
      mayTake({ ...stage('in progress'), approvers: 1 }, 'answer', seated('supervisor', places.city)),
    ).toBe(false);
  });

  test('a third “not settled” is reviewed, answered and signed by the office above, not by the office itself', () => {
    const sentUp: Matter = {
      ...stage('in progress'),
      nextStep: 'review-above',
      holderId: places.city,
      reopened: 3,
    };
    expect(mayTake(sentUp, 'draft-reply', cast['an officer of the city'])).toBe(true);
    expect(mayTake(sentUp, 'answer', city)).toBe(true);
    expect(mayTake(sentUp, 'draft-reply', cast['Officer Zhao'])).toBe(false);
    expect(mayTake(sentUp, 'answer', cast['Approver Qian'])).toBe(false);
  });
});

describe('at large, apart from any message', () => {
  test.each([
    ['a visitor', []],
    ['another citizen', ['citizen']],
    ['Reviewer Lin', ['reviewer']],
    ['Officer Zhao', ['answerable']],
    ['Head Sun', ['answerable', 'approver']],
    ['the operator', ['operator']],
    ['the auditor', ['auditor']],
  ] as const)('%s is %j', (name, relations) => {
    expect([...relationsAtLarge(cast[name])].sort()).toEqual(['anybody', ...relations].sort());
  });

  test('only reviewers see the review queue, only the office its own, only operators keep the directory', () => {
    const may = (act: Act) => names.filter((name) => allows(act, relationsAtLarge(cast[name])));
    expect(may('read the review queue')).toEqual([
      'Reviewer Lin',
      'Reviewer Mo',
      'Dual Li, reviewer and officer',
    ]);
    expect(may('keep the directory and people')).toEqual(['the operator']);
    expect(
      may('read the office queue').filter((name) =>
        /citizen|visitor|author|leader|editor|auditor|operator/.test(name),
      ),
    ).toEqual([]);
  });
});

function seated(role: StaffRole, officeId: number): Actor {
  return { kind: 'staff', staffId: 900, name: 'Xu', duties: [{ role, officeId, postId: null }] };
}

/** May they, whatever the state of the message allows? */
function mayTake(matter: Matter, step: StepName, actor: Actor): boolean {
  try {
    decide(matter, step, actor);
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code === 'wrong-state';
  }
}
