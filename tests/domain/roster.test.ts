import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  gapsAtNight,
  gapsIn,
  mondayOf,
  nextWeek,
  nightsAhead,
  overlap,
  queuesOf,
  type Shift,
} from '../../src/domain/roster.ts';

const at = (text: string) => new Date(`2026-11-${text}:00+08:00`);
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe('Gaps in the watch', () => {
  test.each([
    ['nobody at all: one gap', [], [span('09T00:00', '10T00:00')]],
    [
      'a day shift leaves both ends',
      [span('09T08:00', '09T20:00')],
      [span('09T00:00', '09T08:00'), span('09T20:00', '10T00:00')],
    ],
    [
      'a night shift reaches into the next day',
      [span('08T20:00', '09T08:00'), span('09T08:00', '10T08:00')],
      [],
    ],
    [
      'two at once leave no more gap than one',
      [span('09T00:00', '09T12:00'), span('09T06:00', '09T10:00')],
      [span('09T12:00', '10T00:00')],
    ],
  ])('%s', (_, shifts, gaps) => {
    expect(gapsIn(shifts, span('09T00:00', '10T00:00'))).toEqual(gaps);
  });

  test('a moment is in a gap or in a shift, never in both', () => {
    const hours = fc.tuple(fc.integer({ min: -10, max: 60 }), fc.integer({ min: 1, max: 24 }));
    fc.assert(
      fc.property(fc.array(hours, { maxLength: 8 }), fc.integer({ min: 0, max: 47 }), (some, hour) => {
        const start = at('09T00:00').getTime();
        const moment = (h: number) => new Date(start + h * 3_600_000);
        const shifts = some.map(([from, length]) => ({ from: moment(from), to: moment(from + length) }));
        const within = { from: moment(0), to: moment(48) };
        const holds = ({ from, to }: { from: Date; to: Date }) => from <= moment(hour) && moment(hour) < to;
        expect(gapsIn(shifts, within).some(holds)).toBe(!shifts.some(holds));
      }),
      { numRuns: 2000 },
    );
  });
});

test('A week begins on Monday', () => {
  expect(['2026-11-09', '2026-11-12', '2026-11-15'].map(mondayOf)).toEqual(Array(3).fill('2026-11-09'));
});

test('Copied a week later, nobody stands twice', () => {
  const shift = (id: number, staffId: number, from: string, to: string): Shift => ({
    id,
    queue: 'handling',
    staffId,
    ...span(from, to),
  });
  const copied = nextWeek(
    [shift(1, 7, '09T20:00', '10T08:00'), shift(2, 8, '10T20:00', '11T08:00')],
    [shift(3, 8, '18T00:00', '18T12:00')],
  );
  expect(copied).toEqual([{ queue: 'handling', staffId: 7, ...span('16T20:00', '17T08:00') }]);
});

test('Spans that only touch do not overlap', () => {
  expect(overlap(span('09T08:00', '09T20:00'), span('09T20:00', '10T08:00'))).toBe(false);
  expect(overlap(span('09T08:00', '09T20:01'), span('09T20:00', '10T08:00'))).toBe(true);
});

test('The review desk watches its review, a department its work, a petition office that of its units too', () => {
  expect(queuesOf({ code: 'review-desk', kind: 'platform' })).toEqual(['review']);
  expect(queuesOf({ code: 'supervision-desk', kind: 'platform' })).toEqual(['supervision']);
  expect(queuesOf({ code: '510800-traffic', kind: 'department' })).toEqual(['handling']);
  expect(queuesOf({ code: '510800-petition', kind: 'petition' })).toEqual(['handling', 'supervision']);
});

describe('Nights that nobody watches', () => {
  const now = at('09T09:17');

  test('tonight and tomorrow night count, from ten to seven', () => {
    expect(nightsAhead(now)).toEqual([span('09T22:00', '10T07:00'), span('10T22:00', '11T07:00')]);
    expect(nightsAhead(at('09T23:59'))[0]).toEqual(span('09T22:00', '10T07:00'));
  });

  test('a gap goes from the end of one watch to the next, and is not one by day alone', () => {
    const days = [span('09T08:00', '09T20:00'), span('10T08:00', '10T20:00'), span('10T20:00', '11T08:00')];
    expect(gapsAtNight(days, now)).toEqual([span('09T20:00', '10T08:00')]);
    const nights = [span('08T20:00', '09T08:00'), span('09T20:00', '10T08:00'), span('10T21:00', '11T08:00')];
    expect(gapsAtNight(nights, now)).toEqual([]);
  });

  test('a roster that ends leaves one gap, however many nights it takes in', () => {
    expect(gapsAtNight([span('08T08:00', '09T20:00')], now)).toEqual([span('09T20:00', '11T07:00')]);
  });

  test('a queue that nobody watches, or not yet, has none', () => {
    expect(gapsAtNight([], now)).toEqual([]);
    expect(gapsAtNight([span('10T22:00', '11T08:00')], now)).toEqual([]);
    expect(gapsAtNight([span('20T22:00', '21T08:00')], now)).toEqual([]);
  });
});
