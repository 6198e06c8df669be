import { describe, expect, test } from 'vitest';
import { plantedTexts } from '../support/planted/planted-texts.ts';
import { scoreOf } from '../support/planted/score.ts';

const texts = plantedTexts(20_261_126, 1_000);
const of = (...sorts: string[]) => scoreOf(texts.filter((text) => sorts.includes(text.of)));

describe('On generated texts with invented people', () => {
  // The lower bounds for sentences that the rules were not written by are what they first reached there.
  test.each([
    ['seen', 0.98, 0.9],
    ['unseen', 0.93, 0.45],
  ] as const)(
    'in sentences of the sort %s, disguises and all, data and names are found',
    (sort, data, names) => {
      for (const [what, { planted, found }] of of(sort).scores) {
        expect(planted, what).toBeGreaterThan(40);
        expect(found / planted, what).toBeGreaterThanOrEqual(what === 'name' ? names : data);
      }
    },
  );

  test('amounts, dates, papers, orders, hotlines and offices raise no alarm', () => {
    expect(of('innocent').mistakes.map(({ words, text }) => `${words} in ${text}`)).toEqual([]);
    expect(of('seen', 'unseen').mistakes.filter(({ how }) => how === 'false alarm').length).toBeLessThan(20);
  });

  test('the same seed plants the same', () => {
    expect(plantedTexts(7, 5)).toEqual(plantedTexts(7, 5));
    expect(plantedTexts(7, 5)).not.toEqual(plantedTexts(8, 5));
  });

  test('every planted span is where it is said to be, and of enough sorts', () => {
    for (const { text, spans } of texts)
      for (const { start, end } of spans) expect(text.slice(start, end).trim()).not.toBe('');
    const ways = new Set(texts.flatMap(({ spans }) => spans.map(({ what, how }) => `${what} ${how}`)));
    expect(ways.size).toBeGreaterThan(60);
  });
});
