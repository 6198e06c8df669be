import type { Act, Relation } from '../../../src/domain/policy.ts';
import { oracle } from '../../domain/policy-oracle.ts';
import type { Deed } from './deed.ts';
import { deedsAbove } from './deeds-above.ts';
import { deedsOfAcceptance, deedsOfCitizens } from './deeds-of-citizens.ts';
import { deedsOfLeaders } from './deeds-of-leaders.ts';
import { deedsOfReplies } from './deeds-of-replies.ts';
import { deedsOfReview } from './deeds-of-review.ts';
import { deedsOfTheChain } from './deeds-of-the-chain.ts';
import { deedsOfTakingDown } from './deeds-of-taking-down.ts';
import { people, type Person, staff } from './people.ts';
import {
  relationsOf,
  relationsToInstruction,
  relationsToOrder,
  standing,
  type StageName,
  stageNames,
} from './ties.ts';

/** Everything that can be done with one message over the API. */
export const deeds: readonly Deed[] = [
  ...deedsOfCitizens,
  ...deedsOfReview,
  ...deedsOfTakingDown,
  ...deedsOfAcceptance,
  ...deedsOfTheChain,
  ...deedsOfReplies,
  ...deedsAbove,
  ...deedsOfLeaders,
];

/** What the rules say of one person, one deed and one stage. */
export interface Expected {
  allowed: boolean;
  /** Allowed, and the stage is one where it can be done. */
  done: boolean;
  /** Refused, and they may hear that it is gone. */
  late: boolean;
}

/** The stage of the instruction: elsewhere there is none. */
const withInstruction: StageName = 'in progress';

/** All that a person is to what the deed is about. */
function relationsFor(deed: Deed, person: Person, stage: StageName): ReadonlySet<Relation> {
  const { about } = deed;
  if (about === 'order' || about === 'part') return relationsToOrder(person, stage, about);
  const own = relationsOf(person, stage);
  if (!about || stage !== withInstruction) return own;
  return new Set([...own, ...relationsToInstruction(person, about)]);
}

/** The act that a deed is at a stage. */
export function actOf({ act }: Deed, stage: StageName): Act {
  return typeof act === 'function' ? act(stage) : act;
}

/** What is expected, by the oracle and the relations of the tests alone. */
export function expectedOf(deed: Deed, person: Person, stage: StageName): Expected {
  const relations = relationsFor(deed, person, stage);
  const counts = (relation: Relation) =>
    relations.has(relation) && !(relation === 'reviewer' && deed.untilReviewed && !standing(stage).atDesk);
  const related = oracle[actOf(deed, stage)].some(counts);
  const allowed = related && !deed.except?.(person, stage);
  const wasTheirs = (['answerable', 'joint', 'holder', 'receiver'] as const).some((r) => relations.has(r));
  const late = !allowed && (related || deed.sameWord === true || (deed.late === true && wasTheirs));
  const done = allowed && deed.stands.includes(stage) && (deed.by?.(person, stage) ?? true);
  return { allowed, done, late };
}

/** Relations that some deed asks for; what else a badge says counts for nothing here. */
const counting = new Set<Relation>(
  deeds.flatMap((deed) => stageNames.flatMap((stage) => oracle[actOf(deed, stage)])),
);

/** Whose relations at a stage are the same: by these words they are equals. */
function likeness(person: Person, stage: StageName): string {
  const kind = person in staff ? 'staff' : person;
  const sets = [
    relationsOf(person, stage),
    ...(['order', 'part'] as const).map((of) => relationsToOrder(person, stage, of)),
    ...(stage === withInstruction
      ? (['deputy', 'unit'] as const).map((to) => relationsToInstruction(person, to))
      : []),
  ];
  const words = sets.map((set) => [...set].filter((each) => counting.has(each)).sort());
  return JSON.stringify([kind, standing(stage).barred?.includes(person) ?? false, words]);
}

const equals = new Map<StageName, Map<string, Person[]>>();

function equalsOf(person: Person, stage: StageName): Person[] {
  const known = equals.get(stage) ?? Map.groupBy(people, (each) => likeness(each, stage));
  equals.set(stage, known);
  return known.get(likeness(person, stage)) ?? [];
}

/** How many of those who are the same to a message try each deed; all with MATRIX=full. */
const shared = process.env['MATRIX'] === 'full' ? Infinity : 2;

/** Is the deed tried by this person at this stage? Equals take turns, from deed to deed and from stage to stage. */
export function isTried(deed: Deed, person: Person, stage: StageName): boolean {
  if (deed.only && !deed.only.includes(stage)) return false;
  const group = equalsOf(person, stage);
  if (group.length <= shared || deed.except) return true;
  const first = (deeds.indexOf(deed) + 7 * stageNames.indexOf(stage)) % group.length;
  return (group.indexOf(person) - first + group.length) % group.length < shared;
}

/** How many combinations there are at these stages, and how many of them the rules allow. */
export function count(stages: readonly StageName[]): { all: number; allowed: number; done: number } {
  const each = stages.flatMap((stage) =>
    people.flatMap((person) =>
      deeds.filter((deed) => isTried(deed, person, stage)).map((deed) => expectedOf(deed, person, stage)),
    ),
  );
  return {
    all: each.length,
    allowed: each.filter(({ allowed }) => allowed).length,
    done: each.filter(({ done }) => done).length,
  };
}

/** What a stranger may not even know of: hidden from everybody without a part in it. */
export function isHiddenFrom(person: Person, stage: StageName): boolean {
  // That a message was taken down is known to everybody.
  if (['public', 'taken-down'].includes(standing(stage).publication)) return false;
  const strange: readonly Relation[] = ['anybody', 'citizen', 'operator', 'editor', 'auditor', 'examiner'];
  const partOfIt = [...relationsOf(person, stage)].some((each) => !strange.includes(each));
  return !partOfIt && !standing(stage).barred?.includes(person);
}
