import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startOf } from '../../src/domain/calendar.ts';
import { type Change, decide, stands } from '../../src/domain/decide.ts';
import type { Matter } from '../../src/domain/matter.ts';
import { kinds, urgencies } from '../../src/domain/message.ts';
import { allows, relationsTo } from '../../src/domain/policy.ts';
import { placeOf, reachablePlaces } from '../../src/domain/reachable.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { type StepName, steps } from '../../src/domain/steps/table.ts';
import { calendarOf2020 } from './calendar-of-2020.ts';
import { cast, type Name, names, places, strangers } from './cast.ts';
import { applied, type Beginning, isTimely, received, type Simulated } from './simulated-message.ts';

const stepNames = Object.keys(steps) as StepName[];
const begin = startOf('2020-01-10');

const beginning: fc.Arbitrary<Beginning> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    urgency: fc.constantFrom(...urgencies),
    ministry: fc.boolean(),
    aboveIds: fc.constantFrom([places.city, places.province], [places.province], []),
    approvers: fc.constantFrom(1, 2),
  })
  .map((b) => (b.ministry ? { ...b, kind: 'suggestion' as const } : b));
// One number a move: who, which step, how long after the last one, and whether to look for a step that can be taken.
const moves = fc.array(fc.nat(0x3fffffff), { minLength: 1, maxLength: 30, size: 'max' });

interface Walk {
  at: Simulated;
  now: Date;
}

/** What the walks met: every step, and one message for each way in which it can stand. */
const seen = { steps: 0, refused: 0, taken: new Set<StepName>(), standing: new Map<string, Simulated>() };

beforeAll(() => {
  // A refusal's stack is what makes a hundred thousand of them slow.
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = 10;
});

/** Tries one step; the code of the refusal, or the change. */
function attempt({ at, now }: Walk, step: StepName, name: Name): Change | string {
  try {
    const change = decide(at.matter, step, cast[name]);
    return isTimely(at, step, now) ? change : 'untimely';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}

function move(walk: Walk, number: number): Walk {
  const wait = number % 5 === 0 ? ((number >> 8) % 45) * 24 : (number >> 8) % 30;
  const later: Walk = { at: walk.at, now: new Date(walk.now.getTime() + wait * 3_600_000) };
  const [step, name] = (number & 3) === 0 ? anything(number) : (something(later, number) ?? anything(number));
  const outcome = attempt(later, step, name);
  if (typeof outcome === 'string') {
    seen.refused += 1;
    expectProperRefusal(later.at, name, outcome);
    return later;
  }
  must(!strangers.includes(name), `${name} took ${step}`);
  const next = applied(later.at, outcome, { actor: cast[name], now: later.now }, calendarOf2020);
  seen.steps += 1;
  seen.taken.add(step);
  expectKeptPromise(later, next, step);
  return { at: next, now: later.now };
}

function anything(number: number): [StepName, Name] {
  return [stepNames[(number >> 12) % stepNames.length]!, names[(number >> 20) % names.length]!];
}

function something({ at, now }: Walk, number: number): [StepName, Name] | undefined {
  const open = stepNames.filter((s) => stands(at.matter, steps[s]) && isTimely(at, s, now));
  // Mostly onwards, so that walks come far; now and then whatever can be done.
  const onwards = open.filter((s) => steps[s].next !== 'same' && s !== 'withdraw' && s !== 'reject');
  const choice = (number & 12) !== 0 && onwards.length > 0 ? onwards : open;
  const step = choice[(number >> 12) % choice.length];
  if (!step) return undefined;
  const able = names.filter((n) => allows(steps[step].act, relationsTo(cast[n], at.matter)));
  const name = able[(number >> 20) % able.length];
  return name && [step, name];
}

function expectProperRefusal({ matter }: Simulated, name: Name, code: string): void {
  if (name === 'a visitor') must(code === 'sign-in-needed', `a visitor is told ${code}`);
  else if (strangers.includes(name))
    must(
      code === (matter.publication === 'public' ? 'not-allowed' : 'not-found'),
      `${name} is told ${code} of ${placeOf(matter)}`,
    );
  else
    must(['not-allowed', 'not-found', 'wrong-state', 'untimely'].includes(code), `${name} is told ${code}`);
}

/** The invariant that the product is built on. */
function expectInvariant({ matter: m, clock }: Simulated): void {
  const place = placeOf(m);
  const is = (good: boolean, what: string): void => must(good, `${place}: ${what}`);
  const transferred = m.reviewerId !== null;
  is(
    m.answerableId === (transferred ? places.office : places.desk),
    'one answers, the desk until transfer, then the office',
  );
  is(
    clock?.dueAt === m.dueAt || (clock === null && m.dueAt === null),
    'the due time is that of the promise clock',
  );
  if (m.handling === 'closed') {
    is(
      m.nextStep === 'none' && m.holderId === null && clock === null,
      'nothing is left to do at a closed end',
    );
    return is(m.closedReason !== null, 'a closed end has its reason');
  }
  const rejected = m.publication === 'rejected';
  is(m.closedReason === null && m.nextStep !== 'none', 'an open message has a next step');
  is(clock !== null, 'a promise clock runs');
  is(clock?.ownerId === (rejected ? null : m.answerableId), 'the answerable office owns the promise');
  is(m.holderId === holderOf(m), 'one holds it: desk, office, office above, or its author');
  is((m.nextStep === 'mend') === rejected, 'a rejected message is to be mended');
  is(
    (m.nextStep === 'review') === (m.publication === 'awaiting-review'),
    'what awaits review is to be reviewed',
  );
  is(
    (m.handling === 'answered') === (m.nextStep === 'visit' || m.nextStep === 'close'),
    'an answer is followed by visit and close',
  );
  is(m.handling !== 'answered' || m.answeredAt !== null, 'an answer has its time');
  is(transferred || m.handling === 'waiting', 'nobody handles what was not transferred');
}

function holderOf(m: Matter): number | null {
  if (m.nextStep === 'mend') return null;
  if (m.nextStep === 'review') return places.desk;
  return m.nextStep === 'review-above' ? (m.aboveIds[0] ?? places.office) : places.office;
}

/** What was told to the citizen is only ever brought forward while they wait. */
function expectKeptPromise(before: Walk, { matter }: Simulated, step: StepName): void {
  const { dueAt } = before.at.matter;
  if (!['publish', 'keep-private', 'raise-urgency', 'accept'].includes(step) || !dueAt || !matter.dueAt)
    return;
  must(matter.dueAt <= dueAt, `${step} puts the promise off`);
  must(matter.dueAt > before.now || dueAt <= before.now, `${step} starts a clock that is over`);
}

function keyOf({ matter: m }: Simulated): string {
  const { kind, ministry, approvers, closedReason, reopened, questions, visitTries, aboveIds } = m;
  return [
    placeOf(m),
    kind,
    ministry,
    approvers,
    closedReason,
    reopened,
    questions,
    visitTries,
    aboveIds.length,
  ].join();
}

function must(good: boolean, what: string): void {
  if (!good) expect.fail(what);
}

/** Steps that bring the message on, without its author giving up: what “next step” promises. */
function waysOn(at: Simulated): StepName[] {
  return stepNames.filter((name) => {
    const step = steps[name];
    if (step.next === 'same' || step.next === at.matter.nextStep || name === 'withdraw') return false;
    if (!stands(at.matter, step)) return false;
    // The machine's steps come with their time.
    if (!isTimely(at, name, begin) && !isTimely(at, name, new Date(8.64e15))) return false;
    return names.some((n) => allows(step.act, relationsTo(cast[n], at.matter)));
  });
}

describe('walks through the table of steps', () => {
  test('ten thousand messages: each is always answered for, held, on one clock, or at a closed end', () => {
    fc.assert(
      fc.property(beginning, moves, (of, numbers) => {
        const reachable = reachablePlaces(of);
        let walk: Walk = { at: received(of, begin, calendarOf2020), now: begin };
        expectInvariant(walk.at);
        for (const number of numbers) {
          walk = move(walk, number);
          expectInvariant(walk.at);
          seen.standing.set(keyOf(walk.at), walk.at);
          must(reachable.has(placeOf(walk.at.matter)), `outside the table: ${walk.at.history.join(' → ')}`);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(seen.steps).toBeGreaterThan(80_000);
    expect(seen.refused).toBeGreaterThan(20_000);
  }, 60_000);

  test('every step of the table was taken', () => {
    expect(stepNames.filter((name) => !seen.taken.has(name))).toEqual([]);
  });

  test('the walks met every place that the table knows', () => {
    const met = new Set(
      [...seen.standing.values()].map((s) => `${s.matter.kind}${s.matter.ministry}${placeOf(s.matter)}`),
    );
    const known = kinds.flatMap((kind) =>
      [...reachablePlaces({ kind, ministry: false })].map((p) => `${kind}false${p}`),
    );
    const ministry = [...reachablePlaces({ kind: 'suggestion', ministry: true })].map(
      (p) => `suggestiontrue${p}`,
    );
    expect(
      [...known, ...ministry].filter((p) => !met.has(p) && !p.endsWith('awaiting-review/waiting/review')),
    ).toEqual([]);
  });

  test('no open message is stuck: its next step can be taken by somebody, or comes with its time', () => {
    const open = [...seen.standing.values()].filter(({ matter }) => matter.handling !== 'closed');
    const stuck = open
      .filter((at) => waysOn(at).length === 0)
      .map(({ matter, history }) => `${placeOf(matter)} by ${history.at(-1)}`);
    expect([...new Set(stuck)]).toEqual([]);
  });

  test('what is late is either at its end or can be urged by the machine', () => {
    const open = [...seen.standing.values()].filter(({ matter }) => matter.handling !== 'closed');
    const mute = open.filter(
      ({ matter }) => !(['urge', 'lapse', 'close'] as const).some((s) => stands(matter, steps[s])),
    );
    expect(mute.map(({ matter }) => placeOf(matter))).toEqual([]);
  });

  test('a stranger is told the same of every message that is not public, whatever its state and the step', () => {
    const told = new Set<string>();
    for (const at of seen.standing.values()) {
      if (at.matter.publication === 'public') continue;
      for (const name of strangers)
        for (const step of ['rate', 'follow-up', 'withdraw', 'accept', 'publish', 'answer', 'close'] as const)
          told.add(String(attempt({ at, now: begin }, step, name)));
    }
    expect([...told]).toEqual(['not-found']);
  });
});
