import { expect, test } from 'vitest';
import { isBelow, type OfficeInLine } from '../../src/domain/hand-down/office-line.ts';

const office = (id: number, kind: string, level: number, aboveIds: number[]): OfficeInLine => {
  return { id, kind, level, aboveIds };
};
const province = office(1, 'petition', 1, []);
const police = office(2, 'department', 1, [1]);
const epidemic = office(3, 'temporary', 1, [1]);
const city = office(4, 'petition', 2, [1]);
const cityPolice = office(5, 'department', 2, [4, 1]);
const otherPolice = office(6, 'department', 1, [7]);

test('an office hands down to everything in its own line, never to itself or up', () => {
  expect(isBelow(police, province)).toBe(true);
  expect(isBelow(cityPolice, province)).toBe(true);
  expect(isBelow(province, province)).toBe(false);
  expect(isBelow(province, city)).toBe(false);
});

test('a department reaches its own trade further down, and no department beside it', () => {
  expect(isBelow(cityPolice, police)).toBe(true);
  expect(isBelow(epidemic, police)).toBe(false);
  expect(isBelow(city, police)).toBe(false);
});

test('the office of a leading group reaches whatever stands under its seat, but not the seat itself, nor another province', () => {
  expect(isBelow(police, epidemic)).toBe(true);
  expect(isBelow(city, epidemic)).toBe(true);
  expect(isBelow(cityPolice, epidemic)).toBe(true);
  expect(isBelow(province, epidemic)).toBe(false);
  expect(isBelow(epidemic, epidemic)).toBe(false);
  expect(isBelow(otherPolice, epidemic)).toBe(false);
});
