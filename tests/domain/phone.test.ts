import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhone, readPhone } from '../../src/domain/phone.ts';
import { anyText } from './any-text.ts';

const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`));
const mobile = fc
  .tuple(fc.constantFrom('13', '14', '15', '16', '17', '18', '19'), digits(9))
  .map((p) => p.join(''));

describe('a phone number as people type it', () => {
  test.each([
    ['13800138000'],
    [' 138 0013 8000 '],
    ['138-0013-8000'],
    ['138–0013–8000'],
    ['138.0013.8000'],
    ['+86 138 0013 8000'],
    ['+8613800138000'],
    ['(+86) 138 0013 8000'],
    ['0086-13800138000'],
    ['8613800138000'],
    ['１３８００１３８０００'],
    ['＋８６　１３８００１３８０００'],
    ['（＋８６）138－0013－8000'],
    // Address books wrap a copied number in invisible direction marks.
    ['\u202d138 0013 8000\u202c'],
    ['\u200e13800138000\ufeff'],
  ])('%j is 13800138000', (typed) => {
    expect(readPhone(typed)).toBe('13800138000');
  });

  test.each([
    ['', 'nothing'],
    ['1380013800', 'ten digits'],
    ['138001380000', 'twelve digits'],
    ['12800138000', 'no mobile prefix'],
    ['10086', 'a hotline'],
    ['010-65368000', 'a landline'],
    ['+852 9123 4567', 'another region'],
    ['+1 380 013 8000', 'another country'],
    ['+86 86 13800138000', 'the country twice'],
    ['13800138OOO', 'letters for zeros'],
    ['13800138000 13900139000', 'two numbers'],
    ['13800138000;drop', 'more than a number'],
    ['١٣٨٠٠١٣٨٠٠٠', 'digits of another script'],
  ])('%j is none (%s)', (typed) => {
    expect(readPhone(typed)).toBeUndefined();
  });

  test('every mobile number is read, however it is dressed, and reads the same again', () => {
    const gap = fc.constantFrom('', ' ', '-', '　', '－');
    const prefix = fc.constantFrom('', '+86', '0086', '86', '+86 ', '+86-');
    const dressed = fc.tuple(prefix, mobile, gap, gap);
    fc.assert(
      fc.property(dressed, ([before, phone, a, b]) => {
        const typed = `${before}${phone.slice(0, 3)}${a}${phone.slice(3, 7)}${b}${phone.slice(7)}`;
        expect(readPhone(typed)).toBe(phone);
        expect(readPhone(phone)).toBe(phone);
      }),
    );
  });

  test('nothing typed throws, and what is read is a mobile number', () => {
    fc.assert(fc.property(anyText, (typed) => /^1[3-9]\d{9}$/.test(readPhone(typed) ?? '13000000000')));
    expect(readPhone(`1${'\u0301\u0323'.repeat(200_000)}`)).toBeUndefined();
  });
});

describe('a phone number that its owner recognises', () => {
  test('shows seven of eleven digits', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    // The hidden four may stand at the end as well: what counts is that none stands in its place.
    fc.assert(
      fc.property(
        mobile,
        (phone) => maskPhone(phone).length === 11 && maskPhone(phone).slice(3, 7) === '****',
      ),
    );
  });
});
