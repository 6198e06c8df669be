import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type CalendarDays,
  dayOf,
  endOf,
  isProvisional,
  isWorkingDay,
  startOf,
  workingDayAfter,
  workingDayFrom,
  workingDaysBetween,
} from '../../src/domain/calendar.ts';
import { calendarOf2020, plainWeek, shanghai } from './calendar-of-2020.ts';

const instant = fc.date({
  min: new Date('2018-01-01T00:00:00Z'),
  max: new Date('2040-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const anyCalendar: fc.Arbitrary<CalendarDays> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean()), { maxLength: 40 })
  .map((days) => ({
    exceptions: new Map(days.map(([n, worked]) => [addDays('2020-01-01', n), worked])),
    officialYears: new Set([2020]),
  }));

describe('a day in Shanghai', () => {
  test('begins at midnight there, which is 16:00 of the day before in UTC', () => {
    expect(startOf('2020-03-10').toISOString()).toBe('2020-03-09T16:00:00.000Z');
    expect(endOf('2020-03-10').toISOString()).toBe('2020-03-10T16:00:00.000Z');
    expect(dayOf(new Date('2020-03-09T15:59:59.999Z'))).toBe('2020-03-09');
    expect(dayOf(new Date('2020-03-09T16:00:00.000Z'))).toBe('2020-03-10');
  });

  test('changes year eight hours before UTC does', () => {
    expect(dayOf(new Date('2019-12-31T16:00:00Z'))).toBe('2020-01-01');
  });

  test('holds each of its instants, and only those', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const day = dayOf(at);
        expect(startOf(day).getTime()).toBeLessThanOrEqual(at.getTime());
        expect(endOf(day).getTime()).toBeGreaterThan(at.getTime());
        expect(endOf(day)).toEqual(startOf(addDays(day, 1)));
        const [d, z] = [new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at), day];
        expect(d).toBe(z);
      }),
    );
  });

  test('is counted over month ends, leap days and years, both ways', () => {
    expect(addDays('2020-02-28', 1)).toBe('2020-02-29');
    expect(addDays('2019-02-28', 1)).toBe('2019-03-01');
    expect(addDays('2020-12-31', 1)).toBe('2021-01-01');
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: -4000, max: 4000 }),
        (at, n) => addDays(addDays(dayOf(at), n), -n) === dayOf(at),
      ),
    );
  });
});

describe('working days', () => {
  test('a plain week rests on Saturday and Sunday', () => {
    const week = ['09', '10', '11', '12', '13', '14', '15'].map((d) =>
      isWorkingDay(`2020-03-${d}`, plainWeek),
    );
    expect(week).toEqual([true, true, true, true, true, false, false]);
  });

  test('the Spring Festival of 2020: a Sunday was worked before it, and the rest was drawn out to 2 February', () => {
    expect(isWorkingDay('2020-01-19', calendarOf2020)).toBe(true);
    expect(isWorkingDay('2020-01-23', calendarOf2020)).toBe(true);
    for (let day = '2020-01-24'; day <= '2020-02-02'; day = addDays(day, 1))
      expect(isWorkingDay(day, calendarOf2020), day).toBe(false);
    expect(workingDayFrom('2020-01-24', calendarOf2020)).toBe('2020-02-03');
    expect(workingDayAfter('2020-01-17', 2, calendarOf2020)).toBe('2020-01-20');
    expect(workingDayAfter('2020-01-23', 1, calendarOf2020)).toBe('2020-02-03');
    expect(workingDayAfter('2020-01-22', 10, calendarOf2020)).toBe('2020-02-13');
  });

  test('the day itself is not counted, be it worked or not', () => {
    expect(workingDayAfter('2020-03-13', 1, plainWeek)).toBe('2020-03-16');
    expect(workingDayAfter('2020-03-14', 1, plainWeek)).toBe('2020-03-16');
    expect(workingDayAfter('2020-03-15', 1, plainWeek)).toBe('2020-03-16');
  });

  test('between two days as many lie as lead from one to the other', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        (calendar, offset, n) => {
          const from = addDays('2020-01-01', offset);
          const due = endOf(workingDayAfter(from, n, calendar));
          expect(workingDaysBetween(shanghai(from, '09:30:00'), due, calendar)).toBe(n);
        },
      ),
    );
  });

  test('between any two moments lie those that one counts day by day, backwards with a minus', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: -400, max: 400 }),
        (calendar, one, other) => {
          const [from, to] = [addDays('2020-01-01', one), addDays('2020-01-01', other)];
          let counted = 0;
          for (let n = Math.min(one, other) + 1; n <= Math.max(one, other); n += 1)
            if (isWorkingDay(addDays('2020-01-01', n), calendar)) counted += 1;
          const found = workingDaysBetween(shanghai(from, '23:59:59'), endOf(to), calendar);
          expect(found).toBe(one <= other || counted === 0 ? counted : -counted);
        },
      ),
    );
  });

  test('what is due today has none left; what is late counts the days since, and never minus nothing', () => {
    const noon = (day: string) => shanghai(day, '12:00:00');
    expect(workingDaysBetween(noon('2020-03-10'), endOf('2020-03-10'), plainWeek)).toBe(0);
    expect(workingDaysBetween(noon('2020-03-11'), endOf('2020-03-10'), plainWeek)).toBe(-1);
    expect(workingDaysBetween(noon('2020-03-16'), endOf('2020-03-12'), plainWeek)).toBe(-2);
    // Sunday, due on Friday: no working day has passed.
    expect(workingDaysBetween(noon('2020-03-15'), endOf('2020-03-13'), plainWeek)).toBe(0);
  });
});

describe('a year that the State Council has not announced', () => {
  test('still gives dates, and they are marked provisional', () => {
    expect(isProvisional(endOf('2020-06-30'), calendarOf2020)).toBe(false);
    expect(isProvisional(endOf('2021-01-04'), calendarOf2020)).toBe(true);
    expect(workingDayAfter('2021-01-04', 1, calendarOf2020)).toBe('2021-01-05');
    expect(isProvisional(endOf('2026-05-01'), plainWeek)).toBe(true);
  });

  test('24:00 of a day belongs to that day', () => {
    expect(isProvisional(endOf('2018-12-31'), calendarOf2020)).toBe(true);
    expect(isProvisional(endOf('2019-12-31'), calendarOf2020)).toBe(false);
  });

  test('reaches back into the last week of December, for New Year’s bridge days are announced with it', () => {
    // 31 December 2018 was made a rest day, 29 December a workday, by the announcement for 2019.
    expect(isProvisional(endOf('2020-12-31'), calendarOf2020)).toBe(true);
    expect(isProvisional(endOf('2020-12-24'), calendarOf2020)).toBe(false);
  });
});
