import { expect, test } from 'vitest';
import { monthsBetween } from '../../src/domain/statistics/months-between.ts';

test('a stretch of months has every one of them, over the turn of a year too', () => {
  expect(monthsBetween('2025-11-01', '2026-02-01')).toEqual([
    '2025-11-01',
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
  ]);
  expect(monthsBetween('2026-02-01', '2026-02-01')).toEqual(['2026-02-01']);
  expect(monthsBetween(undefined, undefined)).toEqual([]);
});
