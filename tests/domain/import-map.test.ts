import { describe, expect, test } from 'vitest';
import { headerFaults } from '../../src/domain/import/header-faults.ts';
import { readImportMap, type ImportMap } from '../../src/domain/import/import-map.ts';
import { inventedFrom, isInvented, listInvented } from '../../src/domain/import/invented-regions.ts';
import { place } from '../../src/domain/import/placement.ts';
import { readRow } from '../../src/domain/import/read-row.ts';
import { aRow, columns, plainMap } from '../support/import-kit.ts';

const mapOf = (json: object): ImportMap => {
  const read = readImportMap(json);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.map;
};
const faultsOf = (changes: object): string[] => {
  const read = readImportMap({ ...plainMap, ...changes });
  return 'faults' in read ? read.faults : [];
};
const anything = (given: string): string => given;

describe('a map', () => {
  test('A wrong map is refused with the place of each fault', () => {
    const wrongRule = { name: 'x', pattern: '(', gives: '$1' };
    expect(
      faultsOf({
        region: { passes: [{ columns: ['标题'], rules: [wrongRule] }], fallback: plainMap.region.fallback },
      }),
    ).toEqual([
      expect.stringMatching(/^region\.passes\[0\]\.rules\[0\]\.pattern: Invalid regular expression/),
    ]);
    expect(faultsOf({ leader: {} })).toEqual(['leader: needs one of constant, column, passes']);
    expect(faultsOf({ topic: { column: '领域' } })).toEqual(['topic: needs a fallback with name and gives']);
    expect(faultsOf({ kind: { constant: '举报' } })).toEqual([
      expect.stringMatching(/^kind: .*举报, which is none of suggestion/),
    ]);
    expect(faultsOf({ colums: {} })).toEqual([expect.stringContaining('colums')]);
    expect(faultsOf({ columns: { ...plainMap.columns, repliedAt: undefined } })).toEqual([
      'columns: reply and repliedAt go together',
    ]);
    expect(faultsOf({ name: 'Mine!' })).toEqual([expect.stringMatching(/^name: /)]);
  });

  test('A file must have the columns of its map, and the map must speak of every column of the file', () => {
    const map = mapOf(plainMap);
    expect(headerFaults(map, columns)).toEqual([]);
    expect(
      headerFaults(map, ['编号', '编号', '网名', '标题', '时间', '内容', '答复', '支持数', '备注']),
    ).toEqual([
      expect.stringContaining('no column “答复时间”'),
      'The file has more than one column “编号”.',
      'The map says nothing of “备注”: use each, or name it in leftOut.',
    ]);
  });
});

describe('rules', () => {
  test('Rules are tried in order over the title, then over the body, then the fallback', () => {
    const { region } = mapOf({
      ...plainMap,
      region: {
        passes: [
          {
            columns: ['标题', '内容'],
            rules: [
              { name: '区县', pattern: '([A-Z])(\\d+)([区县市])', gives: '西地省/$1市/$&' },
              { name: '城市', pattern: '([A-Z])市', gives: '西地省/$1市' },
            ],
          },
        ],
        fallback: { name: '没有写明', gives: '西地省' },
      },
    });
    const placed = (title: string, body: string) => place(region, { 标题: title, 内容: body }, anything);
    expect(placed('A市A3区路灯不亮', 'B1县')).toEqual({ value: '西地省/A市/A3区', rule: '区县 · 标题' });
    expect(placed('B市路灯不亮', '住在A3区')).toEqual({ value: '西地省/B市', rule: '城市 · 标题' });
    expect(placed('路灯不亮', '住在K8县')).toEqual({ value: '西地省/K市/K8县', rule: '区县 · 内容' });
    expect(placed('路灯不亮', '哪里都不亮')).toEqual({ value: '西地省', rule: '没有写明' });
  });

  test('What the directory does not have is left to the next find, and then to the next rule', () => {
    const { region } = mapOf({
      ...plainMap,
      region: {
        passes: [
          { columns: ['内容'], rules: [{ name: '区', pattern: '\\p{Script=Han}{2}区', gives: '$&' }] },
        ],
        fallback: { name: '全市', gives: '云浦市' },
      },
    });
    const known = (given: string) => (['柳河区', '云浦市'].includes(given) ? given : undefined);
    expect(place(region, { 内容: '我们小区在柳河区' }, known)?.value).toBe('柳河区');
    expect(place(region, { 内容: '我们小区没有名字' }, known)).toEqual({ value: '云浦市', rule: '全市' });
    expect(place(region, { 内容: '' }, () => undefined)).toBeUndefined();
  });

  test('A column gives its own words, or what each word stands for', () => {
    const asWritten = mapOf({
      ...plainMap,
      topic: { column: '领域', fallback: { name: '其他', gives: 16 } },
    }).topic;
    expect(place(asWritten, { 领域: '公交车管理' }, anything)).toEqual({
      value: '公交车管理',
      rule: 'as written · 领域',
    });
    expect(place(asWritten, { 领域: '' }, anything)).toEqual({ value: '16', rule: '其他' });
    const values = { '投诉/求助': 'complaint', 咨询: 'consultation' };
    const worded = mapOf({
      ...plainMap,
      kind: { column: '类型', values, fallback: { name: '其余', gives: 'help' } },
    }).kind;
    expect(place(worded, { 类型: '投诉/求助 ' }, anything)?.value).toBe('complaint');
    expect(place(worded, { 类型: '咨询投诉' }, anything)).toEqual({ value: 'help', rule: '其余' });
    expect(place(mapOf(plainMap).leader, {}, anything)).toEqual({ value: '1', rule: 'constant 1' });
  });
});

describe('a row', () => {
  const map = mapOf(plainMap);
  const now = new Date('2026-11-09T00:14:00Z');
  const read = (changes: Parameters<typeof aRow>[1]) =>
    readRow({ line: 2, cells: aRow(1, changes) as Record<string, string> }, map, now);

  test('A long title is kept whole and marked', () => {
    const title = '灯'.repeat(23);
    expect(read({ 标题: title })).toMatchObject({ text: { title }, overLimits: true });
    expect(read({ 标题: '灯'.repeat(22), 内容: '灯'.repeat(1000) })).toMatchObject({ overLimits: false });
    expect(read({ 内容: '灯'.repeat(1001) })).toMatchObject({
      text: { body: '灯'.repeat(1001) },
      overLimits: true,
    });
    expect(read({ 标题: '👨‍👩‍👧'.repeat(22) })).toMatchObject({ overLimits: false });
  });

  test('An empty reply is none, whatever its date says', () => {
    expect(read({ 答复: ' \u00A0&nbsp;', 答复时间: '2019/5/10' })).toMatchObject({ reply: null });
  });

  test.each([
    [{ 编号: ' ' }, '编号 is empty'],
    [{ 标题: '&nbsp;' }, '标题 is empty'],
    [{ 内容: '\u200B' }, '内容 is empty'],
    [{ 时间: '' }, '时间 is empty'],
    [{ 时间: '昨天' }, '时间 “昨天” is no date'],
    [{ 时间: '2031/1/1' }, '时间 “2031/1/1” lies in the future or before 1990'],
    [{ 时间: '10000' }, '时间 “10000” lies in the future or before 1990'],
    [{ 答复时间: '' }, '答复时间 is empty'],
    [{ 答复时间: '下周' }, '答复时间 “下周” is no date'],
  ])('%o is refused: %s', (changes, fault) => {
    expect(read(changes)).toEqual({ fault });
  });

  test('The public text loses numbers of persons, the original keeps them', () => {
    const row = read({ 内容: '请回电13912345678。', 答复: '已致电13912345678。' });
    expect(row).toMatchObject({
      text: { body: '请回电【手机号已隐去】。' },
      original: { body: '请回电13912345678。' },
      reply: { text: '已致电【手机号已隐去】。', original: '已致电13912345678。' },
      masked: 2,
    });
  });
});

test('Made regions get codes outside the national list that say their province and city', () => {
  const codes = new Map([['江源省', '990000']]);
  const listed = listInvented(['西地省/A市/A3区', '西地省/A市', '西地省/B市/B1县', '西地省/A市/A7县'], codes);
  expect(
    listed.map(({ code, name, level, parentCode, cityCode }) => [code, name, level, parentCode, cityCode]),
  ).toEqual([
    ['900000', '西地省', 1, null, null],
    ['900100', 'A市', 2, '900000', '900100'],
    ['900101', 'A3区', 3, '900100', '900100'],
    ['900200', 'B市', 2, '900000', '900200'],
    ['900201', 'B1县', 3, '900200', '900200'],
    ['900102', 'A7县', 3, '900100', '900100'],
  ]);
  expect(
    listed.every(({ code, provinceCode }) => isInvented(code) && provinceCode === `${inventedFrom}0000`),
  ).toBe(true);
  expect(listInvented(['西地省/A市/A7县'], codes)).toEqual([]);
});
