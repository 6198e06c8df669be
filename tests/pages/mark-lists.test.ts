import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellBoardStory } from '../support/board-story.ts';
import { manyMarks } from '../support/many-marks.ts';
import { moreOfIt } from '../support/more-of-it.ts';
import { readXml } from '../support/read-xml.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
const noScript: Reader = { javaScriptEnabled: false };

beforeAll(async () => {
  site = await openSite();
  await tellBoardStory(site.stage, new Date());
  await moreOfIt(45, '在哪里办');
  await manyMarks('000000500000');
}, 120_000);
afterAll(() => site?.close());

test.each(['/guidance', '/adopted'])('%s is walked forward and back, page by page', async (path) => {
  const { page } = await site.visit(path, noScript);
  const shown = () => page.locator('ol.items h2').allInnerTexts();
  const pager = page.getByRole('navigation', { name: '翻页' });
  const first = await shown();
  expect([first.length, await pager.innerText()]).toEqual([20, expect.stringContaining('第一页')]);
  await pager.getByRole('link', { name: '看更早的留言' }).click();
  const second = await shown();
  await pager.getByRole('link', { name: '看更早的留言' }).click();
  expect((await shown()).length).toBeGreaterThan(4);
  await pager.getByRole('link', { name: '看较新的留言' }).click();
  expect(await shown()).toEqual(second);
  await pager.getByRole('link', { name: '看较新的留言' }).click();
  expect(await shown()).toEqual(first);
});

test.each(['/guidance', '/adopted'])(
  '%s names the address of a filtered and of a later page as its own, and has feeds of what it shows',
  async (path) => {
    const { page } = await site.visit(`${path}?province=510000&city=510800&topic=`);
    const own = `${site.web.url}${path}?region=510800`;
    const canonical = () => page.locator('link[rel=canonical]').getAttribute('href');
    expect(await canonical()).toBe(own);
    expect(await page.locator('meta[name=robots]').count()).toBe(0);
    const feeds = await page
      .locator('link[rel=alternate]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(feeds).toEqual(['atom', 'rss', 'json'].map((name) => `/feeds${path}.${name}?region=510800`));
    expect(await page.getByLabel('网址').inputValue()).toBe(own);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole('link', { name: '看更早的留言' }).click();
    expect(await canonical()).toBe(page.url());
    expect(new URL(page.url()).searchParams.get('after')).not.toBeNull();
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex, follow');
  },
);

test('The feeds of marks are whole in every format, name their page, and know who has them', async () => {
  const get = (path: string, headers: Record<string, string> = {}) => fetch(site.web.url + path, { headers });
  const path = '/feeds/adopted.atom?region=510800';
  const answer = await get(path);
  const { feed } = readXml(await answer.text());
  const links = feed?.['link'] as unknown as Record<string, string>[];
  expect(links.map((link) => link['@_href'])).toEqual([
    site.web.url + path,
    `${site.web.url}/adopted?region=510800`,
  ]);
  expect(feed?.['title']).toContain('采纳的建议');
  const entries = feed?.['entry'] as unknown as { id: string }[];
  expect(entries).toHaveLength(30);
  const etag = String(answer.headers.get('etag'));
  expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
  const json = (await (await get(path.replace('.atom', '.json'))).json()) as {
    items: { id: string; content_text: string }[];
  };
  expect(json.items.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  expect(json.items[0]?.content_text).toContain('骑行道计划');
  expect((await (await get('/feeds/guidance.rss?q=没有这种词')).text()).includes('<item>')).toBe(false);
  expect((await (await get('/feeds/guidance.rss?lang=en')).text()).includes('<item>')).toBe(true);
  expect((await get('/feeds/guidance.txt')).status).toBe(404);
});
