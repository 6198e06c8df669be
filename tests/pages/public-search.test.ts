import { afterAll, beforeAll, expect, test } from 'vitest';
import { review } from '../../src/server/life/intake/review.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { faultsOf, openSite, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let story: BoardStory;
const now = new Date();
const lamps = 23;
const noScript: Reader = { javaScriptEnabled: false };

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, now);
  for (let n = 1; n <= lamps; n += 1) {
    const at = new Date(now.getTime() - 2 * 86_400_000 - n * 60_000);
    const code = await story.write(
      story.zhou,
      { title: `第${n}盏路灯不亮`, body: '人民路的路灯不亮，已经一周。', topic: 194 },
      at,
    );
    await review(code, { visibility: 'public' }, story.office.reviewer, new Date(at.getTime() + 1000));
  }
  while ((await indexTexts(100)) > 0);
});
afterAll(() => site?.close());

test('A visitor who types is offered places, leaders and messages, and chooses by the keyboard', async () => {
  const { page } = await site.visit('/', { viewport: { width: 1280, height: 900 } });
  const box = page.getByRole('combobox', { name: '搜索' });
  await box.pressSequentially('guangyuan');
  await page.getByRole('option', { name: '广元市委书记 领导' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await box.fill('');
  await box.pressSequentially('盏路灯');
  await page
    .getByRole('option', { name: /^第\d+盏路灯不亮 留言$/ })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /盏路灯不亮/ }).waitFor();
  await page.goto(`${site.web.url}/messages?q=照明 广元`);
  expect(await faultsOf(page)).toEqual([]);
});

test('A visitor without a script finds words that stand apart, marked, and is told of other ways', async () => {
  const { page } = await site.visit('/messages?q=人民路 照明', noScript);
  expect(await page.getByRole('status').innerText()).toContain('找到 23 件');
  expect(await page.locator('mark').first().innerText()).toMatch(/人民路|路灯/);
  await page.getByRole('link', { name: '只找输入的词' }).click();
  await page.getByRole('link', { name: '只找“人民路”' }).click();
  await page.getByRole('link', { name: '看更早的留言' }).click();
  expect(await page.locator('ol.items > li').count()).toBe(3);
});
