import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officesOf } from '../../src/domain/directory/offices-of.ts';
import {
  generateDirectory,
  type Generated,
} from '../../src/server/life/directory/generation/generate-directory.ts';
import { findRegion } from '../../src/server/views/find-region.ts';
import { leader, leadersOfMinistries, leadersOfRegion } from '../../src/server/views/leaders.ts';
import { childRegions, regionWithAncestors } from '../../src/server/views/regions.ts';
import { topics } from '../../src/server/views/topics.ts';
import { openDirectoryStage, type DirectoryStage } from '../support/directory-stage.ts';

// The directory of the whole country, as a new house makes it at its first start.
const now = new Date('2026-11-09T00:14:00Z');
let stage: DirectoryStage;
let generated: Generated;

beforeAll(async () => {
  stage = await openDirectoryStage();
  generated = await stage.db.transaction().execute((tx) => generateDirectory(tx, now));
});
afterAll(() => stage.close());

async function count(query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return Number((await query.execute(stage.db)).rows[0]?.n);
}

describe('Regions', () => {
  test('There are 31 provinces, 333 cities, 2,846 counties, and 77 towns of cities without counties', async () => {
    const { rows } = await sql<{ level: number; n: number }>`
      select level, count(*) as n from regions group by level order by level`.execute(stage.db);
    expect(rows.map(({ level, n }) => [level, Number(n)])).toEqual([
      [1, 31],
      [2, 333],
      [3, 2846],
      [4, 77],
    ]);
  });

  test('Rows that are no regions are left out with their reasons, and are nowhere in the directory', async () => {
    expect(generated.skipped.map((row) => row.code).toSorted()).toEqual([
      '1101',
      '1201',
      '232761',
      '232762',
      '232763',
      '232764',
      '3101',
      '4190',
      '4290',
      '4690',
      '5001',
      '5002',
      '620201',
      '6590',
    ]);
    expect(generated.skipped.every((row) => row.reason.length > 3)).toBe(true);
    const pseudo = sql<{ n: number }>`select count(*) as n from regions
      where name ~ '市辖区|直辖县|^县$' or code ~ '^(71|81|82|2327[67])' or code ~ '^[0-9]{2}90[0-9]{2}$' and level = 2`;
    expect(await count(pseudo)).toBe(0);
  });

  test('仙桃, 潜江, 天门 and 神农架 hang under Hubei itself', async () => {
    const names = (await childRegions(stage.db, '420000')).map((region) => region.name);
    expect(names).toEqual(expect.arrayContaining(['武汉市', '仙桃市', '潜江市', '天门市', '神农架林区']));
    expect(names).toHaveLength(17);
    const { ancestors, cityCode } = (await regionWithAncestors(stage.db, '429021')) ?? {};
    expect({ ancestors, cityCode }).toEqual({
      ancestors: [{ code: '420000', name: '湖北省', level: 1 }],
      cityCode: null,
    });
  });

  test('Every region hangs under one of a higher level in its own province, and is called in full from there', async () => {
    const astray = sql<{
      n: number;
    }>`select count(*) as n from regions r left join regions p on p.code = r.parent_code
      where r.level > 1 and (p.code is null or p.level >= r.level or p.province_code <> r.province_code
        or r.full_name <> p.full_name || r.name or r.province_code <> substr(r.code, 1, 2) || '0000'
        or r.city_code is distinct from case when p.level = 1 and r.level > 2 then null
             when r.level = 2 then r.code else p.city_code end)`;
    expect(await count(astray)).toBe(0);
  });

  test('A county is found by name, pinyin and initials, and stands with its city and province', async () => {
    for (const words of ['武侯', 'wuhou', 'WHQ', ' 武 侯 区']) {
      expect((await findRegion(stage.db, words)).map((region) => region.fullName)).toContain(
        '四川省成都市武侯区',
      );
    }
    expect((await findRegion(stage.db, 'cds'))[0]?.level).toBe(2);
    expect(await findRegion(stage.db, '%')).toEqual([]);
    expect(await findRegion(stage.db, ' ')).toEqual([]);
  });
});

describe('Posts and offices', () => {
  test('A province and a city are written to at two posts, a county at one', async () => {
    const names = async (code: string) => (await leadersOfRegion(stage.db, code)).map((post) => post.name);
    expect(await names('510000')).toEqual(['四川省委书记', '四川省省长']);
    expect(await names('150000')).toEqual(['内蒙古自治区党委书记', '内蒙古自治区主席']);
    expect(await names('110000')).toEqual(['北京市委书记', '北京市市长']);
    expect(await names('510100')).toEqual(['成都市委书记', '成都市市长']);
    expect(await names('513300')).toEqual(['甘孜州委书记', '甘孜州州长']);
    expect(await names('654000')).toEqual(['伊犁州党委书记', '伊犁州州长']);
    expect(await names('542500')).toEqual(['阿里地委书记', '阿里地区行署专员']);
    expect(await names('510107')).toEqual(['武侯区委书记']);
    expect(await names('429021')).toEqual(['神农架林区党委书记']);
  });

  test('Every region down to the county can be written to, and a vacant post receives', async () => {
    const mute = sql<{ n: number }>`select count(*) as n from regions r where level <= 3
      and not exists (select from posts p where p.region_code = r.code and p.rank = 1 and p.receives)`;
    expect(await count(mute)).toBe(0);
    const [secretary] = await leadersOfRegion(stage.db, '510100');
    expect(secretary).toMatchObject({
      vacant: true,
      holder: null,
      officeName: '成都市信访局',
      ministry: null,
    });
    expect(secretary?.region).toEqual({ code: '510100', name: '成都市', fullName: '四川省成都市' });
    expect(secretary?.kinds).toHaveLength(5);
    expect(await leader(stage.db, secretary?.id ?? 0)).toMatchObject({ receives: true, successor: null });
  });

  test('No name of a post or an office says a word twice', async () => {
    const { rows } = await sql<{ name: string }>`
      select p.name from posts p union all select name from offices`.execute(stage.db);
    const doubled =
      /(省|市|区|县|州|盟|旗)\1(委|党委)|(自治区|自治州|自治县|地区|林区|委员会|人民政府|信访局|街道)\3/;
    expect(
      rows.map((row) => row.name).filter((name) => doubled.test(name) && !name.startsWith('津市市委')),
    ).toEqual([]);
    expect(rows.filter((row) => row.name.trim() !== row.name || row.name === '')).toEqual([]);
  });

  test('Two posts of one region never bear the same name', async () => {
    const same = sql<{ n: number }>`select count(*) as n from (select from posts
      group by coalesce(region_code, ministry), name having count(*) > 1) twice`;
    expect(await count(same)).toBe(0);
  });

  test('Every office has one above it, and every chain ends at the supervision desk', async () => {
    const lost = sql<{ n: number }>`
      with recursive chain(id, above_id, depth) as (
        select id, above_id, 0 from offices
        union all select c.id, o.above_id, depth + 1 from chain c join offices o on o.id = c.above_id where depth < 9)
      select count(distinct o.id) as n from offices o where o.id not in (
        select c.id from chain c join offices top on top.id = c.above_id where top.code = 'supervision-desk')`;
    // Only the supervision desk itself stands under nobody.
    expect(await count(lost)).toBe(1);
    const { rows } = await sql<{ name: string }>`
      with recursive up(name, above_id, depth) as (
        select name, above_id, 0 from offices where code = '510107-transport'
        union all select o.name, o.above_id, depth + 1 from up join offices o on o.id = up.above_id)
      select name from up order by depth`.execute(stage.db);
    expect(rows.map((row) => row.name)).toEqual([
      '武侯区交通运输局',
      '武侯区信访局',
      '成都市信访局',
      '四川省信访局',
      '督办台',
    ]);
  });

  test('The offices in the database are those of the rules, name by name', async () => {
    const { rows } = await sql<{
      code: string;
      name: string;
      region_code: string;
      level: number;
      region: string;
    }>`
      select o.code, o.name, o.region_code, r.level, r.name as region
      from offices o join regions r on r.code = o.region_code`.execute(stage.db);
    const kept = new Map(rows.map((row) => [row.code, row.name]));
    const regions = new Map(
      rows.map((row) => [row.region_code, { code: row.region_code, name: row.region, level: row.level }]),
    );
    const planned = [...regions.values()].flatMap((region) => officesOf(region, null));
    expect(planned).toHaveLength(kept.size);
    expect(planned.filter((plan) => kept.get(plan.code) !== plan.name)).toEqual([]);
  });

  test('26 ministries have a board that takes suggestions only', async () => {
    const posts = await leadersOfMinistries(stage.db);
    expect(posts).toHaveLength(26);
    expect(posts.every((post) => post.kinds.join() === 'suggestion' && post.region === null)).toBe(true);
    expect(posts.map((post) => post.name)).toEqual(
      expect.arrayContaining(['外交部部长', '国家发展和改革委员会主任', '中国人民银行行长', '审计署审计长']),
    );
  });

  test('Topics come in the order of the list, 其他 last and without sub-topics', async () => {
    const all = await topics(stage.db);
    expect(all.map((topic) => topic.name).join()).toBe(
      '城建,交通,三农,环保,教育,医疗,治安,旅游,就业,文娱,金融,企业,政务,其他',
    );
    expect(all.flatMap((topic) => topic.subTopics)).toHaveLength(138);
    expect(all.at(-1)?.subTopics).toEqual([]);
  });
});

test('Run again, nothing is added and nothing recorded twice', async () => {
  const again = await stage.db.transaction().execute((tx) => generateDirectory(tx, now));
  expect(again).toMatchObject({ regions: 0, offices: 0, posts: 0, ministries: 0 });
  expect(await count(sql`select count(*) as n from directory_changes`)).toBe(1);
});

test('The leaders of a region and a region found by pinyin are read through an index', async () => {
  await sql`set enable_seqscan = on`.execute(stage.db);
  const plans = await Promise.all([
    sql<{ 'QUERY PLAN': string }>`explain select * from posts
      where region_code = '510100' and valid_to is null and receives order by rank`.execute(stage.db),
    sql<{ 'QUERY PLAN': string }>`explain select * from regions
      where valid_to is null and pinyin >= 'chengdu' and pinyin < 'chengdv'`.execute(stage.db),
  ]);
  for (const { rows } of plans) {
    const text = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index/);
    expect(text).not.toMatch(/Seq Scan/);
  }
});

test('The app role cannot delete from the directory, nor change its history', async () => {
  for (const statement of [
    sql`delete from posts where id = 1`,
    sql`delete from regions where code = '510107'`,
    sql`delete from calendar_days`,
    sql`update directory_changes set by = 'nobody'`,
    sql`delete from directory_changes`,
  ]) {
    await expect(stage.undone((tx) => statement.execute(tx))).rejects.toThrow(/permission denied/);
  }
});
