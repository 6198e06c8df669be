import { expect, test } from 'vitest';
import { warningOf } from '../../src/domain/warning.ts';

test.each([
  ['reply', ['warned-half', 'warned-four-fifths', 'late']],
  ['pass-on', ['warned-half', 'warned-four-fifths', 'late']],
  ['review', [null, null, 'late']],
  ['visit', ['visit-due', null, 'late']],
  ['mend', [null, null, null]],
  ['close', [null, null, null]],
])('The clock %s tells the office %j at half, four fifths and late', (what, told) => {
  expect([1, 2, 3].map((stage) => warningOf({ what }, stage))).toEqual(told);
});
