import { afterAll, beforeAll, expect, test } from 'vitest';
import { review } from '../../src/server/life/intake/review.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { rowsOf } from '../support/after-work.ts';
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
  for (const path of ['/', '/leaders']) {
    await page.goto(site.web.url + path);
    const finder = page.locator('.finder');
    await finder.getByRole('combobox').pressSequentially('guangyuan');
    await finder.getByRole('option', { name: '广元市委书记 领导' }).waitFor();
    expect(await faultsOf(page), path).toEqual([]);
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /广元/ }).waitFor();
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

test('Who finds nothing by one word is led on: to a piece of it that is found, to leaders, topics, and to writing', async () => {
  const { page } = await site.visit('/messages?q=“路灯不亮钡”', noScript);
  await page.getByRole('heading', { name: '没有找到' }).waitFor();
  const main = page.locator('main');
  expect(await main.getByRole('link', { name: '在领导里找' }).getAttribute('href')).toMatch(/^\/leaders\?q=/);
  expect(await main.getByRole('link', { name: '按领域看' }).getAttribute('href')).toBe('/topics');
  expect(await main.getByRole('link', { name: '没有人说过，写下这件事' }).getAttribute('href')).toBe(
    '/write',
  );
  await main.getByRole('link', { name: '只找“路灯不亮”' }).click();
  expect(await page.getByRole('status').innerText()).toContain('找到 23 件');
  const { page: axed } = await site.visit('/messages?q=“路灯不亮钡”');
  expect(await faultsOf(axed)).toEqual([]);
});

test('A reader chooses the leader of a list by typing the post, is asked which where several fit, and lets it go again', async () => {
  const { page } = await site.visit('/messages?kind=help', {
    ...noScript,
    viewport: { width: 1280, height: 900 },
  });
  const who = page.getByRole('searchbox', { name: '写给哪位领导' });
  const submit = () => page.getByRole('button', { name: '筛选' }).click();
  await who.fill('广元市委书记');
  await submit();
  await page.getByRole('heading', { level: 1, name: '写给广元市委书记的留言' }).waitFor();
  expect(await page.locator('ol.items > li').count()).toBeGreaterThan(0);
  await page.getByLabel('类型').selectOption('complaint');
  await submit();
  expect([await who.inputValue(), await page.locator('h1').innerText()]).toEqual([
    '广元市委书记',
    '写给广元市委书记的留言',
  ]);
  await who.fill('');
  await submit();
  expect(await page.locator('h1').innerText()).toBe('留言');
  await who.fill('广元市');
  await submit();
  expect(await page.locator('main').innerText()).toContain('“广元市”可能是：');
  await page
    .locator('.also')
    .getByRole('link', { name: /^广元市委书记/ })
    .click();
  expect(new URL(page.url()).search).toMatch(/leader=\d+/);
  expect(new URL(page.url()).searchParams.get('kind')).toBe('complaint');
  await page.goto(`${site.web.url}/messages?who=没有这个人`);
  expect(await page.locator('.also').innerText()).toContain('没有找到能收信的“没有这个人”');
  expect(await page.locator('.also').getByRole('link', { name: '在领导名录里找' }).count()).toBe(1);
  const { page: axed } = await site.visit('/messages?who=广元市');
  expect(await faultsOf(axed)).toEqual([]);
});

test('What closed without an answer is a list of its own, reached by a tab where there is any', async () => {
  await rowsOf(
    `update messages set handling = 'closed', closed_at = now(), closed_reason = 'ended', next_step = 'none', holder_id = null, due_at = null
      where id = (select max(id) from messages where title like '%盏路灯不亮')`,
  );
  const { page } = await site.visit('/messages?kind=help&topic=194', noScript);
  await page.getByRole('navigation', { name: '办理状态' }).getByRole('link', { name: '未答复办结' }).click();
  expect(await page.locator('h1').innerText()).toContain('未答复办结');
  expect(await page.locator('ol.items > li').count()).toBe(1);
});
