import { describe, expect, test } from 'vitest';
import { fold, pairsOf } from '../../src/domain/searching/fold.ts';
import { narrowed, wantedOf } from '../../src/domain/searching/search-words.ts';
import { markHits, snippetOf } from '../../src/domain/searching/snippet.ts';

// A cutter for the tests: words are parted by a bar.
const cut = (text: string) => text.split('|').filter(Boolean);
const wanted = (typed: string, options = {}) =>
  wantedOf(typed, (text) => (text === '停水的时候' ? ['停水', '的', '时候'] : cut(text)), options);

describe('What somebody types into the search', () => {
  test('is read without spaces, signs, widths and cases', () => {
    expect(fold('ＫＴＶ，深夜 噪音！')).toBe('ktv深夜噪音');
    expect(pairsOf('公积金')).toEqual(['公积', '积金']);
  });

  test('is words, phrases and what must not be there', () => {
    const { groups, without } = wanted('停水的时候 “物业 不管” -通知');
    expect(groups.map(([word]) => word)).toEqual(['物业不管', '停水', '时候']);
    expect(without).toEqual(['通知']);
  });

  test('is found in other words too, unless it stands in quotes or they wish so', () => {
    expect(wanted('欠薪').groups).toEqual([['欠薪', '拖欠工资', '讨薪', '工资未发', '不发工资']]);
    expect(wanted('“欠薪”').groups).toEqual([['欠薪']]);
    expect(wanted('欠薪', { exact: true }).groups).toEqual([['欠薪']]);
  });

  test('asks the index for pairs, and the text whether longer words stand in one piece', () => {
    const groups = [['停水'], ['公积金', '住房']];
    expect(narrowed(groups, new Map())).toEqual({
      query: `('停水') & ('公积' & '积金' | '住房')`,
      checks: ['住房|公积金'],
    });
  });

  test('leaves out of the index what stands in most texts, and looks for it in each text instead', () => {
    const shares = new Map(Object.entries({ 小区: 0.3, 道路: 0.25 }));
    expect(narrowed([['水小区道路']], shares)).toEqual({
      query: `('水小' & '区道')`,
      checks: ['水小区道路'],
    });
    expect(narrowed([['小区'], ['停水']], shares)).toEqual({ query: `('停水')`, checks: ['小区'] });
    expect(narrowed([['停水', '道路'], ['公积金']], shares)).toEqual({
      query: `('公积' & '积金')`,
      checks: ['道路|停水', '公积金'],
    });
  });

  test('asks for the rarest pairs of a word, which stand together by chance, and not for what they narrow no further', () => {
    const shares = new Map(Object.entries({ 工业: 0.18, 业园: 0.17, 公厕: 0.1, 小区: 0.3, 区道: 0.25 }));
    expect(narrowed([['工业园公厕']], shares)).toEqual({ query: `('园公')`, checks: ['工业园公厕'] });
    expect(narrowed([['工业园']], shares)).toEqual({ query: `('业园' & '工业')`, checks: ['工业园'] });
    expect(narrowed([['小区道']], shares)).toEqual({ query: `('区道' & '小区')`, checks: ['小区道'] });
    expect(narrowed([['工业园公厕'], ['工业园']], shares).query).toBe(`('园公') & ('业园' & '工业')`);
    const one = new Map([...shares, ['园公', 0.05]]);
    expect(narrowed([['工业园公厕']], one).query).toBe(`('园公' & '公厕')`);
    expect(narrowed([['公厕小区']], new Map([...shares, ['厕小', 0.21]])).query).toBe(`('公厕')`);
  });

  test('looks first for the word that most texts have', () => {
    const shares = new Map(Object.entries({ 房产: 0.1, 产证: 0.09, 产权: 0.08, 权证: 0.07 }));
    expect(narrowed([['房产证', '产权证', '房本']], shares).checks).toEqual(['房产证|产权证|房本']);
    expect(narrowed([['房产证', '产权证', '房本']], new Map([...shares, ['房本', 0.3]])).checks).toEqual([
      '房本|房产证|产权证',
    ]);
  });

  test('does not look for 公交车 where 公交 does as well', () => {
    expect(narrowed([['公交车', '公交', '公共汽车']], new Map())).toEqual({
      query: `('公交' | '公共' & '共汽' & '汽车')`,
      checks: ['公交|公共汽车'],
    });
    expect(
      narrowed(
        [
          ['停水', '停水'],
          ['停车位', '车位'],
        ],
        new Map(),
      ).checks,
    ).toEqual([]);
  });

  test('asks the index for what stands in most texts where nothing else is wanted', () => {
    const shares = new Map(Object.entries({ 小区: 0.3, 道路: 0.25 }));
    expect(narrowed([['小区'], ['道路']], shares)).toEqual({ query: `('小区') & ('道路')`, checks: [] });
    expect(narrowed([['小区'], ['水']], shares)).toEqual({ query: `('小区')`, checks: ['水'] });
  });

  test('of nothing but signs is nothing', () => {
    expect(wanted('。。 ！').groups).toEqual([]);
    expect(wanted('-').groups).toEqual([]);
  });
});

describe('What was found', () => {
  test('is marked where it stands, whatever its width and signs', () => {
    expect(markHits('坐Ｋ９ 路，要等', ['k9路'])).toEqual([
      { text: '坐', hit: false },
      { text: 'Ｋ９ 路', hit: true },
      { text: '，要等', hit: false },
    ]);
  });

  test('is shown from a little before it, and says that the text goes on', () => {
    const text = `${'前'.repeat(200)}停水${'后'.repeat(200)}`;
    const pieces = snippetOf(text, ['停水'], 40);
    expect(pieces.map(({ text: part }) => part)).toEqual([
      '…',
      '前'.repeat(12),
      '停水',
      '后'.repeat(26),
      '…',
    ]);
  });
});
