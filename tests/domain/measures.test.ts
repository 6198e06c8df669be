import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Counted,
  type Measure,
  measures,
  measuresMoved,
  measuresOf,
} from '../../src/domain/measures.ts';
import { handlings, publications } from '../../src/domain/status.ts';

const at = new Date('2020-03-10T02:00:00Z');
const counted: fc.Arbitrary<Counted> = fc.record({
  publication: fc.constantFrom(...publications),
  handling: fc.constantFrom(...handlings),
  answeredAt: fc.constantFrom(null, at),
  adopted: fc.boolean(),
});
const standings: readonly Measure[] = [
  'public-waiting',
  'public-in-progress',
  'public-answered',
  'public-ended',
];

describe('what the public numbers count', () => {
  test.each([
    ['waiting', null, ['public', 'public-waiting']],
    ['in-progress', null, ['public', 'public-in-progress']],
    ['answered', at, ['public', 'public-answered', 'replied']],
    ['closed', at, ['public', 'public-answered', 'replied']],
    // Reopened: it waits again, and its reply was published all the same.
    ['in-progress', at, ['public', 'public-in-progress', 'replied']],
    // Thanks passed on, a suggestion collated: ended without a reply.
    ['closed', null, ['public', 'public-ended']],
  ] as const)(
    'a public message that is %s (answered at %s) counts as %j',
    (handling, answeredAt, expected) => {
      expect(measuresOf({ publication: 'public', handling, answeredAt, adopted: false })).toEqual(expected);
    },
  );

  test('an adopted suggestion counts beside its answer, and not while it is handled again', () => {
    const adopted = { publication: 'public', answeredAt: at, adopted: true } as const;
    for (const handling of ['answered', 'closed'] as const)
      expect(measuresOf({ ...adopted, handling })).toEqual([
        ...['public', 'public-answered', 'replied', 'adopted'],
      ]);
    expect(measuresOf({ ...adopted, handling: 'in-progress' })).not.toContain('adopted');
    expect(measuresOf({ ...adopted, handling: 'closed', answeredAt: null })).not.toContain('adopted');
  });

  test('a private message counts once, in the one total, whatever its handling', () => {
    fc.assert(
      fc.property(counted, (m) => {
        expect(measuresOf({ ...m, publication: 'private' })).toEqual(['private']);
      }),
    );
  });

  test('what is not shown counts nowhere', () => {
    for (const publication of ['awaiting-review', 'rejected', 'taken-down', 'withdrawn'] as const)
      fc.assert(
        fc.property(counted, (m) => {
          expect(measuresOf({ ...m, publication })).toEqual([]);
        }),
      );
  });

  test('a public message stands in exactly one tab', () => {
    fc.assert(
      fc.property(counted, (m) => {
        const here = measuresOf(m).filter((measure) => standings.includes(measure));
        expect(here).toHaveLength(m.publication === 'public' ? 1 : 0);
        expect(measuresOf(m).every((measure) => measures.includes(measure))).toBe(true);
      }),
    );
  });

  test('the moves along any way add up to a recount at its end', () => {
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1, maxLength: 12 }), (way) => {
        const sums = new Map<string, number>(measuresOf(way[0]!).map((m) => [m, 1]));
        way.slice(1).forEach((after, i) => {
          for (const [m, n] of Object.entries(measuresMoved(way[i]!, after)))
            sums.set(m, (sums.get(m) ?? 0) + n);
        });
        const standing = [...sums].filter(([, n]) => n !== 0);
        expect(new Map(standing)).toEqual(new Map(measuresOf(way.at(-1)!).map((m) => [m, 1])));
      }),
    );
  });

  test('a step that moves nothing leaves no row', () => {
    fc.assert(
      fc.property(counted, (m) => {
        expect(measuresMoved(m, { ...m })).toEqual({});
      }),
    );
  });
});
