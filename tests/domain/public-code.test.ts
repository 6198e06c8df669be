import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicCode, readPublicCode, showCode } from '../../src/domain/public-code.ts';
import { anyText } from './any-text.ts';

const code = fc
  .infiniteStream(fc.nat(1_000_000))
  .map((numbers) => publicCode((below) => numbers.next().value % below));
const at = (text: string, i: number) => text[i] ?? '';

describe('a public code', () => {
  test('has twelve digits, does not begin with a zero, and reads as itself', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[1-9]\d{11}$/);
        expect(readPublicCode(made)).toBe(made);
      }),
    );
  });

  test('asks the dice for nothing out of range', () => {
    const asked: number[] = [];
    publicCode((below) => (asked.push(below), below - 1));
    expect(asked).toEqual([9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
    expect(publicCode(() => 0)).toMatch(/^10{10}\d$/);
    expect(publicCode((below) => below - 1)).toMatch(/^9{11}\d$/);
  });

  test('shows every slip of one digit', () => {
    const slips = (made: string) =>
      [...made].flatMap((right, i) =>
        [...'0123456789'].filter((d) => d !== right).map((d) => made.slice(0, i) + d + made.slice(i + 1)),
      );
    fc.assert(fc.property(code, (made) => slips(made).every((slip) => readPublicCode(slip) === undefined)));
  });

  test('shows every swap of neighbours, save 09 for 90', () => {
    fc.assert(
      fc.property(code, fc.nat(10), (made, i) => {
        const [a, b] = [at(made, i), at(made, i + 1)];
        const swapped = made.slice(0, i) + b + a + made.slice(i + 2);
        const unseen = a === b || a + b === '09' || a + b === '90';
        expect(readPublicCode(swapped), `${made} → ${swapped}`).toBe(unseen ? swapped : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test('nine in ten strangers’ numbers are refused', () => {
    let good = 0;
    for (let n = 0; n < 1000; n += 1) if (readPublicCode(String(384_720_195_000 + n))) good += 1;
    expect(good).toBe(100);
  });

  test('is read as it is shown, and as people write it', () => {
    fc.assert(
      fc.property(code, (made) => {
        const shown = showCode(made);
        expect(shown).toMatch(/^\d{4} \d{4} \d{4}$/);
        const wide = [...made].map((d) => String.fromCharCode(0xff10 + Number(d))).join('');
        for (const typed of [
          shown,
          ` ${shown} `,
          shown.replaceAll(' ', '-'),
          shown.replaceAll(' ', '－'),
          shown.replaceAll(' ', '　'),
          wide,
          `\u202d${made}\u202c`,
          `${made}\n`,
        ])
          expect(readPublicCode(typed)).toBe(made);
      }),
    );
  });

  test.each([
    '',
    '1',
    'abc',
    '1234567890123',
    '38472019552',
    '38472019552x',
    '../../etc/passwd',
    '٣٨٤٧٢٠١٩٥٥٢٦',
  ])('%j is none', (typed) => {
    expect(readPublicCode(typed)).toBeUndefined();
  });

  test('nothing typed throws', () => {
    fc.assert(fc.property(anyText, (typed) => /^\d{12}$/.test(readPublicCode(typed) ?? '000000000000')));
    expect(readPublicCode(`1${'\u0301\u0323'.repeat(200_000)}`)).toBeUndefined();
  });
});
