import { expect, test } from 'vitest';
import { realTexts, realTextsAreHere } from '../../scripts/redaction/real-texts.ts';
import { alikeness, bandsOf, sketchOf } from '../../src/domain/floods/sketch.ts';
import { plantedFloods } from '../support/floods/variants.ts';
import { sketchingOf, watchTexts } from '../support/floods/watch-texts.ts';

const sketching = sketchingOf('one');
const sketched = (text: string, by = sketching) => sketchOf(text, by) ?? new Uint16Array(66);
const text = '新开的夜市每天吵到凌晨3点，孩子第二天上课没有精神。请城管部门规定经营时间，并安排人晚上巡查。';

test('Spaces, marks, width, case and numbers change nothing', () => {
  const same = '新开的夜市 每天吵到凌晨１２点,孩子第二天上课没有精神!请城管部门规定经营时间,并安排人晚上巡查';
  expect(alikeness(sketched(text), sketched(same))).toBe(1);
});

test('Sentences in another order are nearly the same text, another matter is not', () => {
  const swapped =
    '请城管部门规定经营时间，并安排人晚上巡查。孩子第二天上课没有精神，新开的夜市每天吵到凌晨3点。';
  const other = '我在这家公司干了半年木工，老板一直拖着工钱不给，请劳动监察部门帮我们讨回血汗钱。';
  expect(alikeness(sketched(text), sketched(swapped))).toBeGreaterThan(0.7);
  expect(alikeness(sketched(text), sketched(other))).toBeLessThan(0.1);
});

test('What stands for a text under one key says nothing under another', () => {
  const other = sketched(text, sketchingOf('two'));
  expect(alikeness(sketched(text), other)).toBeLessThan(0.1);
  expect(bandsOf(sketched(text)).filter((band) => bandsOf(other).includes(band))).toEqual([]);
});

test('A text of a few letters is like none', () => {
  expect(sketchOf('测试，测试', sketching)).toBeNull();
});

test('Four neighbours with one draft are no flood, five are', () => {
  const drafts = (n: number) =>
    Array.from({ length: n }, (_, at) => `${'我们是小区的业主。'.repeat(at % 2)}${text}`);
  expect(watchTexts(drafts(4)).some((flood) => flood !== null)).toBe(false);
  expect(watchTexts(drafts(5)).every((flood) => flood !== null)).toBe(true);
});

test('Of generated floods most are found, and of a thousand texts in others’ own words nearly none is taken for one', () => {
  const texts = plantedFloods(7, { floods: 10, each: 10, alone: 1_000 });
  const floods = watchTexts(texts.map((each) => each.text));
  const marked = texts.filter((_, at) => floods[at] !== null);
  const right = marked.filter(({ flood }) => flood !== null).length;
  expect(right / 100).toBeGreaterThan(0.9);
  expect(marked.length - right).toBeLessThanOrEqual(10);
});

test.skipIf(!realTextsAreHere)(
  'Of real petitions hardly any is taken for part of a flood, even as if each came from another account (skipped where they are not on this machine)',
  () => {
    const texts = realTexts()
      .filter(({ sort }) => sort === 'message')
      .slice(0, 2_500);
    const marked = watchTexts(texts.map((each) => each.text)).filter((flood) => flood !== null);
    expect(marked.length / texts.length).toBeLessThan(0.005);
  },
  60_000,
);
