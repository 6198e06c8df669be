import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { ListedRegion } from '../../src/domain/directory/tidy-division.ts';
import { followSuccession } from '../../src/server/after/follow-succession.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { addRegions } from '../../src/server/life/directory/generation/add-regions.ts';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';

// 苍溪县 merges into 柳河区, which then gets another code: 990122 → 990101 → 990107.
const province = { provinceCode: '990000', cityCode: null };
const city = { provinceCode: '990000', cityCode: '990100' };
const regions: ListedRegion[] = [
  { code: '990000', name: '江源省', level: 1, parentCode: null, ...province },
  { code: '990100', name: '云浦市', level: 2, parentCode: '990000', ...city },
  { code: '990101', name: '柳河区', level: 3, parentCode: '990100', ...city },
  { code: '990122', name: '苍溪县', level: 3, parentCode: '990100', ...city },
  { code: '990122100', name: '河湾镇', level: 4, parentCode: '990122', ...city },
  { code: '990122100001', name: '石桥村', level: 5, parentCode: '990122100', ...city },
];
const machine: Actor = { kind: 'machine', name: 'test' };

let stage: ApiStage;
let phones = 0;
beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
  await changeDirectory((tx) => addRegions(tx, regions, { validFrom: '2020-01-01', origin: 'invented' }));
});
afterAll(() => stage?.close());

const somebody = () => stage.citizen(`135${String(60_000_000 + phones++)}`, stage.now());
const put = (path: string, token: string) => stage.call('PUT', `/api/v1/${path}/follow`, { token });
const followed = async (token: string) =>
  (await stage.call('GET', '/api/v1/mine/follows', { token })).body.items
    .map((each) => `${each['what']} ${each['at']}`)
    .toSorted();
const told = async (token: string) =>
  (await stage.call('GET', '/api/v1/mine/notices', { token })).body.items.map(({ what, follow }) => [
    what,
    (follow as { at: string }).at,
  ]);
const leaderOf = async (region: string) =>
  (
    await rowsOf<{ id: number }>(
      'select id from posts where region_code = $1 and rank = 1 order by valid_to nulls first limit 1',
      [region],
    )
  )[0]?.id as number;
const follows = (citizenId: number, refs: readonly string[]) =>
  rowsOf(
    "insert into follows (citizen_id, what, ref, made_at) select $1, 'region', unnest($2::bigint[]), $3",
    [citizenId, refs, stage.now()],
  );

test('Below counties nothing can be followed; who did follows the county, once, and is told', async () => {
  const [luo, ma] = [await somebody(), await somebody()];
  for (const code of ['990122100', '990122100001'])
    expect((await put(`regions/${code}`, luo.token)).status).toBe(404);
  await follows(luo.citizenId, ['990122100', '990122100001']);
  await follows(ma.citizenId, ['990122100']);
  expect((await stage.call('DELETE', '/api/v1/regions/990122100/follow', { token: ma.token })).status).toBe(
    200,
  );
  const [migration = ''] = fs
    .readFileSync('db/migrations/0170-follows-that-tell.sql', 'utf8')
    .split('-- The worker');
  await asSuperuser(stage.urls.ownerUrl, async (client) => {
    for (let n = 0; n < 2; n += 1) await client.query(migration);
  });
  expect(await followed(luo.token)).toEqual(['region 990122']);
  expect((await told(luo.token)).at(0)).toEqual(['follow-moved', '990122']);
  expect([await followed(ma.token), await told(ma.token)]).toEqual([[], []]);
});

test('Follows of a county and a post that were merged, and renumbered then, are at the one in force; each is told once', async () => {
  const [luo, ma, bai] = [await somebody(), await somebody(), await somebody()];
  const former = await leaderOf('990122');
  for (const path of ['regions/990122', `leaders/${former}`]) await put(path, luo.token);
  for (const path of ['regions/990122', 'regions/990101']) await put(path, ma.token);
  // As many as anybody may follow.
  await follows(
    bai.citizenId,
    Array.from({ length: 29 }, (_, n) => String(980_000 + n)),
  );
  await put('regions/990122', bai.token);
  const merging = (from: string, into: { code: string; name?: string }) =>
    changeDirectory((tx) =>
      mergeRegions(tx, { from: [from], into, onDay: '2026-11-09', source: '通知' }, machine, stage.now()),
    );
  await merging('990122', { code: '990101' });
  await merging('990101', { code: '990107', name: '柳河新区' });
  expect(await rowsOf("select from outbox where task = 'follow-succession'")).toHaveLength(2);
  // Two workers at once, and one that does it again.
  await Promise.all([followSuccession(stage.now()), followSuccession(stage.now())]);
  expect(await followSuccession(stage.now())).toBe(0);

  const heir = await leaderOf('990107');
  expect(await followed(luo.token)).toEqual([`leader ${heir}`, 'region 990107']);
  expect((await told(luo.token)).map(String).toSorted()).toEqual(
    ['follow-moved,990107', `follow-moved,${heir}`].toSorted(),
  );
  expect(await followed(ma.token)).toEqual(['region 990107']);
  expect(new Set((await told(ma.token)).map(String))).toEqual(new Set(['follow-moved,990107']));
  expect((await followed(bai.token)).filter((each) => each === 'region 990107')).toHaveLength(1);
  expect(await followed(bai.token)).toHaveLength(30);
  expect((await put('regions/990122', luo.token)).status).toBe(404);
  expect((await put(`leaders/${former}`, luo.token)).status).toBe(404);
});
