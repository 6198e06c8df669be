import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { app, appPool } from '../../src/server/store/db.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { searchMessages } from '../../src/server/views/searching/search-messages.ts';
import type { TestHouse } from '../support/house.ts';
import { messageOf, now, openImportHouse } from '../support/import-house.ts';
import { aRow, csvOf, fileOf, importFile, importRows, plainMap } from '../support/import-kit.ts';

const mapNamed = (name: string, changes: object = {}) => ({ ...plainMap, name, ...changes });
let house: TestHouse;
beforeAll(async () => (house = await openImportHouse()));
afterAll(() => house?.close());

describe('rows in are messages and refused rows', () => {
  test('Each refused row is told with its line and reason; the others come in', async () => {
    const rows = [
      aRow(30, { 内容: '第一行\n第二行\r\n第三行' }),
      aRow(31, { 时间: '昨天' }),
      aRow(32, { 标题: '' }),
      aRow(30, { 标题: '同一编号的另一行' }),
      aRow(33),
    ];
    const csv = csvOf(rows).replace(/\r\n$/, '\r\n\r\n34,少了几列\r\n');
    const { report } = await importFile(fileOf(csv), { now });
    expect(report).toMatchObject({ rows: 6, made: 2, alreadyThere: 0 });
    expect(report.refused).toEqual([
      { line: 5, id: '31', reason: '时间 “昨天” is no date' },
      { line: 6, id: '32', reason: '标题 is empty' },
      { line: 7, id: '30', reason: 'the same 编号 stands on line 2' },
      { line: 10, id: '', reason: '2 cells where the first line has 8 columns' },
    ]);
    expect((await messageOf(30)).body).toBe('第一行\n第二行\n第三行');
  });

  test('A row that only the database refuses is refused alone', async () => {
    const owner = new pg.Client({ connectionString: house.database.ownerUrl });
    await owner.connect();
    await owner.query(`alter table messages add constraint no_such_text check (body <> '唯有数据库不收')`);
    await owner.end();
    const { report } = await importRows([aRow(40), aRow(41, { 内容: '唯有数据库不收' }), aRow(42)], { now });
    expect(report).toMatchObject({
      rows: 3,
      made: 2,
      refused: [{ line: 3, id: '41', reason: expect.stringContaining('no_such_text') }],
    });
    await messageOf(42);
  });

  test('A text of more words than any search takes is found by its beginning, and holds up no other', async () => {
    const endless = Array.from({ length: 150_000 }, (_, n) => `字${n.toString(36)}z`).join(' ');
    await importRows([aRow(45, { 标题: '长文', 内容: endless }), aRow(46, { 标题: '短文' })], { now });
    while ((await indexTexts(100)) > 0);
    const found = async (q: string) =>
      (await searchMessages(app(), { q, filter: {}, sort: 'time' }, { limit: 5 })).items.map(
        ({ title }) => title,
      );
    expect(await found('字9z')).toContain('长文');
    expect(await found('短文')).toContain('短文');
  }, 60_000);

  test('What has no place in a message is counted, not forgotten', async () => {
    const { report } = await importRows([aRow(50, { 支持数: '7' }), aRow(51, { 支持数: '' })], { now });
    expect(report.leftOut).toEqual({ supporters: { rows: 1, sum: 7 } });
  });

  test('The report counts how many messages each rule placed', async () => {
    const rows = [
      aRow(60),
      aRow(61, { 标题: '建议修路', 内容: '苍溪县的路' }),
      aRow(62, { 标题: '修路', 内容: '云浦的路' }),
    ];
    const { report } = await importRows(rows, { now });
    expect(report.placed).toEqual({
      region: { '区县 · 标题': 1, '区县 · 内容': 1, 全市: 1 },
      leader: { 'constant 1': 3 },
      kind: { 其余: 2, '建议 · 标题': 1 },
      topic: { '路灯 · 标题': 1, 其他: 2 },
      unit: { '署名 · 答复': 3 },
    });
  });
});

describe('a second time', () => {
  test('The same file makes nothing twice', async () => {
    const rows = Array.from({ length: 450 }, (_, n) => aRow(1000 + n));
    const file = fileOf(csvOf(rows));
    const first = await importFile(file, { now });
    expect(first.report).toMatchObject({ rows: 450, made: 450, alreadyThere: 0 });
    const second = await importFile(file, { now });
    expect(second.report).toMatchObject({ rows: 450, made: 0, alreadyThere: 450, refused: [] });
    const longer = await importRows([...rows, aRow(1999)], { now });
    expect(longer.report).toMatchObject({ rows: 451, made: 1, alreadyThere: 450 });
  });

  test('Two imports at once come one after the other', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => aRow(2000 + n));
    const [a, b] = await Promise.all([importRows(rows, { now }), importRows(rows, { now })]);
    expect([a.report.made, b.report.made].toSorted((x, y) => x - y)).toEqual([0, 300]);
  });
});

describe('places', () => {
  test('Regions that the map names are made with their offices and posts, outside the national list', async () => {
    const region = {
      passes: [
        {
          columns: ['标题'],
          rules: [{ name: '区县', pattern: '([A-Z])(\\d+)([区县市])', gives: '西地省/$1市/$&' }],
        },
      ],
      fallback: { name: '省', gives: '西地省' },
    };
    const leader = {
      passes: [{ columns: ['内容'], rules: [{ name: '市长', pattern: '[市省]长', gives: 2 }] }],
      fallback: { name: '书记', gives: 1 },
    };
    const map = mapNamed('made', { region, leader, makeRegions: true });
    const rows = [
      aRow(1, { 标题: 'K8县路灯' }),
      aRow(2, { 标题: 'A3区路灯', 内容: '市长好' }),
      aRow(3, { 标题: '路灯', 内容: '省长好' }),
    ];
    const { report } = await importRows(rows, { map, now });
    expect(report).toMatchObject({ made: 3, regionsMade: 5 });
    const { rows: placed } = await appPool().query<{
      name: string;
      region_code: string;
      office: string;
      above: string;
    }>(
      `select p.name, m.region_code, o.name as office, a.name as above from messages m join posts p on p.id = m.post_id
       join offices o on o.id = m.answerable_id join offices a on a.id = o.above_id where m.import_ref like 'made:%' order by m.import_ref`,
    );
    expect(placed).toEqual([
      { name: 'K8县委书记', region_code: '900201', office: 'K8县信访局', above: 'K市信访局' },
      { name: 'A3区委书记', region_code: '900101', office: 'A3区信访局', above: 'A市信访局' },
      { name: '西地省省长', region_code: '900000', office: '西地省信访局', above: '督办台' },
    ]);
    const again = await importRows([aRow(4, { 标题: 'K8县又一盏' })], { map, now });
    expect(again.report).toMatchObject({ made: 1, regionsMade: 0 });
  });

  test('Without leave to make regions a row whose place is unknown is refused', async () => {
    const region = { constant: '无名省/无名市' };
    const { report } = await importRows([aRow(1)], { map: mapNamed('unknown', { region }), now });
    expect(report).toMatchObject({
      made: 0,
      refused: [{ line: 2, reason: 'no rule for region gives a place of the directory' }],
    });
  });

  test('A column may name region, leader and topic in the words of the directory', async () => {
    const map = mapNamed('columns', {
      region: { column: '标题', fallback: { name: '市', gives: '990100' } },
      leader: { column: '内容', fallback: { name: '书记', gives: 1 } },
      topic: { constant: '交通/公交车管理' },
    });
    const rows = [
      aRow(1, { 标题: '江源省云浦市石桥区', 内容: '区委书记' }),
      aRow(2, { 标题: '某地', 内容: '市长' }),
      aRow(3, { 内容: '教育部部长' }),
    ];
    const { report } = await importRows(rows, { map, now });
    expect(report).toMatchObject({ made: 2, refused: [{ id: '3', reason: '教育部部长 takes no help' }] });
    expect(await messageOf(1, 'columns')).toMatchObject({ region_code: '990103', topic_id: 197 });
    expect(await messageOf(2, 'columns')).toMatchObject({ region_code: '990100', topic_id: 197 });
  });
});
