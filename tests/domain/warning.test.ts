import { expect, test } from 'vitest';
import { warningOf } from '../../src/domain/warning.ts';

test.each([
  ['reply', true, ['warned-half', 'warned-four-fifths', null]],
  ['pass-on', true, ['warned-half', 'warned-four-fifths', null]],
  ['order', false, ['warned-half', 'warned-four-fifths', 'late']],
  ['review', false, [null, null, 'late']],
  ['visit', true, ['visit-due', null, null]],
  ['mend', true, [null, null, null]],
  ['close', true, [null, null, null]],
  ['dossier', false, [null, null, null]],
])('The clock %s (promise: %s) tells the office %j at half, four fifths and late', (what, promise, told) => {
  expect([1, 2, 3].map((stage) => warningOf({ what, promise }, stage))).toEqual(told);
});
