import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { ListedRegion } from '../../src/domain/directory/tidy-division.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { splitRegion } from '../../src/server/life/directory/changes/split-region.ts';
import { generateDirectory } from '../../src/server/life/directory/generation/generate-directory.ts';
import { publishedRegions } from '../../src/server/life/directory/generation/published-regions.ts';
import { standingPost } from '../../src/server/store/directory/successors.ts';
import { leader, leadersOfRegion } from '../../src/server/views/leaders.ts';
import { childRegions, regionWithAncestors } from '../../src/server/views/regions.ts';
import { openDirectoryStage, type DirectoryStage } from '../support/directory-stage.ts';

// 杭州市 2021: 国务院关于同意浙江省调整杭州市部分行政区划的批复 (国函〔2021〕29号), put into force by Zhejiang's notice of
// 11 March 2021. 江干 goes into 上城 and 下城 into 拱墅; 余杭 is divided into 余杭 and 临平; 钱塘 is made of parts of
// 江干 and 萧山. The sub-districts below are those that the notice names; their last three digits are ours.
const decision = { onDay: '2021-03-11', source: '国函〔2021〕29号' };
const now = new Date('2021-04-09T02:00:00Z');
const by: Actor = { kind: 'machine', name: 'test' };

const place = { provinceCode: '330000', cityCode: '330100' };
const district = (code: string, name: string): ListedRegion => ({
  ...place,
  code,
  name,
  level: 3,
  parentCode: '330100',
});
const streets = (parentCode: string, names: string[]): ListedRegion[] =>
  names.map((name, n) => ({ ...place, code: `${parentCode}${101 + n}`, name, level: 4, parentCode }));

const before: ListedRegion[] = [
  { code: '330000', name: '浙江省', level: 1, parentCode: null, provinceCode: '330000', cityCode: null },
  { code: '330100', name: '杭州市', level: 2, parentCode: '330000', ...place },
  ...[
    ['330102', '上城区'],
    ['330103', '下城区'],
    ['330104', '江干区'],
    ['330105', '拱墅区'],
    ['330109', '萧山区'],
    ['330110', '余杭区'],
  ].map(([code, name]) => district(code ?? '', name ?? '')),
  ...streets('330104', ['凯旋街道', '下沙街道', '白杨街道']),
  ...streets('330109', ['城厢街道', '河庄街道', '义蓬街道']),
  ...streets('330110', ['仓前街道', '临平街道', '塘栖镇']),
];

let stage: DirectoryStage;
let former: Map<string, number>;

beforeAll(async () => {
  stage = await openDirectoryStage();
  await stage.db.transaction().execute(async (tx) => {
    await generateDirectory(tx, now, {
      regions: before,
      skipped: [],
      origin: 'Hangzhou in 2020',
      validFrom: '2020-01-01',
    });
    const posts = await Promise.all(
      before.filter((each) => each.level === 3).map((each) => leadersOfRegion(tx, each.code)),
    );
    former = new Map(posts.flat().map((post) => [post.name, post.id]));
    const qiantang = {
      code: '330114',
      name: '钱塘区',
      takes: ['330104102', '330104103', '330109102', '330109103'],
    };
    await splitRegion(tx, { code: '330104', parts: [qiantang], ...decision }, by, now);
    await mergeRegions(tx, { from: ['330104'], into: { code: '330102' }, ...decision }, by, now);
    await mergeRegions(tx, { from: ['330103'], into: { code: '330105' }, ...decision }, by, now);
    const linping = { code: '330113', name: '临平区', takes: ['330110102', '330110103'] };
    await splitRegion(tx, { code: '330110', parts: [linping], ...decision }, by, now);
  });
});
afterAll(() => stage.close());

test('Afterwards the districts are those of the list of 2025', async () => {
  const districts = await childRegions(stage.db, '330100');
  const listed = new Map(publishedRegions().regions.map((region) => [region.code, region.name]));
  expect(districts.map((region) => region.name)).toEqual([
    '上城区',
    '拱墅区',
    '萧山区',
    '余杭区',
    '临平区',
    '钱塘区',
  ]);
  expect(districts.filter((region) => listed.get(region.code) !== region.name)).toEqual([]);
  expect(listed.has('330103') || listed.has('330104')).toBe(false);
});

test('Who wrote to 江干区委书记 or 下城区委书记 is answered by the post that followed', async () => {
  const follower = async (name: string) =>
    leader(stage.db, (await standingPost(stage.db, former.get(name) ?? 0)) ?? 0);
  expect((await follower('江干区委书记'))?.name).toBe('上城区委书记');
  expect((await follower('下城区委书记'))?.name).toBe('拱墅区委书记');
  expect((await follower('余杭区委书记'))?.id).toBe(former.get('余杭区委书记'));
});

test('江干区委书记 can be read and no longer written to; 余杭区委书记 still can', async () => {
  expect(await leader(stage.db, former.get('江干区委书记') ?? 0)).toMatchObject({
    receives: false,
    validTo: '2021-03-11',
    officeName: '上城区信访局',
  });
  expect(await leader(stage.db, former.get('余杭区委书记') ?? 0)).toMatchObject({
    receives: true,
    validTo: null,
  });
  expect((await leadersOfRegion(stage.db, '330113')).map((post) => post.name)).toEqual(['临平区委书记']);
});

test('The sub-districts stand where the notice puts them', async () => {
  const names = async (code: string) => (await childRegions(stage.db, code)).map((region) => region.name);
  expect(await names('330102')).toEqual(['凯旋街道']);
  expect(await names('330114')).toEqual(['下沙街道', '白杨街道', '河庄街道', '义蓬街道']);
  expect(await names('330109')).toEqual(['城厢街道']);
  expect(await names('330110')).toEqual(['仓前街道']);
  expect(await names('330113')).toEqual(['临平街道', '塘栖镇']);
  expect((await regionWithAncestors(stage.db, '330104102'))?.fullName).toBe('浙江省杭州市钱塘区下沙街道');
});
