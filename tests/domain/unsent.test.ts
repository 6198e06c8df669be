import { expect, test } from 'vitest';
import { transport } from '../../src/hooks.ts';
import { unsent } from '../../src/ui/unsent.ts';

test('What a page is drawn from is not written out a second time; all else is', () => {
  const data = { list: { rows: ['门前道路塌陷'] } };
  const writes = (value: unknown) => !transport['unsent']?.encode(value);
  expect(writes(data)).toBe(true);
  expect(writes(unsent(data))).toBe(false);
  expect([null, undefined, '', 0, [], { form: 'x' }].every(writes)).toBe(true);
});
