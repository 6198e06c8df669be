import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { dayOf } from '../../src/domain/calendar.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { appointHolder } from '../../src/server/life/directory/changes/appoint-holder.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { app } from '../../src/server/store/db.ts';
import { aRow, importRows, plainMap } from '../support/import-kit.ts';
import { openSite, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
const now = new Date();
const operator: Actor = {
  kind: 'staff',
  staffId: 1,
  name: '何操作',
  duties: [{ role: 'operator', officeId: null, postId: null }],
};
const noScript: Reader = { javaScriptEnabled: false };

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('A post says who holds it; a vacant one says that messages are taken as usual', async () => {
  const { id } = await site.stage.leader('成都市市长');
  const vacant = await site.visit(`/leaders/${id}`, noScript);
  expect(await vacant.page.locator('main').innerText()).toContain('现任空缺，留言照常受理');
  await changeDirectory((tx) =>
    appointHolder(tx, { postId: id, name: '温如言', fromOn: dayOf(now) }, operator, now),
  );
  const held = await site.visit(`/leaders/${id}`, noScript);
  expect(await held.page.locator('main').innerText()).toContain('现任：温如言');
  await held.page.goto(`${site.web.url}/leaders?q=温如言`);
  expect(await held.page.getByRole('link', { name: '成都市市长', exact: true }).count()).toBe(1);
});

test('A merged county still opens, names its successor, and takes no more messages', async () => {
  const { id } = await site.stage.leader('苍溪县委书记');
  const change = {
    from: ['510824'],
    into: { code: '510823', name: '剑阁县' },
    onDay: dayOf(now),
    source: '调整区划的通知',
  };
  await changeDirectory((tx) => mergeRegions(tx, change, operator, now));
  const region = await site.visit('/regions/510824', noScript);
  expect(await region.page.locator('main').innerText()).toContain('这个地区已经调整');
  await region.page.getByRole('link', { name: '现在是剑阁县' }).click();
  await region.page.getByRole('heading', { level: 1, name: '剑阁县' }).waitFor();
  const post = await site.visit(`/leaders/${id}`, noScript);
  expect(await post.page.locator('main').innerText()).toContain('这个职务已经撤销或调整');
  expect(await post.page.getByRole('link', { name: '给苍溪县委书记留言' }).count()).toBe(0);
  await post.page.getByRole('link', { name: '现在请写给剑阁县委书记' }).click();
  await post.page.getByRole('heading', { level: 1, name: '剑阁县委书记' }).waitFor();
});

test('A ministry says that it takes suggestions only', async () => {
  const { page } = await site.visit('/ministries', noScript);
  await page.getByRole('main').getByRole('link', { name: /部长$/ }).first().click();
  const text = await page.locator('main').innerText();
  expect(text).toContain('接收：建言');
  expect(text).not.toContain('投诉');
});

test('An earlier message is told as what it is: received, answered, brought here, closed', async () => {
  const map = { ...plainMap, region: { constant: '四川省/广元市' } };
  await importRows([aRow(1), aRow(2, { 答复: '', 答复时间: '' })], { map, now });
  const { code } = await app()
    .selectFrom('messages')
    .select('code')
    .where('import_ref', '=', 'invented:1')
    .executeTakeFirstOrThrow();
  const { page, complaints } = await site.visit(`/messages/${code}`);
  const trace = page.getByRole('list', { name: '办理轨迹' });
  expect(await trace.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
    '收到',
    '答复',
    '历史留言导入',
    '办结',
  ]);
  expect(await trace.innerText()).toContain('历史留言，已答复');
  expect(await page.locator('dl.strip').innerText()).toContain('已办结');
  await page.goto(`${site.web.url}/messages`);
  const archived = page.locator('ol.items > li', { hasText: '第2号路灯' });
  expect(await archived.innerText()).toContain('历史留言，已归档');
  expect(await archived.innerText()).not.toContain('现在由');
  expect(complaints).toEqual([]);
});
