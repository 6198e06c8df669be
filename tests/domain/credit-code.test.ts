import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCreditCode } from '../../src/domain/credit-code.ts';

const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const known = ['91350100M000100Y43', '9144030071526726XG', '91330100799655058B', '91110000802100433B'];

describe('A unified social credit code', () => {
  test.each(known)('%s is one', (code) => {
    expect(readCreditCode(code)).toBe(code);
  });

  test('is read as people type and paste it', () => {
    expect(readCreditCode(' ９１３５０１００ m000-100y43 ')).toBe('91350100M000100Y43');
  });

  test('is none when a single sign is another one', () => {
    const slips = fc.tuple(fc.constantFrom(...known), fc.nat(17), fc.constantFrom(...signs));
    fc.assert(
      fc.property(slips, ([code, at, sign]) => {
        fc.pre(code[at] !== sign);
        return readCreditCode(code.slice(0, at) + sign + code.slice(at + 1)) === undefined;
      }),
    );
  });

  test.each(['', '91350100M000100Y4', '91350100M000100Y433', '91350100I000100Y43', 'x'.repeat(100)])(
    '“%s” is none',
    (text) => {
      expect(readCreditCode(text)).toBeUndefined();
    },
  );
});
