import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, isWorkingDay } from '../../src/domain/calendar.ts';
import {
  dueAfter,
  forecast,
  type Length,
  lengthOf,
  promiseFrom,
  type PromiseFacts,
  questionLength,
  speaksAt,
} from '../../src/domain/clocks.ts';
import { kinds, urgencies } from '../../src/domain/message.ts';
import { calendarOf2020, plainWeek, shanghai } from './calendar-of-2020.ts';

const hour = 3_600_000;
const due = (start: Date, length: Length, calendar = calendarOf2020) => dueAfter(start, length, calendar).at;
const instant = fc
  .integer({ min: 0, max: 400 * 24 * 60 })
  .map((minutes) => new Date(shanghai('2019-12-20').getTime() + minutes * 60_000));
const calendar = fc.constantFrom(calendarOf2020, plainWeek);
const facts = fc.record({
  kind: fc.constantFrom(...kinds),
  urgency: fc.constantFrom(...urgencies),
  ministry: fc.boolean(),
  receivedAt: instant,
});
const given = (more: Partial<PromiseFacts> = {}): PromiseFacts => ({
  kind: 'help',
  urgency: 'normal',
  ministry: false,
  receivedAt: shanghai('2020-03-09', '10:00:00'),
  ...more,
});

describe('day clocks', () => {
  test('don’t count the first day, and end at 24:00 of the last', () => {
    for (const time of ['00:00:00', '09:00:00', '23:59:59.999'])
      expect(due(shanghai('2020-03-09', time), { workingDays: 2 })).toEqual(shanghai('2020-03-12'));
  });

  test('turn over at midnight in Shanghai, not in UTC', () => {
    expect(due(new Date('2020-03-09T15:59:59Z'), { workingDays: 1 })).toEqual(shanghai('2020-03-11'));
    expect(due(new Date('2020-03-09T16:00:00Z'), { workingDays: 1 })).toEqual(shanghai('2020-03-12'));
  });

  test('a last day that is a rest day moves to the end of the next working day', () => {
    // 30 days after 26 December 2019 is 25 January, in the festival.
    expect(due(shanghai('2019-12-26'), { days: 30 })).toEqual(shanghai('2020-02-04'));
    expect(due(shanghai('2020-03-07'), { workingDays: 0 })).toEqual(shanghai('2020-03-10'));
  });

  test('a consultation of the day before the festival of 2020 is due on 4 February', () => {
    const { name, due: at } = promiseFrom(
      shanghai('2020-01-23', '17:00:00'),
      given({ kind: 'consultation' }),
      calendarOf2020,
    );
    expect([name, at]).toEqual(['reply', { at: shanghai('2020-02-05'), provisional: false }]);
  });

  test('the Sunday worked before the festival counts', () => {
    expect(due(shanghai('2020-01-17', '12:00:00'), { workingDays: 2 })).toEqual(shanghai('2020-01-21'));
  });
});

describe('hour clocks', () => {
  test('run through nights and holidays, to the millisecond', () => {
    expect(due(shanghai('2020-01-24', '23:30:00.123'), { hours: 24 })).toEqual(
      shanghai('2020-01-25', '23:30:00.123'),
    );
  });

  test('an emergency is due 24 h after it was received, however long its review took', () => {
    const message = given({ urgency: 'emergency', receivedAt: shanghai('2020-01-25', '03:00:00') });
    expect(forecast(message, calendarOf2020).at).toEqual(shanghai('2020-01-26', '03:00:00'));
    expect(promiseFrom(message.receivedAt, message, calendarOf2020).due.at).toEqual(
      shanghai('2020-01-26', '03:00:00'),
    );
  });

  test('review takes a day at most, of an emergency two hours', () => {
    expect(lengthOf('review')).toEqual({ hours: 24 });
    expect(lengthOf('review', 'urgent')).toEqual({ hours: 24 });
    expect(lengthOf('review', 'emergency')).toEqual({ hours: 2 });
  });
});

describe('the end of the next month', () => {
  test.each([
    ['2020-03-09', '2020-04-30'],
    ['2020-12-01', '2021-01-31', '2021-02-01'],
    ['2020-12-31', '2021-01-31', '2021-02-01'],
    ['2020-11-30', '2020-12-31'],
    ['2020-01-31', '2020-02-29', '2020-03-02'],
    ['2019-12-31', '2020-01-31', '2020-02-03'],
    ['2020-04-30', '2020-05-31', '2020-06-01'],
  ])('from %s it is %s', (from, last, worked = last) => {
    expect(due(shanghai(from, '23:59:59'), 'end-of-next-month')).toEqual(shanghai(addDays(worked, 1)));
  });
});

describe('the promise by kind', () => {
  test.each([
    ['consultation', 'reply', '2020-03-12'],
    ['suggestion', 'reply', '2020-03-24'],
    ['help', 'reply', '2020-03-24'],
    ['complaint', 'reply', '2020-03-31'],
    ['thanks', 'pass-on', '2020-03-12'],
  ] as const)('%s, transferred on Monday 9 March 2020: %s until 24:00 before %s', (kind, name, end) => {
    expect(promiseFrom(shanghai('2020-03-09', '10:00:00'), given({ kind }), calendarOf2020)).toEqual({
      name,
      due: { at: shanghai(end), provisional: false },
    });
  });

  test('a ministry acknowledges in 15 working days, then collates by the end of the next month', () => {
    const ministry = given({ kind: 'suggestion', ministry: true, urgency: 'emergency' });
    expect(promiseFrom(shanghai('2020-03-09'), ministry, calendarOf2020)).toEqual({
      name: 'acknowledge',
      due: { at: shanghai('2020-03-31'), provisional: false },
    });
    expect(lengthOf('collate')).toBe('end-of-next-month');
  });

  test('the other lengths are those of the table', () => {
    expect([lengthOf('visit'), lengthOf('close'), lengthOf('mend'), questionLength]).toEqual([
      { workingDays: 1 },
      { days: 30 },
      { days: 30 },
      { workingDays: 5 },
    ]);
  });

  test('a due date in a year without announced holidays is provisional; an hour clock never is', () => {
    expect(dueAfter(shanghai('2020-12-30'), { workingDays: 10 }, calendarOf2020).provisional).toBe(true);
    expect(dueAfter(shanghai('2020-12-31', '20:00:00'), { hours: 24 }, calendarOf2020).provisional).toBe(
      false,
    );
  });
});

describe('what is told at the door', () => {
  test('holds for a transfer at any time until the review clock ends', () => {
    fc.assert(
      fc.property(facts, calendar, fc.double({ min: 0, max: 1, noNaN: true }), (message, days, share) => {
        const told = forecast(message, days);
        const ends = dueAfter(message.receivedAt, lengthOf('review', message.urgency), days).at.getTime();
        const from = message.receivedAt.getTime();
        const transfer =
          message.urgency === 'emergency' && !message.ministry && message.kind !== 'thanks'
            ? from
            : from + share * (ends - from);
        const real = promiseFrom(new Date(transfer), message, days).due;
        expect(real.at.getTime()).toBeLessThanOrEqual(told.at.getTime());
      }),
    );
  });

  test('lies after the message was received, and 24 h after it for an emergency', () => {
    fc.assert(
      fc.property(facts, calendar, (message, days) => {
        const wait = forecast(message, days).at.getTime() - message.receivedAt.getTime();
        expect(wait).toBeGreaterThanOrEqual(24 * hour);
        if (message.urgency === 'emergency' && !message.ministry && message.kind !== 'thanks')
          expect(wait).toBe(24 * hour);
      }),
    );
  });
});

describe('every length', () => {
  const days = fc.oneof(
    fc.integer({ min: 0, max: 60 }).map((workingDays) => ({ workingDays })),
    fc.integer({ min: 0, max: 90 }).map((n) => ({ days: n })),
    fc.constant('end-of-next-month' as const),
  );

  test('in days ends at 24:00 of a working day', () => {
    fc.assert(
      fc.property(instant, days, calendar, (start, length, on) => {
        const at = due(start, length, on);
        expect(at.getTime() % (24 * hour)).toBe(16 * hour);
        expect(isWorkingDay(dayOf(new Date(at.getTime() - 1)), on)).toBe(true);
        expect(at.getTime()).toBeGreaterThan(start.getTime());
      }),
    );
  });

  test('that starts later ends no earlier', () => {
    const length = fc.oneof(
      days,
      fc.integer({ min: 0, max: 100 }).map((hours) => ({ hours })),
    );
    fc.assert(
      fc.property(instant, instant, length, calendar, (a, b, of, on) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        return due(first, of, on) <= due(second, of, on);
      }),
    );
  });

  test('that is longer ends no earlier, and by working days later for each', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 40 }), calendar, (start, n, on) => {
        expect(due(start, { days: n }, on) <= due(start, { days: n + 1 }, on)).toBe(true);
        expect(due(start, { workingDays: n }, on) < due(start, { workingDays: n + 1 }, on)).toBe(true);
        expect(due(start, { hours: n }, on) < due(start, { hours: n + 1 }, on)).toBe(true);
        expect(due(start, { days: n }, on) <= due(start, { workingDays: n }, on)).toBe(true);
      }),
    );
  });
});

describe('a clock speaks', () => {
  test('at half, at four fifths and when it is late', () => {
    const start = shanghai('2020-03-09');
    const at = (hours: number) => new Date(start.getTime() + hours * hour);
    expect(speaksAt(start, at(10))).toEqual([at(5), at(8), at(10)]);
  });

  test('never before it starts nor after it is due, and in order; a clock that starts late speaks at once', () => {
    fc.assert(
      fc.property(instant, instant, (start, end) => {
        const [half, most, late] = speaksAt(start, end);
        expect(late).toEqual(end);
        expect(half <= most && most <= late).toBe(true);
        expect(half >= (start < end ? start : end)).toBe(true);
      }),
    );
  });
});
