import { describe, expect, test } from 'vitest';
import { stands } from '../../src/domain/decide.ts';
import { closedReasons, handlings, nextSteps, publications, voices } from '../../src/domain/status.ts';
import { placeOf, reachablePlaces } from '../../src/domain/reachable.ts';
import { policy } from '../../src/domain/policy.ts';
import { type StepName, steps } from '../../src/domain/steps/table.ts';
import { strangers } from './cast.ts';
import { attempt, beginnings, breachOf, canBeTaken, everyStanding, stepNames, type Walk } from './walking.ts';

const standings = everyStanding();
const open = standings.filter(({ at }) => at.matter.handling !== 'closed');
const late = ({ at, now }: Walk): Walk => ({ at, now: at.matter.dueAt ?? now });
const told = ({ at }: Walk): string => `${at.matter.kind}: ${at.history.join(' → ')} → ${placeOf(at.matter)}`;

describe('every way in which a message can stand', () => {
  test('keeps the invariant', () => {
    expect(standings.length).toBeGreaterThan(1000);
    process.stdout.write(`${standings.length} ways in which a message can stand\n`);
    expect(standings.map(({ at }) => breachOf(at)).filter((breach) => breach !== undefined)).toEqual([]);
  });

  test('is a place of the table, and each place of the table is met', () => {
    for (const of of beginnings) {
      const mine = standings.filter(
        ({ at: { matter: m } }) => m.kind === of.kind && m.ministry === of.ministry,
      );
      expect(new Set(mine.map(({ at }) => placeOf(at.matter)))).toEqual(reachablePlaces(of));
    }
  });

  test('together they use every step, and every word for a state that has a step to it', () => {
    const used = new Set(standings.flatMap(({ at }) => at.history));
    // Steps that change no life are met by who may take them, not by where they lead.
    // Those on an instruction are open to people by what they are to it, not to the message.
    const onInstructions = ['deputy', 'instructed', 'instructor', 'instructing office'];
    const apart = (s: StepName) => policy[steps[s].act].every((r) => onInstructions.includes(r));
    const idle = stepNames.filter((s) => !used.has(s) && !apart(s));
    expect(idle.filter((s) => !standings.some((w) => canBeTaken(s, w) || canBeTaken(s, late(w))))).toEqual(
      [],
    );
    const met = standings.map(({ at }) => at.matter);
    const unmet = (words: readonly string[], of: (m: (typeof met)[number]) => string | null) =>
      words.filter((word) => !met.some((m) => of(m) === word));
    expect(unmet(handlings, (m) => m.handling)).toEqual([]);
    expect(unmet(voices, (m) => m.voice)).toEqual([]);
    expect(unmet(nextSteps, (m) => m.nextStep)).toEqual([]);
    expect(unmet(publications, (m) => m.publication)).toEqual([]);
    // Imports begin at their end.
    expect(unmet(closedReasons, (m) => m.closedReason)).toEqual(['archived', 'answered-before-import']);
  });

  test('no open message is stuck: somebody can take its next step, or it comes with its time', () => {
    const stuck = open.filter((walk) => {
      const onwards = stepNames.filter((s) => {
        const { next } = steps[s];
        return next !== 'same' && next !== walk.at.matter.nextStep && s !== 'withdraw';
      });
      return !onwards.some((s) => canBeTaken(s, walk) || canBeTaken(s, late(walk)));
    });
    expect([...new Set(stuck.map(({ at }) => placeOf(at.matter)))], stuck.map(told)[0]).toEqual([]);
  });

  test('what is late can be urged or ended by the machine', () => {
    const mute = open.filter(
      ({ at }) => !(['urge', 'lapse', 'close'] as const).some((s) => stands(at.matter, steps[s])),
    );
    expect(mute.map(told)).toEqual([]);
  });

  test('an end is an end: only its author’s voice opens it again, within the rules', () => {
    const ended = standings.filter(({ at }) => at.matter.handling === 'closed');
    const reopening = ended.flatMap((walk) =>
      stepNames.filter((s) => steps[s].to.handling !== undefined && canBeTaken(s, walk)),
    );
    // A late “settled” is written down and opens nothing.
    expect([...new Set(reopening)].sort()).toEqual(['ask-again', 'reopen', 'send-up', 'settle']);
    const final = ended.filter(({ at }) =>
      ['withdrawn', 'rejected', 'passed-on', 'collated'].includes(at.matter.closedReason ?? ''),
    );
    for (const walk of final)
      for (const s of ['ask-again', 'reopen', 'send-up'] as const)
        expect(canBeTaken(s, walk), told(walk)).toBe(false);
  });

  test('a stranger is told the same of every message that is not public, whatever its state and the step', () => {
    // What was taken down says so to everybody.
    const secret = standings.filter(({ at }) => !['public', 'taken-down'].includes(at.matter.publication));
    const hidden = new Map(secret.map((walk) => [placeOf(walk.at.matter), walk]));
    expect(hidden.size).toBeGreaterThan(10);
    const answers = new Set<string>();
    for (const walk of hidden.values())
      for (const name of strangers)
        for (const step of stepNames) answers.add(String(attempt(walk, step, name)));
    expect([...answers]).toEqual(['not-found']);
  });
});
