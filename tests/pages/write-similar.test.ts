import { afterAll, beforeAll, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import { takeDown } from '../support/take-down.ts';
import { chooseMatter, goOn, scriptless, typed } from '../support/writer.ts';

let site: Site;
let story: BoardStory;
const much = { title: '共享单车堵住地铁口的盲道', body: '早上站口全是共享单车，盲道走不过去。' };
const title = '早高峰地铁口共享单车堵死盲道，能否划定停车线';

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  story = await tellBoardStory(site.stage, new Date());
  while ((await indexTexts(100)) > 0);
}, 60_000);
afterAll(() => site?.close());

test('Whoever types is shown what was answered to others, without leaving the form, and gets the old list back for other words', async () => {
  const { page, complaints } = await site.visit('/write', { viewport: { width: 390, height: 844 } });
  await chooseMatter(page, story.leaderId, { ...typed, topic: '188' });
  const [aside, line] = [page.locator('#likes'), page.locator('#likes-line')];
  expect([await aside.isVisible(), await line.isVisible()]).toEqual([false, false]);
  await page.locator('#title').pressSequentially(much.title);
  await line.waitFor({ state: 'visible' });
  expect(await line.innerText()).toBe('有 1 件相似的事已有答复，先看看');
  expect(await aside.locator('h3').allInnerTexts()).toEqual([title]);
  expect(await faultsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  await line.getByRole('link').click();
  expect(new URL(page.url()).hash).toBe('#likes');
  expect(await page.locator('#title').inputValue()).toBe(much.title);
  await page.fill('#title', '天上有不明飞行物');
  await line.waitFor({ state: 'hidden' });
  expect(await aside.isVisible()).toBe(false);
  expect(complaints).toEqual([]);
});

test('Without script the page shows it once the words are saved', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, story.leaderId, { ...typed, topic: '188' });
  await page.fill('#title', much.title);
  await page.fill('#body', much.body);
  await goOn(page);
  await page.goto(`${site.web.url}/write/words`);
  expect(await page.locator('#likes h3').allInnerTexts()).toEqual([title]);
});

test('Programs ask for it as well; what is taken down is not told any more', async () => {
  const ask = async (changes: object = {}) => {
    const answer = await fetch(`${site.web.url}/api/v1/messages/similar`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ leader: story.leaderId, ...much, ...changes }),
    });
    return [answer.status, await answer.json()] as const;
  };
  expect(await ask()).toMatchObject([200, { items: [{ code: story.answered, title }] }]);
  expect(await ask({ title: '' })).toEqual([200, { items: [] }]);
  expect(await ask({ leader: 99_999_999 })).toMatchObject([422, { code: 'unknown-leader' }]);
  await takeDown(site.stage, story.answered, story.office.reviewer);
  expect(await ask()).toEqual([200, { items: [] }]);
});
