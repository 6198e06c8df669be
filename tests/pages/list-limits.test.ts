import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { moreOfIt } from '../support/more-of-it.ts';
import { faultsOf, openSite, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let story: BoardStory;
const noScript: Reader = { javaScriptEnabled: false };
const english: Reader = { cookies: { lang: 'en' } };

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
  await moreOfIt(10_050, '夜间噪声很大');
}, 120_000);
afterAll(() => site?.close());

/** The address of a page that far into what was put in order. */
const at = (path: string, skip: number) =>
  `${path}&after=${Buffer.from(`${Date.now() + 1000}+${skip}`).toString('base64url')}`;

test('Of more than ten thousand the count says so, in both languages', async () => {
  const { page } = await site.visit('/messages?q=噪声', noScript);
  const said = page.getByRole('status');
  expect(await said.innerText()).toMatch(/找到 10,000\+ 件\s*最近 2,000 件参与排列/);
  const { page: other } = await site.visit('/messages?q=噪声&sort=time', english);
  expect(await other.getByRole('status').innerText()).toBe('10,000+ messages found');
});

test('Pages by time go on past the first two thousand, and where they end lead on to earlier days', async () => {
  const { page } = await site.visit(at('/messages?q=噪声&sort=time', 2000));
  expect(await page.locator('ol.items > li').count()).toBe(20);
  await page.getByRole('link', { name: '看更早的留言' }).waitFor();
  await page.goto(site.web.url + at('/messages?q=噪声&sort=time', 9980));
  expect(await page.getByRole('link', { name: '看更早的留言' }).count()).toBe(0);
  expect(await page.locator('main').innerText()).toContain('翻页到此为止');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: /^接着看.*及更早的$/ }).click();
  expect(new URL(page.url()).search).toMatch(/to=\d{4}-\d\d-\d\d/);
  expect(await page.locator('ol.items > li').count()).toBe(20);
});

test('A list by supporters says of how many of its newest, and leads to all of them by time', async () => {
  const path = `/messages?leader=${story.leaderId}&sort=supporters`;
  const { page } = await site.visit(path, noScript);
  expect(await page.locator('.tools').innerText()).toContain('最近 2,000 件参与排列');
  await page.goto(site.web.url + at(path, 1980));
  await page.getByRole('link', { name: '按刊发时间看全部' }).click();
  expect(new URL(page.url()).search).toBe(`?leader=${story.leaderId}`);
  await page.goto(`${site.web.url}/messages?kind=complaint&sort=supporters`);
  expect(await page.locator('.tools').innerText()).not.toContain('参与排列');
});
