import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counted, measuresOf, type Monthly } from '../../src/domain/measures.ts';
import { kinds } from '../../src/domain/message.ts';
import { type CountedAt, movesBetween } from '../../src/domain/statistics/moves.ts';
import { handlings, publications, voices } from '../../src/domain/status.ts';

const at = new Date('2020-03-10T02:00:00Z');
const now = new Date('2020-04-01T02:00:00Z');
const time = fc.constantFrom(null, at, new Date('2020-03-20T16:00:00Z'), new Date('2020-03-02T07:30:00Z'));
const counted: fc.Arbitrary<CountedAt> = fc.record({
  publication: fc.constantFrom(...publications),
  handling: fc.constantFrom(...handlings),
  voice: fc.constantFrom(...voices),
  kind: fc.constantFrom(...kinds),
  ministry: fc.boolean(),
  imported: fc.boolean(),
  answeredAt: time,
  firstAnsweredAt: time,
  firstDueAt: time,
  answerDays: fc.option(fc.nat(90)),
  contactedAt: time,
  contactDueAt: time,
  ratings: fc.nat(3),
  satisfied: fc.nat(3),
  adopted: fc.boolean(),
  dueAt: time,
  pausedUntil: time,
  officeId: fc.constantFrom(1, 2),
  publishedAt: time,
  transferredAt: time,
});
/** A message of whose times nothing is known. */
const plain: Counted = {
  ...{
    publication: 'public',
    handling: 'waiting',
    voice: 'not-said',
    kind: 'help',
    ministry: false,
    imported: false,
  },
  ...{ answeredAt: null, firstAnsweredAt: null, firstDueAt: null, answerDays: null, contactedAt: null },
  ...{ contactDueAt: null, ratings: 0, satisfied: 0, adopted: false },
};
const standings: readonly Monthly[] = [
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
      expect(measuresOf({ ...plain, handling, answeredAt })).toEqual(expected);
    },
  );

  test('an adopted suggestion counts beside its answer, and not while it is handled again', () => {
    const adopted = { ...plain, answeredAt: at, adopted: true };
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
      }),
    );
  });

  test('the moves along any way, also from office to office, add up to a recount at its end', () => {
    const key = (of: CountedAt, measure: string, on: string | null) =>
      `${of.officeId} ${on ?? movesBetween({ ...of, publication: 'rejected' }, { ...of, publication: 'private' }, now)[0]?.month} ${measure}`;
    const nowhere = (m: CountedAt): CountedAt => ({ ...m, publication: 'awaiting-review' });
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1, maxLength: 12 }), (way) => {
        const sums = new Map<string, number>();
        [nowhere(way[0]!), ...way].slice(0, -1).forEach((before, i) => {
          for (const { officeId, month, moves } of movesBetween(before, way[i]!, now))
            for (const { measure, on, n } of moves) {
              const at = `${officeId} ${on ?? month} ${measure}`;
              sums.set(at, (sums.get(at) ?? 0) + n);
            }
        });
        const last = way.at(-1)!;
        const recounted = movesBetween(nowhere(last), last, now).flatMap(({ moves }) =>
          moves.map(({ measure, on, n }): [string, number] => [key(last, measure, on), n]),
        );
        expect(new Map([...sums].filter(([, n]) => n !== 0))).toEqual(new Map(recounted));
      }),
    );
  });

  test('a step that moves nothing leaves no row', () => {
    fc.assert(
      fc.property(counted, (m) => {
        expect(movesBetween(m, { ...m }, now)).toEqual([]);
      }),
    );
  });
});

describe('what offices and citizens are counted by', () => {
  const answered = { ...plain, handling: 'answered', answeredAt: at, firstAnsweredAt: at } as const;

  test('an answer by the first promised date is on time; one after it is not; thanks, ministries and imports promised none', () => {
    const promised = { ...answered, firstDueAt: at, answerDays: 4 };
    expect(measuresOf(promised)).toEqual([
      'public',
      'public-answered',
      'replied',
      'days-04',
      'promised',
      'on-time',
    ]);
    expect(measuresOf({ ...promised, firstDueAt: new Date(at.getTime() - 1) })).not.toContain('on-time');
    for (const none of [{ ministry: true }, { kind: 'thanks' as const }, { imported: true }])
      expect(measuresOf({ ...promised, ...none })).not.toContain('promised');
  });

  test('the first word to the citizen is in time or late; nothing is said of it before it was due to anybody', () => {
    expect(measuresOf({ ...plain, contactedAt: at, contactDueAt: at })).toContain('heard-in-time');
    expect(measuresOf({ ...plain, contactedAt: new Date(at.getTime() + 1), contactDueAt: at })).toEqual([
      ...['public', 'public-waiting', 'heard'],
    ]);
    expect(measuresOf({ ...plain, contactedAt: at })).not.toContain('heard');
  });

  test('what the citizen says counts after an answer, and each rating of it by itself', () => {
    expect(measuresOf({ ...answered, voice: 'settled', ratings: 2, satisfied: 1 })).toEqual([
      ...['public', 'public-answered', 'replied', 'asked', 'settled', 'rated', 'rated', 'satisfied'],
    ]);
    expect(measuresOf({ ...answered, voice: 'not-settled' })).toContain('asked');
    expect(measuresOf({ ...plain, voice: 'settled' })).not.toContain('asked');
  });
});
