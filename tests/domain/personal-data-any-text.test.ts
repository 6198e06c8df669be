import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverPersonal } from '../../src/domain/screening/cover-personal.ts';
import { findPersonalData } from '../../src/domain/screening/find-personal-data.ts';
import { isDoubtful } from '../../src/domain/screening/personal-datum.ts';
import { disguises } from '../support/planted/disguises.ts';
import { bankCard, idNumber, mobile } from '../support/planted/people.ts';
import { chance } from '../support/planted/random.ts';

const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '13800000217',
    '11010519491231002X',
    ' ',
    '1',
    '一',
    '@',
    'a@b.cn',
    '川A12345',
    '😀',
    '㍿',
    '１',
  ),
  fc.constantFrom('业主', '王建国', '3栋2单元501室', '我叫', '\n', '\u200B', '️⃣', 'QQ', '微信号'),
);
const anyText = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

describe('Whatever the text', () => {
  test('the finds lie inside it, in order, never overlap, and never cut a letter in two', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).isWellFormed() || !text.isWellFormed()).toBe(true);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  test('what stands between the finds stays letter for letter when they are covered', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = findPersonalData(text).filter((datum) => !isDoubtful(datum));
        const kept = found.reduceRight(
          (so, { start, end }) => so.slice(0, start) + '\0' + so.slice(end),
          text,
        );
        const covered = coverPersonal(text).text;
        let at = 0;
        for (const part of kept.split('\0')) {
          const where = covered.indexOf(part, at);
          expect(where).toBeGreaterThanOrEqual(at);
          at = where + part.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a mobile, an ID number and a card are found from end to end in every disguise', () => {
    const numbers = { phone: mobile, 'id-number': idNumber, 'bank-card': bankCard };
    const what = fc.constantFrom('phone', 'id-number', 'bank-card');
    fc.assert(
      fc.property(what, fc.constantFrom(...disguises), fc.nat(), (kind, { name, write }, seed) => {
        fc.pre(kind !== 'bank-card' || !/numerals|radio|〇/.test(name));
        const by = chance(seed);
        const number = write(numbers[kind](by), by);
        const label = { phone: '电话', 'id-number': '身份证', 'bank-card': '卡号' }[kind];
        const text = `您好，${label}：${number}，请回复。`;
        expect(
          findPersonalData(text).map(({ start, end }) => text.slice(start, end)),
          name,
        ).toEqual([number]);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('A text made to be slow', () => {
  const hostile = [
    ...['1 ', '1', '13800000217', '1 3 8 0 0 0 0 0 2 1 7 ', '1一', '一', '1😀', '１ ', '0-', '86'],
    ...['a@', 'a.', 'a@b.', 'a#qq', '微信', 'QQ1', 'V'],
    ...['业主王', '王', '联系人', '联系人:', '我叫', '业主王某', '谢谢！王', '村民王建国，', '  王'],
    ...['川A', '川', '3栋2单元', '3栋', '村1组', '住1-1-', '家住路'],
    ...['*', ' ', '\n', '㍿', '\u200B', '（', '【'],
  ];
  const grow = (pattern: string, length: number) =>
    pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);

  // Twelve times the length: in line it takes about twelve times as long, squared 144 times.
  test.each(hostile)('of 100,000 characters takes time in proportion to its length: %j', (pattern) => {
    const [short, long] = [8_000, 100_000].map((length) => fastest(grow(pattern, length)));
    expect(long).toBeLessThan((short! + 2) * 60);
  });

  function fastest(text: string): number {
    const times = Array.from({ length: 3 }, () => {
      const begun = performance.now();
      findPersonalData(text);
      return performance.now() - begun;
    });
    return Math.min(...times);
  }
});
