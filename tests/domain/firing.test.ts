import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firingOf, type RunningClock } from '../../src/domain/firing.ts';

const start = new Date('2026-11-09T00:00:00Z');
const hours = (n: number) => new Date(start.getTime() + n * 3_600_000);
const clock = (changes: Partial<RunningClock> = {}): RunningClock => ({
  what: 'reply',
  promise: true,
  startsAt: start,
  dueAt: hours(10),
  stage: 0,
  idleMs: 0,
  resumesAt: null,
  ...changes,
});

describe('a clock of ten hours', () => {
  test('warns at half and at four fifths and urges when late', () => {
    expect(firingOf(clock(), hours(4.99))).toEqual({ stages: [], nextAt: hours(5), effect: null });
    expect(firingOf(clock(), hours(5))).toEqual({ stages: [1], nextAt: hours(8), effect: null });
    expect(firingOf(clock({ stage: 1 }), hours(8))).toEqual({ stages: [2], nextAt: hours(10), effect: null });
    expect(firingOf(clock({ stage: 2 }), hours(10))).toEqual({ stages: [3], nextAt: null, effect: 'urge' });
  });

  test('records every stage that passed while nobody listened, and does once what being late does', () => {
    expect(firingOf(clock(), hours(99))).toEqual({ stages: [1, 2, 3], nextAt: null, effect: 'urge' });
    expect(firingOf(clock({ stage: 3 }), hours(99))).toEqual({ stages: [], nextAt: null, effect: null });
  });
});

test('what running out does depends on the clock: mend lapses, close closes, review only shows', () => {
  const effect = (changes: Partial<RunningClock>) =>
    firingOf(clock({ stage: 2, ...changes }), hours(10)).effect;
  expect(effect({ what: 'mend' })).toBe('lapse');
  expect(effect({ what: 'close' })).toBe('close');
  expect(effect({ what: 'visit' })).toBe('urge');
  expect(effect({ what: 'review', promise: false })).toBeNull();
});

test('whenever and however often one looks, each stage comes once and lateness does its work once', () => {
  const looks = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(looks, (times) => {
      const running = clock();
      const seen: number[] = [];
      let effects = 0;
      for (const at of [...times].sort((a, b) => a - b)) {
        const fired = firingOf(running, hours(at));
        seen.push(...fired.stages);
        effects += fired.effect ? 1 : 0;
        running.stage = fired.stages.at(-1) ?? running.stage;
      }
      const last = Math.max(...times);
      expect(seen).toEqual([5, 8, 10].flatMap((due, i) => (last >= due ? [i + 1] : [])));
      expect(effects).toBe(last >= 10 ? 1 : 0);
    }),
  );
});
