import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf, startOf } from '../../src/domain/calendar.ts';
import type { ListedRegion } from '../../src/domain/directory/tidy-division.ts';
import { followSuccession } from '../../src/server/after/follow-succession.ts';
import { drawUpDigests } from '../../src/server/after/follows/tell-digests.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { addRegions } from '../../src/server/life/directory/generation/add-regions.ts';
import { tellNextDigests } from '../../src/server/store/follows/digests.ts';
import { tellNextFollowers } from '../../src/server/store/follows/tell-followers.ts';
import { rowsOf } from '../support/after-work.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let story: BoardStory;

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
});
afterAll(() => site?.close());

const noScript: Reader = { javaScriptEnabled: false };
const asZhou = (): Reader => ({ ...noScript, as: { citizenId: story.zhou.citizenId } });
const box = (page: Page) => page.getByRole('region', { name: '也遇到的人和关注' });

test('A visitor says that it happened to them too: signs in, confirms, and nothing was lost on the way', async () => {
  const { page } = await site.visit(`/messages/${story.late}`, noScript);
  expect(await box(page).innerText()).toContain('还没有人说也遇到');
  await box(page).getByRole('link', { name: '我也遇到' }).click();
  await page.getByLabel('手机号').fill('13611112222');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByLabel('短信验证码').fill(await page.locator('.code-shown').innerText());
  await page.getByRole('button', { name: '确认并登录' }).click();
  expect(new URL(page.url()).pathname).toBe(`/messages/${story.late}/support`);
  expect(await faultsOfStill(page)).toEqual([]);
  await page.getByRole('button', { name: '我也遇到' }).click();
  expect(new URL(page.url()).pathname).toBe(`/messages/${story.late}`);
  expect(await box(page).innerText()).toContain('1人也遇到同样的事');
  expect(await box(page).innerText()).toContain('您也遇到，已计数');
  // Everybody sees the number in the list and on the page, and nobody whose it is.
  const other = await site.visit(`/messages/${story.late}`, noScript);
  expect(await box(other.page).innerText()).toContain('1人也遇到同样的事');
  expect(await other.page.content()).not.toContain('已计数');
  const list = await site.visit('/messages', noScript);
  expect(await list.page.locator('.items .voices').allInnerTexts()).toEqual([
    expect.stringMatching(/1\s*人也遇到/),
  ]);
  await box(page).getByRole('button', { name: '收回' }).click();
  expect(await box(page).innerText()).toContain('还没有人说也遇到');
});

test('With scripts, in English and at 1280 px it works the same; the author sees the number and no press', async () => {
  const { page, complaints } = await site.visit(`/messages/${story.bridge}?lang=en`, {
    ...{ as: { citizenId: story.zhou.citizenId }, viewport: { width: 1280, height: 900 } },
  });
  const region = page.getByRole('region', { name: 'Who met the same, and following' });
  await region.getByRole('button', { name: 'This happened to me too' }).click();
  await region.getByText('One other met the same thing').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  expect(complaints).toEqual([]);
  const { page: own } = await site.visit(`/messages/${story.bridge}`, {
    ...noScript,
    as: { citizenId: story.luo.citizenId },
  });
  expect(await box(own).innerText()).toContain('1人也遇到同样的事');
  expect(await box(own).getByRole('button').count()).toBe(0);
  // The form behind it says so too.
  await own.goto(`${site.web.url}/messages/${story.bridge}/support`);
  await own.getByRole('button', { name: '我也遇到' }).click();
  expect(await own.getByRole('alert').innerText()).toContain('这是您自己的留言');
});

test('Zhou follows a message, a leader, a place and a topic, reads why each notice came, and stops with one press', async () => {
  const { page } = await site.visit(`/messages/${story.answered}`, asZhou());
  await box(page).getByRole('button', { name: '关注进展' }).click();
  expect(await box(page).innerText()).toContain('正在关注');
  for (const path of [`/leaders/${story.leaderId}`, '/regions/510800', '/messages?topic=197']) {
    await page.goto(site.web.url + path);
    await page.getByRole('link', { name: '关注', exact: true }).click();
    await page.getByRole('button', { name: '关注', exact: true }).click();
    expect(await page.getByRole('status').innerText()).toContain('已关注');
  }
  await page.goto(`${site.web.url}/mine/follows`);
  const rows = page.locator('.followed').first().getByRole('listitem');
  expect(await rows.count()).toBe(4);
  expect(await overflowOf(page)).toBe(0);
  const scripted = await site.visit('/mine/follows', { as: { citizenId: story.zhou.citizenId } });
  expect(await faultsOf(scripted.page)).toEqual([]);

  const [{ id } = { id: 0 }] = await rowsOf<{ id: number }>('select id from messages where code = $1', [
    story.answered,
  ]);
  const now = new Date();
  await tellNextFollowers(
    { message: id, news: 'news-progress', cause: `${id}:9`, at: now },
    { after: 0, most: 9, now },
  );
  // Tomorrow at noon, whatever the hour is now: what came at seven is in the digest of eight.
  const noon = new Date(startOf(addDays(dayOf(now), 1)).getTime() + 12 * 3_600_000);
  await rowsOf('update messages set published_at = $1 where id = $2', [
    new Date(noon.getTime() - 5 * 3_600_000),
    id,
  ]);
  await drawUpDigests(noon);
  const [{ on } = { on: '' }] = await rowsOf<{ on: string }>(
    'select max(on_day)::text as on from digest_days',
  );
  await tellNextDigests(on, { after: 0, most: 9, now });
  await page.goto(`${site.web.url}/mine`);
  const notices = page.getByRole('complementary', { name: '消息' });
  const text = await notices.innerText();
  expect(text).toContain('有新的进展');
  expect(text).toMatch(/广元市委书记：新留言\d+件，新答复\d+件/);
  expect(text).toContain('因为您关注了地区：');
  await notices
    .getByRole('button', { name: /^不再关注：.*市$/ })
    .first()
    .click();
  expect(new URL(page.url()).pathname).toBe('/mine/follows');
  expect(await page.getByRole('status').innerText()).toContain('不再关注');
  expect(await rows.count()).toBe(3);
  // A second tab still shows the press; pressed again it is simply ended.
  const again = await page.request.post(`${site.web.url}/mine/follows?/stop`, {
    form: { what: 'region', at: '510800' },
    headers: { origin: site.web.url, accept: 'text/html' },
    maxRedirects: 0,
  });
  expect(again.status()).toBe(303);
});

test('What cannot be followed is not there, and what is hidden neither', async () => {
  for (const path of [
    '/follow',
    '/follow?leader=x',
    '/follow?region=999999',
    `/follow?message=${story.kept}`,
  ]) {
    const { page } = await site.visit(path, asZhou());
    expect([path, await page.getByRole('heading', { level: 1 }).innerText()]).toEqual([
      path,
      expect.stringMatching(/没有/),
    ]);
  }
});

test('The page of a town says that its county is followed, and what has ended offers no following', async () => {
  const inCity = { provinceCode: '990000', cityCode: '990100' };
  const town = { code: '990122100', name: '河湾镇', level: 4, parentCode: '990122', ...inCity } as const;
  const regions: ListedRegion[] = [
    { code: '990000', name: '江源省', level: 1, parentCode: null, provinceCode: '990000', cityCode: null },
    { code: '990100', name: '云浦市', level: 2, parentCode: '990000', ...inCity },
    { code: '990101', name: '柳河区', level: 3, parentCode: '990100', ...inCity },
    { code: '990122', name: '苍溪县', level: 3, parentCode: '990100', ...inCity },
    town,
  ];
  await changeDirectory((tx) => addRegions(tx, regions, { validFrom: '2020-01-01', origin: 'invented' }));
  const { page } = await site.visit('/regions/990122100', asZhou());
  expect(await page.getByRole('link', { name: '关注', exact: true }).count()).toBe(0);
  await page.getByRole('link', { name: '关注苍溪县' }).click();
  await page.getByRole('button', { name: '关注', exact: true }).click();
  expect(await page.getByRole('status').innerText()).toContain('已关注');
  const english = await site.visit('/regions/990122100?lang=en', {});
  expect(await english.page.locator('.follow-link').innerText()).toContain('told by county');
  expect(await faultsOf(english.page)).toEqual([]);

  const [post] = await rowsOf<{ id: number }>(
    "select id from posts where region_code = '990122' and rank = 1",
  );
  const machine = { kind: 'machine', name: 'test' } as const;
  const merging = { from: ['990122'], into: { code: '990101' }, onDay: dayOf(new Date()), source: '通知' };
  await changeDirectory((tx) => mergeRegions(tx, merging, machine, new Date()));
  await followSuccession(new Date());
  for (const path of ['/regions/990122', `/leaders/${post?.id}`]) {
    const ended = await site.visit(path, {});
    expect([path, await ended.page.locator('.follow-link').count()]).toEqual([path, 0]);
  }
  await page.goto(`${site.web.url}/mine`);
  const notices = await page.getByRole('complementary', { name: '消息' }).innerText();
  expect(notices).toMatch(/现在关注的是：.*柳河区/);
});

/** The page's faults where no script of its own runs: axe needs scripts, so the same page is opened with them. */
async function faultsOfStill(page: Page): Promise<string[]> {
  const { page: scripted } = await site.visit(new URL(page.url()).pathname, {
    as: { citizenId: story.zhou.citizenId },
  });
  return faultsOf(scripted);
}
