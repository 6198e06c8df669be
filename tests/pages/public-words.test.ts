import { describe, expect, test } from 'vitest';
import type { CalendarDays } from '../../src/domain/calendar.ts';
import { dueText, remaining } from '../../src/ui/due-dates.ts';
import { letterOf, shortPlace } from '../../src/ui/lists/tile-places.ts';

const calendar: CalendarDays = { exceptions: new Map(), officialYears: new Set([2026]) };
/** A moment in Shanghai. */
const at = (text: string): Date => new Date(`${text}:00+08:00`);

describe('A due time', () => {
  const now = at('2026-11-20T10:00');

  test('at midnight belongs to the day that it ends', () => {
    expect(dueText(at('2026-11-25T00:00'), 'zh', now)).toBe('11月24日 24:00');
    expect(dueText(at('2026-11-25T00:00'), 'en', now)).toBe('24 Nov 24:00');
  });

  test('of an hour clock keeps its hour, and another year is named', () => {
    expect(dueText(at('2026-11-24T14:30'), 'zh', now)).toBe('11月24日 14:30');
    expect(dueText(at('2027-01-01T00:00'), 'zh', now)).toBe('12月31日 24:00');
    expect(dueText(at('2027-01-05T00:00'), 'zh', now)).toBe('2027年1月4日 24:00');
  });
});

describe('What is left', () => {
  test.each([
    [
      'on Friday for Tuesday',
      '2026-11-20T10:00',
      '2026-11-25T00:00',
      { unit: 'workdays', count: 2, late: false },
    ],
    ['on the last day', '2026-11-24T23:59', '2026-11-25T00:00', { unit: 'workdays', count: 0, late: false }],
    ['a minute after', '2026-11-25T00:01', '2026-11-25T00:00', { unit: 'workdays', count: 1, late: true }],
    [
      'on the Saturday after a Friday',
      '2026-11-21T09:30',
      '2026-11-21T00:00',
      { unit: 'hours', count: 9, late: true },
    ],
    ['of an emergency', '2026-11-20T10:00', '2026-11-20T13:30', { unit: 'hours', count: 3, late: false }],
    [
      'in its last minutes',
      '2026-11-20T13:00',
      '2026-11-20T13:30',
      { unit: 'minutes', count: 30, late: false },
    ],
  ])('%s', (_, now, dueAt, left) => expect(remaining(at(now), at(dueAt), calendar)).toEqual(left));

  test('of thirty days is counted in days', () => {
    const left = remaining(at('2026-11-20T10:00'), at('2026-12-21T00:00'), calendar, 'days');
    expect(left).toEqual({ unit: 'days', count: 30, late: false });
  });
});

test('Provinces are called as people call them', () => {
  const names = [
    '广西壮族自治区',
    '新疆维吾尔自治区',
    '宁夏回族自治区',
    '内蒙古自治区',
    '西藏自治区',
    '四川省',
    '北京市',
  ];
  expect(names.map(shortPlace)).toEqual(['广西', '新疆', '宁夏', '内蒙古', '西藏', '四川', '北京']);
  expect(letterOf('510000')).toBe('川');
});
