import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftCircular, percent, spokenPeriod } from '../../src/domain/circular/draft-circular.ts';
import {
  blamed,
  counts,
  praised,
  ranking,
  rateOf,
  totalOf,
  type UnitFigures,
} from '../../src/domain/circular/unit-figures.ts';
import { wilson } from '../../src/domain/wilson.ts';

let id = 1;
const unit = (name: string, changes: Partial<UnitFigures> = {}): UnitFigures => ({
  ...(Object.fromEntries(counts.map((count) => [count, 0])) as Record<(typeof counts)[number], number>),
  officeId: id++,
  name,
  ...changes,
});
const period = { from: '2026-10-01', to: '2026-10-31' };

describe('The Wilson interval', () => {
  // Values of Wilson (1927) at z = 1.96, from published tables.
  test.each([
    [0, 0, 0, 1],
    [3, 3, 0.4385, 1],
    [95, 100, 0.8882, 0.9785],
    [0, 30, 0, 0.1135],
  ])('%i of %i lies between %d and %d', (x, n, low, high) => {
    const found = wilson(x, n);
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });

  test('holds the rate itself and gets narrower with more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), (x, n) => {
        fc.pre(x <= n);
        const [one, ten] = [wilson(x, n), wilson(x * 10, n * 10)];
        expect(one.low).toBeLessThanOrEqual(x / n + 1e-9);
        expect(one.high).toBeGreaterThanOrEqual(x / n - 1e-9);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low + 1e-9);
      }),
    );
  });
});

describe('The ranking', () => {
  test('goes by what is certain: many nearly all on time stand before few all on time; fewer than 30 have no place', () => {
    const many = unit('甲市', { due: 1000, onTime: 970 });
    const few = unit('乙市', { due: 30, onTime: 30 });
    const tiny = unit('丙市', { due: 29, onTime: 29, received: 40 });
    expect(ranking([tiny, few, many]).map(({ unit: u, place }) => [u.name, place])).toEqual([
      ['甲市', 1],
      ['乙市', 2],
      ['丙市', null],
    ]);
  });

  test('equals share a place', () => {
    const [a, b, c] = [
      unit('甲市', { due: 50, onTime: 40 }),
      unit('乙市', { due: 50, onTime: 40 }),
      unit('丙市', { due: 50, onTime: 10 }),
    ];
    expect(ranking([c, b, a]).map(({ place }) => place)).toEqual([1, 1, 3]);
  });

  test('loses nobody and names nobody twice', () => {
    const some = fc.array(fc.tuple(fc.nat(90), fc.nat(90)), { maxLength: 20 });
    fc.assert(
      fc.property(some, (all) => {
        const units = all.map(([due, on], i) => unit(`单位${i}`, { due, onTime: Math.min(on, due) }));
        const ids = ranking(units).map(({ unit: u }) => u.officeId);
        expect([...ids].sort((a, b) => a - b)).toEqual(units.map((u) => u.officeId).sort((a, b) => a - b));
      }),
    );
  });
});

test('A rate of fewer than five is not shown', () => {
  expect(rateOf(unit('甲市', { due: 4, onTime: 4 }), 'onTime')).toBeNull();
  expect(rateOf(unit('甲市', { due: 5, onTime: 4 }), 'onTime')).toEqual({ part: 4, ground: 5, value: 0.8 });
});

test('Praised is who is on time for certain with nothing late; blamed who stays late past the dossier, the worst first', () => {
  const good = unit('甲市', { due: 400, onTime: 390 });
  const late = unit('乙市', { due: 400, onTime: 390, lateNow: 2, lateNamed: 1 });
  const slow = unit('丙市', { due: 400, onTime: 200 });
  const unsettled = unit('丁市', { due: 400, onTime: 400, asked: 10, settled: 5 });
  const units = [good, late, slow, unsettled];
  expect(praised(units).map((u) => u.name)).toEqual(['甲市']);
  expect(blamed(units).map(({ unit: u, late: l, slow: s }) => [u.name, l, s])).toEqual([
    ['丙市', false, true],
    ['乙市', true, false],
  ]);
});

describe('The drafted text', () => {
  test('tells the numbers, praise and blame', () => {
    const units = [
      unit('甲市信访局', { received: 400, answered: 395, due: 400, onTime: 390 }),
      unit('乙市信访局', { received: 60, answered: 50, due: 60, onTime: 30, lateNow: 7, lateNamed: 6 }),
    ];
    const { title, body } = draftCircular({ office: '岚江省信访局', period, units });
    expect(title).toBe('关于2026年10月网上群众留言办理情况的通报');
    expect(body).toContain('本期共收到留言460件，已答复445件。到期应答复的460件，按时答复420件，占91.3%。');
    expect(body).toContain('甲市信访局应答复400件、按时答复390件（97.5%），没有超期件。');
    expect(body).toContain('乙市信访局列入督办后五个工作日仍未答复6件，应答复60件、按时答复30件（50.0%）。');
    expect(body.endsWith('岚江省信访局')).toBe(true);
  });

  test('of a period without messages says so, and of too few gives no share', () => {
    const empty = draftCircular({ office: '省局', period, units: [unit('甲市信访局')] }).body;
    expect(empty).toContain('本期没有收到留言。');
    expect(empty).not.toContain('NaN');
    const few = draftCircular({
      office: '省局',
      period,
      units: [unit('甲市', { received: 3, due: 3, onTime: 1 })],
    });
    expect(few.body).not.toContain('%');
    expect(draftCircular({ office: '省局', period, units: [] }).body).toContain('本期没有收到留言。');
  });

  test('says no count under five, nor a share that would give one away, whatever the numbers are', () => {
    const figures = fc.record(
      Object.fromEntries(
        counts.map((count) => [count, fc.oneof(fc.nat(8), fc.nat(400))]),
      ) as unknown as Record<(typeof counts)[number], fc.Arbitrary<number>>,
    );
    fc.assert(
      fc.property(fc.array(figures, { minLength: 1, maxLength: 4 }), (all) => {
        const units = all.map((each, i) =>
          unit(`${'甲乙丙丁'[i]}市信访局`, {
            ...each,
            onTime: Math.min(each.onTime, each.due),
            acceptedInTime: Math.min(each.acceptedInTime, each.acceptDue),
            settled: Math.min(each.settled, each.asked),
            satisfied: Math.min(each.satisfied, each.ratings),
          }),
        );
        const { body } = draftCircular({ office: '省局', period, units });
        expect(body.match(/(?<![0-9不足])[1-4]件/g)).toBeNull();
        // Each share stands behind a count that is shown.
        expect(body.match(/不足5件[，（]?占?[（\d]/g)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('of few says that they are few: the unit is named, the count is not', () => {
    const slow = unit('甲市信访局', { received: 60, due: 60, onTime: 2, lateNow: 3, lateNamed: 1 });
    const { body } = draftCircular({ office: '省局', period, units: [slow] });
    expect(body).toContain('到期应答复的60件，按时答复不足5件。目前超期未答复不足5件。');
    expect(body).toContain('甲市信访局列入督办后五个工作日仍未答复不足5件，应答复60件、按时答复不足5件。');
    expect(body).not.toContain('%');
  });

  test('speaks of a month or of days, and never rounds up to a hundred', () => {
    expect(spokenPeriod({ from: '2024-02-01', to: '2024-02-29' })).toBe('2024年2月');
    expect(spokenPeriod({ from: '2026-02-01', to: '2026-02-27' })).toBe('2026年2月1日至2026年2月27日');
    expect(percent(0.9999)).toBe('99.9%');
  });
});

test('The total is the sum', () => {
  expect(totalOf([unit('甲', { received: 2, late: 1 } as never), unit('乙', { received: 3 })]).received).toBe(
    5,
  );
});
