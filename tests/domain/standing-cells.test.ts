import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Measure, measures } from '../../src/domain/measures.ts';
import { standingCells } from '../../src/domain/statistics/standing-cells.ts';

type Counts = Record<Measure, number>;
const nothing = Object.fromEntries(measures.map((measure) => [measure, 0])) as Counts;

function place(waiting: number, progress: number, answered: number, ended = 0): Counts {
  return {
    ...nothing,
    public: waiting + progress + answered + ended,
    ...{ 'public-waiting': waiting, 'public-in-progress': progress },
    ...{ 'public-answered': answered, 'public-ended': ended, replied: answered },
  };
}

describe('where the messages of places stand', () => {
  test('a place by itself shows what is none or five and more, and hides one to four', () => {
    expect(standingCells([place(0, 9, 40)])[0]).toEqual({
      published: 49,
      ...{ waiting: 0, progress: 9, answered: 40 },
      reply: { part: 40, ground: 49 },
    });
    // Three wait: the nine in progress would tell them by what is not answered.
    expect(standingCells([place(3, 9, 40)])[0]).toMatchObject({
      waiting: null,
      progress: null,
      answered: 40,
    });
    expect(standingCells([place(30, 20, 2)])[0]).toMatchObject({
      published: 52,
      answered: null,
      reply: null,
    });
    expect(standingCells([place(2, 0, 1)])[0]).toMatchObject({ published: null, reply: null });
    expect(standingCells([place(0, 0, 0)])[0]).toMatchObject({ published: 0, reply: null });
  });

  test('the answered of a neighbour hide with the few of one, and no rate tells them', () => {
    const [few, next, most] = standingCells([place(20, 20, 3), place(20, 20, 8), place(20, 20, 90)]);
    expect([few?.answered, next?.answered, most?.answered]).toEqual([null, null, 90]);
    expect([few?.reply, next?.reply]).toEqual([null, null]);
  });

  const some = fc.oneof(fc.nat(6), fc.nat(60));
  test('nothing of one to four is shown, and neither sum leaves a single hidden cell', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(some, some, some, some), { maxLength: 8 }), (places) => {
        const rows = places.map((each) => place(...each));
        const cells = standingCells(rows);
        const columns = [
          ['published', 'public'],
          ['waiting', 'public-waiting'],
          ['progress', 'public-in-progress'],
          ['answered', 'public-answered'],
        ] as const;
        for (const [name, measure] of columns) {
          const values = rows.map((row) => row[measure]);
          const hidden = values.filter((_, at) => cells[at]?.[name] === null);
          expect(values.every((n, at) => n === 0 || n >= 5 || cells[at]?.[name] === null)).toBe(true);
          protects(hidden, values);
        }
        for (const [at, row] of rows.entries()) {
          const both = [row['public-waiting'], row['public-in-progress']];
          const hidden = both.filter((_, i) => [cells[at]?.waiting, cells[at]?.progress][i] === null);
          // What ended without a reply is in no table, and hides like the rest.
          if (row['public-ended'] === 0) protects(hidden, both);
        }
      }),
    );
  });
});

function protects(hidden: number[], all: number[]): void {
  const sum = hidden.reduce((total, n) => total + n, 0);
  const whole = hidden.filter((n) => n > 0).length === all.filter((n) => n > 0).length;
  expect(hidden.length === 0 || whole || (hidden.length >= 2 && sum >= 5)).toBe(true);
}
