import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { urgencies } from '../../src/domain/message.ts';
import { placeOf, reachablePlaces } from '../../src/domain/reachable.ts';
import { type StepName, steps } from '../../src/domain/steps/table.ts';
import { type Name, names, strangers } from './cast.ts';
import type { Beginning, Simulated } from './simulated-message.ts';
import {
  ableTo,
  attempt,
  beginnings,
  breachOf,
  gone,
  openSteps,
  setOut,
  stepNames,
  type Walk,
} from './walking.ts';

const beginning: fc.Arbitrary<Beginning> = fc
  .tuple(fc.constantFrom(...beginnings), fc.constantFrom(...urgencies))
  .map(([of, urgency]) => ({ ...of, urgency }));
// One number a move: who, which step, how long after the last one, and whether to look for a step that can be taken.
const moves = fc.array(fc.nat(0x3fffffff), { minLength: 1, maxLength: 30, size: 'max' });
const seen = { steps: 0, refused: 0 };

beforeAll(() => {
  // A refusal's stack is what makes a hundred thousand of them slow.
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = 10;
});

test('ten thousand messages, whatever is tried with them, are always answered for, held, on one clock, or at an end', () => {
  fc.assert(
    fc.property(beginning, moves, (of, numbers) => {
      const reachable = reachablePlaces(of);
      let walk = setOut(of);
      for (const number of numbers) {
        walk = move(walk, number);
        const breach = breachOf(walk.at);
        if (breach) expect.fail(breach);
        must(reachable.has(placeOf(walk.at.matter)), `outside the table: ${walk.at.history.join(' → ')}`);
      }
    }),
    { numRuns: 10_000 },
  );
  expect(seen.steps).toBeGreaterThan(80_000);
  expect(seen.refused).toBeGreaterThan(20_000);
  process.stdout.write(`10,000 messages: ${seen.steps} steps taken, ${seen.refused} refused\n`);
}, 240_000);

function move(before: Walk, number: number): Walk {
  const hours = number % 5 === 0 ? ((number >> 8) % 45) * 24 : (number >> 8) % 30;
  const walk: Walk = { at: before.at, now: new Date(before.now.getTime() + hours * 3_600_000) };
  const [step, name] = (number & 3) === 0 ? anything(number) : (something(walk, number) ?? anything(number));
  const outcome = attempt(walk, step, name);
  if (typeof outcome === 'string') {
    seen.refused += 1;
    mustBeProper(walk.at, name, outcome);
    return walk;
  }
  // A legal order is an operator's, who is a stranger to everything else.
  const ordered = name === 'the operator' && (step === 'order-down' || step === 'lift-order');
  must(ordered || !strangers.includes(name), `${name} took ${step}`);
  seen.steps += 1;
  const after = gone(walk, outcome, name);
  mustKeepPromise(walk, after.at, step);
  return after;
}

function anything(number: number): [StepName, Name] {
  return [stepNames[(number >> 12) % stepNames.length]!, names[(number >> 20) % names.length]!];
}

// Mostly onwards, so that walks come far; now and then whatever can be done.
function something(walk: Walk, number: number): [StepName, Name] | undefined {
  const open = openSteps(walk);
  const onwards = open.filter((s) => steps[s].next !== 'same' && !diverting.has(s));
  const choice = (number & 12) !== 0 && onwards.length > 0 ? onwards : open;
  const step = choice[(number >> 12) % choice.length];
  const able = step ? ableTo(step, walk) : [];
  const name = able[(number >> 20) % able.length];
  return step && name && [step, name];
}

// Steps that end or turn a walk so often that few would come far.
const diverting = new Set<StepName>(['withdraw', 'reject', 'merge', 'end', 'fall-back', 'fall-back-order']);

function mustBeProper({ matter }: Simulated, name: Name, code: string): void {
  const place = placeOf(matter);
  if (name === 'a visitor')
    must(
      code === (matter.publication === 'public' ? 'sign-in-needed' : 'not-found'),
      `a visitor is told ${code} at ${place}`,
    );
  else if (strangers.includes(name))
    must(
      code === (matter.publication === 'public' ? 'not-allowed' : 'not-found') ||
        isLateOrder(matter, name, code),
      `${name}: ${code} at ${place}`,
    );
  else
    must(
      ['not-allowed', 'not-found', 'wrong-state', 'untimely'].includes(code),
      `${name}: ${code} at ${place}`,
    );
}

// An operator may hear that an order comes too late, of what everybody reads or read.
function isLateOrder({ publication }: Simulated['matter'], name: Name, code: string): boolean {
  const known = publication === 'public' || publication === 'taken-down';
  return name === 'the operator' && known && code === 'wrong-state';
}

// What the citizen was told is only ever brought forward while they wait for the office.
function mustKeepPromise(before: Walk, { matter }: Simulated, step: StepName): void {
  const { dueAt } = before.at.matter;
  if (!['publish', 'keep-private', 'raise-urgency', 'accept'].includes(step) || !dueAt || !matter.dueAt)
    return;
  must(matter.dueAt <= dueAt, `${step} puts the promise off`);
  must(matter.dueAt > before.now || dueAt <= before.now, `${step} starts a clock that is over`);
}

function must(good: boolean, what: string): void {
  if (!good) expect.fail(what);
}
