import { startOf } from '../../src/domain/calendar.ts';
import { type Change, decide, stands } from '../../src/domain/decide.ts';
import type { Matter } from '../../src/domain/matter.ts';
import { kinds } from '../../src/domain/message.ts';
import { isOpen, leadLine } from '../../src/domain/hand-down/order.ts';
import { allows, type Relation } from '../../src/domain/policy.ts';
import { relationsTo, relationsToOrder } from '../../src/domain/relations.ts';
import { placeOf } from '../../src/domain/reachable.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { type StepName, steps } from '../../src/domain/steps/table.ts';
import { calendarOf2020 } from './calendar-of-2020.ts';
import { cast, type Name, names, places } from './cast.ts';
import { disputed, orderFor } from './simulated-orders.ts';
import { applied, type Beginning, isTimely, received, type Simulated } from './simulated-message.ts';

/** When the messages of the walks are received. */
export const begin = startOf('2020-01-10');

/** Every step of the table. */
export const stepNames = Object.keys(steps) as StepName[];

/** Every way in which messages differ at the door, where it matters to the steps. */
export const beginnings: readonly Beginning[] = kinds.flatMap((kind) =>
  (kind === 'suggestion' ? [false, true] : [false]).flatMap((ministry) =>
    [[places.city, places.province], []].flatMap((aboveIds) =>
      [1, 2].map((approvers) => ({ kind, ministry, aboveIds, approvers, urgency: 'normal' as const })),
    ),
  ),
);

/** A message on its way, at a moment. */
export interface Walk {
  at: Simulated;
  now: Date;
}

/** A message that has just arrived. */
export function setOut(of: Beginning): Walk {
  return { at: received(of, begin, calendarOf2020), now: begin };
}

/** Tries one step: the change, or the code of the refusal. */
export function attempt({ at, now }: Walk, step: StepName, name: Name): Change | string {
  try {
    const change = decide(at.matter, step, cast[name], ordersOf(step, at.matter));
    return isTimely(at, step, now) ? change : 'untimely';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}

// A step about one order without such an order is tried against one that never was.
function ordersOf(step: StepName, matter: Matter) {
  const dispute = { 'rule-back': true, 'fall-back-order': true } as Partial<Record<StepName, boolean>>;
  const next =
    step === 'reroute-order' ? leadLine(matter.orders)[0] : dispute[step] ? disputed(matter) : undefined;
  return { of: orderFor(step, matter), nextFor: next };
}

// What a person is to a message is asked for every step that stands open: found once.
const known = new WeakMap<Matter, Map<Name, ReadonlySet<Relation>>>();

function relationsFor(step: StepName, name: Name, matter: Matter): ReadonlySet<Relation> {
  const order = orderFor(step, matter);
  if (order) return relationsToOrder(cast[name], matter, order);
  const people = known.get(matter) ?? new Map<Name, ReadonlySet<Relation>>();
  known.set(matter, people);
  const relations = people.get(name) ?? relationsTo(cast[name], matter);
  people.set(name, relations);
  return relations;
}

/** The steps that stand open at this moment, whoever may take them. */
export function openSteps({ at, now }: Walk): StepName[] {
  return stepNames.filter((step) => stands(at.matter, steps[step]) && isTimely(at, step, now));
}

/** Who of the cast may take this step, whatever the state of the message. */
export function ableTo(step: StepName, { at }: Walk): Name[] {
  const { act } = steps[step];
  return names.filter((name) => allows(act, relationsFor(step, name, at.matter)));
}

/** Is there somebody who can take this step at this moment? */
export function canBeTaken(step: StepName, walk: Walk): boolean {
  const { at, now } = walk;
  if (!stands(at.matter, steps[step]) || !isTimely(at, step, now)) return false;
  const { act } = steps[step];
  return names.some((name) => allows(act, relationsFor(step, name, at.matter)));
}

/** The walk after a change. */
export function gone(walk: Walk, change: Change, name: Name): Walk {
  return {
    at: applied(walk.at, change, { actor: cast[name], now: walk.now }, calendarOf2020),
    now: walk.now,
  };
}

/** What is broken of the invariant that the product is built on; undefined when it holds. */
export function breachOf({ matter: m, clock }: Simulated): string | undefined {
  const transferred = m.reviewerId !== null;
  const open = m.handling !== 'closed';
  const rejected = m.publication === 'rejected';
  const rules: [boolean, string][] = [
    [
      (m.answerableId === places.desk) === (!transferred || atDeskAgain(m)),
      'the desk answers until transfer and when it is returned, else an office',
    ],
    [!m.conflicts.officeIds.includes(m.answerableId), 'nobody complained of answers'],
    [m.holderId === null || !m.conflicts.officeIds.includes(m.holderId), 'nobody complained of holds it'],
    [isTree(m), 'orders are a tree: one lead under each orderer, no unit twice, none open at an end'],
    [(clock?.dueAt ?? null) === m.dueAt, 'the due time is that of the promise clock'],
    [open === (clock !== null), 'a promise clock runs until the end, and not longer'],
    [open === (m.nextStep !== 'none'), 'one step comes next until the end'],
    [open === (m.closedReason === null), 'an end has its reason'],
    [m.holderId === (open ? holderOf(m) : null), 'one holds it: desk, office, office above, or its author'],
    [
      !open || clock?.ownerId === (rejected ? null : m.answerableId),
      'the answerable office owns the promise',
    ],
    [!open || (m.nextStep === 'mend') === rejected, 'what is rejected is to be mended'],
    [
      !open || (m.nextStep === 'review') === (m.publication === 'awaiting-review'),
      'what awaits review is reviewed next',
    ],
    [
      (m.handling === 'answered') === ['visit', 'close'].includes(m.nextStep),
      'an answer is followed by visit and close',
    ],
    [m.handling !== 'answered' || m.answeredAt !== null, 'an answer has its time'],
    [transferred || !open || m.handling === 'waiting', 'nobody handles what was not transferred'],
  ];
  const broken = rules.find(([holds]) => !holds);
  return broken && `${placeOf(m)}: ${broken[1]}`;
}

function holderOf(m: Matter): number | null {
  const tip = leadLine(m.orders).at(-1);
  switch (m.nextStep) {
    case 'mend':
      return null;
    case 'review':
      return places.desk;
    case 'review-above':
      return m.aboveIds[0] ?? m.answerableId;
    case 'accept-order':
      return tip?.toId ?? null;
    case 'work':
      return tip?.toId ?? null;
    case 'judge':
      return tip?.fromId ?? null;
    case 'rule':
      return m.handling === 'waiting' ? m.answerableId : (disputed(m)?.fromId ?? null);
    default:
      return m.answerableId;
  }
}

// Returned with nobody above who could rule, it lies at the desk.
function atDeskAgain(m: Matter): boolean {
  return m.answerableId === places.desk && m.reviewerId !== null && m.handling !== 'answered';
}

function isTree({ orders, handling }: Matter): boolean {
  const open = orders.filter(isOpen);
  const leads = open.filter((o) => o.role === 'lead').map((o) => o.parentId);
  const units = open.map((o) => o.toId);
  return (
    new Set(leads).size === leads.length &&
    new Set(units).size === units.length &&
    leadLine(orders).length === leads.length &&
    (handling === 'in-progress' || open.length === 0)
  );
}

/** One walk to each way in which a message of an office with two approvers can stand, by going every way there is. */
export function everyStanding(): Walk[] {
  const met = new Map<string, Walk>();
  const open = beginnings.filter((of) => of.approvers > 1 && of.aboveIds.length > 0).map(setOut);
  // What can be met in time is met in time: some ways onwards are closed to what is late.
  const afterwards: Walk[] = [];
  for (let walk = open.pop(); walk; walk = open.pop() ?? afterwards.pop()) {
    const key = keyOf(walk.at);
    if (met.has(key)) continue;
    met.set(key, walk);
    open.push(...onwards(walk));
    const now = walk.at.matter.pausedUntil ?? walk.at.matter.dueAt ?? walk.now;
    if (now > walk.now) afterwards.push(...onwards({ at: walk.at, now }));
  }
  return [...met.values()];
}

function onwards(walk: Walk): Walk[] {
  const worth = openSteps(walk).filter((s) => isWorthGoing(s, walk.at.matter));
  return worth.flatMap((step) => {
    const { act } = steps[step];
    const name = names.find((each) => allows(act, relationsFor(step, each, walk.at.matter)));
    const change = name && attempt(walk, step, name);
    return name && change && typeof change !== 'string' ? [gone(walk, change, name)] : [];
  });
}

// Ways that cross each other only by multiplying are gone by one kind each, and before the first answer: joint parts and
// deep trees with complaints, conflicts of interest with help; random walks go them all.
function isWorthGoing(step: StepName, m: Matter): boolean {
  const fresh = m.answeredAt === null;
  // Out of view a message goes the same ways: one beginning of each kind goes them.
  if (step === 'take-down') return m.approvers === 2 && m.conflicts.officeIds.length === 0;
  if (step === 'order-down') return false;
  // Waiting for the author changes none of these, only their number.
  if (step === 'pause') return fresh && leadLine(m.orders).length === 0 && m.conflicts.officeIds.length === 0;
  if (step === 'call-in') return fresh && m.kind === 'complaint';
  // Hidden after its answer and reopened, it is handed down like any other.
  const hidden = m.publication === 'withdrawn' && m.reopened === 1 && m.questions === 0;
  if (step === 'assign')
    return (fresh && m.kind === 'complaint') || ((fresh || hidden) && leadLine(m.orders).length === 0);
  if (step.startsWith('succeed') || step === 'inherit-complaint') return false;
  return !step.startsWith('reroute') || (fresh && m.kind === 'help' && m.conflicts.officeIds.length === 0);
}

function keyOf({ passedBy, matter: m, pauses }: Simulated): string {
  const { kind, ministry, approvers, closedReason, voice, reopened, questions, visitTries, aboveIds } = m;
  const paused = m.pausedUntil !== null;
  // What was waited for before an answer no longer counts after it: a reopened promise begins anew.
  const waits = m.handling === 'in-progress' ? pauses : 0;
  const counts = [reopened, questions, visitTries, approvers, aboveIds.length, paused, waits];
  return [
    placeOf(m),
    kind,
    ministry,
    closedReason,
    voice,
    m.answeredAt === null,
    ...counts,
    ...treeKey(m, passedBy),
  ].join();
}

function treeKey(m: Matter, passedBy: readonly number[]): (string | number)[] {
  const { orders, conflicts, answerableId } = m;
  if (m.handling === 'waiting') return [Math.min(2, passedBy.length), answerableId];
  const returned = Math.min(2, orders.filter((o) => o.role === 'lead' && o.state === 'returned').length);
  if (m.handling !== 'in-progress') return [returned, answerableId];
  const line = leadLine(orders).map((o) => `${o.state}${o.binding}`);
  const joint = orders.filter((o) => o.role === 'joint').map((o) => o.state);
  return [...line, returned, ...joint, conflicts.officeIds.length, answerableId];
}
