import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answeredWithin, answersIn, percentileDays } from '../../src/domain/statistics/answer-days.ts';
import { readBehind } from '../../src/domain/statistics/behind-numbers.ts';
import { hiddenCells, shownShares } from '../../src/domain/statistics/hidden-cells.ts';
import { measures } from '../../src/domain/measures.ts';
import { rankedBy, shareOf, type Tally } from '../../src/domain/statistics/rates.ts';

const nothing = Object.fromEntries(measures.map((measure) => [measure, 0])) as Tally['counts'];

describe('rates, worked by hand', () => {
  const tally: Tally = {
    counts: {
      ...nothing,
      ...{ public: 40, replied: 30, promised: 28, 'on-time': 24, heard: 36, 'heard-in-time': 34 },
      ...{ asked: 20, settled: 13, rated: 18, satisfied: 12 },
    },
    late: { owed: 5, unmet: 4, unheard: 2 },
  };
  test.each([
    ['reply', 30, 40],
    // 28 were answered, 4 are open past the first promised date.
    ['on-time', 24, 32],
    ['response', 34, 38],
    ['solution', 13, 20],
    ['satisfaction', 12, 18],
  ] as const)('%s is %i of %i', (name, part, ground) => {
    expect(shareOf(name, tally)).toEqual({ part, ground });
  });
});

describe('days to the answer', () => {
  // Ten answers: one the same day, four in 2, three in 5, one in 12, one in 31–60 working days.
  const times = new Map([
    [31, 1],
    [0, 1],
    [2, 4],
    [12, 1],
    [5, 3],
  ]);
  test('the median is the fifth of ten, the ninetieth percentile the ninth', () => {
    expect([percentileDays(times, 0.5), percentileDays(times, 0.9), percentileDays(times, 1)]).toEqual([
      2, 12, 31,
    ]);
    expect(percentileDays(new Map(), 0.5)).toBeNull();
    expect([2, 5, 10, 15, 30].map((days) => answeredWithin(times, days))).toEqual([5, 8, 8, 9, 9]);
  });
  test('from buckets they are what the sorted list of all answers says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.5, 0.9),
        (days, share) => {
          const buckets = new Map<number, number>();
          for (const day of days) buckets.set(day, (buckets.get(day) ?? 0) + 1);
          expect(answersIn(buckets)).toBe(days.length);
          expect(percentileDays(buckets, share)).toBe(
            days.toSorted((a, b) => a - b)[Math.ceil(share * days.length) - 1],
          );
        },
      ),
    );
  });
});

describe('hidden cells', () => {
  test('one of one to four takes the next smallest with it, so that the sum gives none of them away', () => {
    expect(hiddenCells([20, 3, 9, 0])).toEqual([false, true, true, false]);
    expect(hiddenCells([20, 9, 0])).toEqual([false, false, false]);
    // Two ones: their sum of two would tell both.
    expect(hiddenCells([1, 1, 8, 30])).toEqual([true, true, true, false]);
    expect(hiddenCells([4, 3, 30])).toEqual([true, true, false]);
  });
  test('no column can be solved: what is hidden is at least two cells of five or more together, or everything', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (column) => {
        const hidden = hiddenCells(column);
        const cells = column.filter((_, at) => hidden[at]);
        expect(column.every((n, at) => hidden[at] || n === 0 || n >= 5)).toBe(true);
        const some = column.filter((n) => n > 0).length;
        if (cells.length > 0 && cells.length < some) {
          expect(cells.length).toBeGreaterThan(1);
          expect(cells.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });
  test('a share is hidden where its part or its ground is', () => {
    expect(
      shownShares([
        { part: 30, ground: 40 },
        { part: 2, ground: 30 },
        { part: 8, ground: 9 },
        { part: 0, ground: 0 },
      ]),
    ).toEqual([{ part: 30, ground: 40 }, null, null, null]);
  });
});

test('three of three does not beat 95 of 100, and fewer than thirty are not ranked', () => {
  const rows = [
    { name: 'few', share: { part: 29, ground: 29 } },
    { name: 'many', share: { part: 950, ground: 1000 } },
    { name: 'some', share: { part: 30, ground: 30 } },
    { name: 'twin', share: { part: 30, ground: 30 } },
    { name: 'none', share: null },
  ];
  expect(rankedBy(rows, ({ share }) => share).map(({ row, place }) => [row.name, place])).toEqual([
    ['many', 1],
    ['some', 2],
    ['twin', 2],
  ]);
});

test('an address asks for the messages behind a number; what is no choice is passed over', () => {
  const read = (query: string) => readBehind(new URLSearchParams(query));
  expect(read('counted=on-time&source=web')).toEqual({ counted: 'on-time', source: 'web' });
  expect(read("counted=x&source=fax'--")).toEqual({});
});
