import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOutOrder } from '../../src/server/life/taking-down/carry-out-order.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { secret } from '../support/hidden-tales.ts';
import { readXml } from '../support/read-xml.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let story: BoardStory;
const now = new Date();
const noScript: Reader = { javaScriptEnabled: false };
const wide: Reader = { viewport: { width: 1280, height: 900 } };
const titles: string[] = [];

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, now);
  // Enough for three pages of the leader's list.
  const writer = await site.stage.citizen('13800138009', new Date(now.getTime() - 90 * 60_000));
  for (let n = 0; n < 45; n += 1) {
    const at = new Date(now.getTime() - (80 - n) * 60_000);
    const title = `第${n}盏路灯不亮`;
    const code = await story.write({ ...story.zhou, ...writer }, { title, topic: 197 }, at);
    await review(code, { visibility: 'public' }, story.office.reviewer, new Date(at.getTime() + 20_000));
    titles.unshift(title);
  }
});
afterAll(() => site?.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(site.web.url + path, { headers });
const xmlOf = async (path: string) => {
  const answer = await get(path);
  const text = await answer.text();
  expect([path, answer.status]).toEqual([path, 200]);
  expect(text).not.toContain(secret);
  return readXml(text);
};

describe('The list of one leader', () => {
  test('is walked forward and back over the same pages while messages arrive; the first page says so', async () => {
    const { page } = await site.visit(`/leaders/${story.leaderId}`, noScript);
    const shown = () => page.locator('ol.items h3').allInnerTexts();
    const pager = page.getByRole('navigation', { name: '翻页' });
    const first = await shown();
    expect(first).toEqual(titles.slice(0, 20));
    expect(await pager.innerText()).toContain('第一页');
    expect(await pager.getByRole('link', { name: '看较新的留言' }).count()).toBe(0);
    await pager.getByRole('link', { name: '看更早的留言' }).click();
    const second = await shown();
    await pager.getByRole('link', { name: '看更早的留言' }).click();
    expect(await pager.innerText()).not.toContain('第一页');
    const fresh = await story.write(story.zhou, { title: '刚刚写下的一件', topic: 197 }, new Date());
    await review(fresh, { visibility: 'public' }, story.office.reviewer, new Date());
    await pager.getByRole('link', { name: '看较新的留言' }).click();
    expect(await shown()).toEqual(second);
    await pager.getByRole('link', { name: '看较新的留言' }).click();
    expect(await shown()).toEqual(first);
    // Only the new one is left before it: that is the first page, whole.
    await pager.getByRole('link', { name: '看较新的留言' }).click();
    expect(new URL(page.url()).search).toBe('');
    expect(await shown()).toEqual(['刚刚写下的一件', ...first.slice(0, 19)]);
    await page.goBack();
    expect(await shown()).toEqual(first);
  });
});

describe('Pages of topics and offices', () => {
  test('lead from the overview to a topic, its sub-topic and its messages, with numbers that agree', async () => {
    const { page, complaints } = await site.visit('/topics', noScript);
    await page.getByRole('table').getByRole('link').first().click();
    const sub = page
      .getByRole('table', { name: /的细分领域$/ })
      .getByRole('link')
      .first();
    const name = await sub.innerText();
    await sub.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.goto(`${site.web.url}/topics/197`);
    const counted = await page.getByRole('link', { name: /^全部/ }).locator('small').innerText();
    expect(Number(counted)).toBeGreaterThan(45);
    expect(await page.locator('dl.totals').innerText()).toContain(counted);
    expect((await get('/topics/99999')).status).toBe(404);
    expect(complaints).toEqual([]);
  });

  test('lead from a place to its office, the posts it works for, and the messages for which it answers', async () => {
    const { page } = await site.visit('/offices', noScript);
    await page.getByRole('link', { name: '四川省', exact: true }).click();
    await page.getByRole('link', { name: '广元市', exact: true }).click();
    await page.getByRole('link', { name: '广元市信访局', exact: true }).click();
    const main = page.locator('main');
    expect(await main.innerText()).toMatch(/上级机构：四川省信访局[\s\S]*广元市委书记[\s\S]*第44盏路灯不亮/);
    await page.goto(`${site.web.url}/leaders/${story.leaderId}`);
    await page.getByRole('link', { name: /留言由广元市信访局代收办理/ }).click();
    await page.getByRole('heading', { level: 1, name: '广元市信访局' }).waitFor();
  });
});

describe('A feed', () => {
  test('of each format is whole, names itself and its page, and holds public words alone', async () => {
    const path = `/feeds/messages.atom?leader=${story.leaderId}&kind=help`;
    const { feed } = await xmlOf(path);
    const links = feed?.['link'] as unknown as Record<string, string>[];
    expect(links.map((link) => link['@_href'])).toEqual([
      site.web.url + path,
      `${site.web.url}/leaders/${story.leaderId}?kind=help`,
    ]);
    expect(feed?.['title']).toContain('写给广元市委书记的留言 · 求助');
    const entries = feed?.['entry'] as unknown as { id: string; title: string }[];
    expect(entries).toHaveLength(30);
    const { rss } = await xmlOf(path.replace('.atom', '.rss'));
    const items = rss?.['channel']?.['item'] as unknown as { guid: { '#text': string } }[];
    expect(items.map((item) => item.guid['#text'])).toEqual(entries.map(({ id }) => id));
    const json = (await (await get(path.replace('.atom', '.json'))).json()) as { items: { id: string }[] };
    expect(json.items.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
    expect((await get('/feeds/messages.txt')).status).toBe(404);
    expect(
      (await xmlOf('/feeds/messages.atom?q=' + encodeURIComponent('没有这种词'))).feed?.['entry'],
    ).toBeUndefined();
  });

  test('answers 304 to who has it, and a message that is taken down leaves it at once, whichever way one asks', async () => {
    const first = await get('/feeds/messages.json');
    const [etag, changed] = [String(first.headers.get('etag')), String(first.headers.get('last-modified'))];
    const { items } = (await first.json()) as { items: { id: string; title: string }[] };
    expect((await get('/feeds/messages.json', { 'if-none-match': etag })).status).toBe(304);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await get('/feeds/messages.json', { 'if-modified-since': changed })).status).toBe(304);
    const gone = String(items[3]?.id.split('/').at(-1));
    const operator = await site.stage.staff('何操作', 'operator');
    const document = { number: '（2026）川0802民初9号', on: '2026-11-02', issuer: '广元市利州区人民法院' };
    await carryOutOrder(gone, { show: false, code: 'privacy', document }, operator, new Date());
    const asked: Record<string, string>[] = [{ 'if-none-match': etag }, { 'if-modified-since': changed }];
    for (const had of asked) {
      const after = await get('/feeds/messages.json', had);
      expect(after.status).toBe(200);
      expect(await after.text()).not.toContain(gone);
    }
    expect((await get(`/messages/${gone}/share.png`)).status).toBe(404);
    const map = await (await get('/sitemaps/messages-0.xml')).text();
    expect(map).not.toContain(gone);
  });
});

describe('Search engines', () => {
  test('find the map from the file for robots, and in it every public page and no other', async () => {
    const robots = await (await get('/robots.txt')).text();
    expect(robots).toMatch(/Disallow: \/desk\n[\s\S]*Disallow: \/mine\n/);
    expect(robots).toMatch(/Disallow: \/write\/\n[\s\S]*Disallow: \/write\?\n/);
    expect(robots).not.toContain('Disallow: /write\n');
    expect(robots).toContain(`Sitemap: ${site.web.url}/sitemap.xml`);
    const index = await xmlOf('/sitemap.xml');
    const files = (
      (index['sitemapindex']?.['sitemap'] as unknown as { loc: string }[] | undefined) ?? []
    ).map(({ loc }) => loc);
    expect(files).toContain(`${site.web.url}/sitemaps/messages-0.xml`);
    const read = await Promise.all(files.map((file) => xmlOf(file.replace(site.web.url, ''))));
    const pages = read.flatMap(
      (each) => each['urlset']?.['url'] as unknown as { loc: string; lastmod?: string }[],
    );
    const at = (path: string) => pages.filter(({ loc }) => loc === site.web.url + path);
    for (const path of [
      '/',
      '/topics/197',
      '/regions/510800',
      '/statistics/how',
      '/statistics/topics/197',
      '/statistics/kinds/help',
      '/statistics/regions/510800',
      `/statistics/leaders/${story.leaderId}`,
      `/leaders/${story.leaderId}`,
      `/messages/${story.bridge}`,
    ]) {
      expect([path, at(path).length]).toEqual([path, 1]);
    }
    expect(at(`/messages/${story.bridge}`)[0]?.lastmod).toMatch(/^\d{4}-\d\d-\d\dT/);
    for (const hidden of [story.awaiting, story.kept, story.rejected, story.withdrawn]) {
      expect(at(`/messages/${hidden}`)).toEqual([]);
    }
    expect(pages.some(({ loc }) => /\/(desk|mine|write|account)(\/|$)/.test(loc))).toBe(false);
  });

  test('are told of a message what everybody reads: its text, the official answers, where it belongs, its picture', async () => {
    const { page, complaints } = await site.visit(`/messages/${story.bridge}`, wide);
    const facts = (await page.locator('script[type="application/ld+json"]').allTextContents()).map(
      (text) => JSON.parse(text) as Record<string, unknown>,
    );
    const posting = facts.find((each) => each['@type'] === 'DiscussionForumPosting');
    expect(posting).toMatchObject({
      url: `${site.web.url}/messages/${story.bridge}`,
      author: { '@type': 'Person', name: expect.stringMatching(/\*\*\*$/) as string },
      inLanguage: 'zh-CN',
    });
    const comments = (posting?.['comment'] ?? []) as { author: object }[];
    expect(comments[0]?.author).toMatchObject({ '@type': 'GovernmentOrganization' });
    const crumbs = facts.find((each) => each['@type'] === 'BreadcrumbList');
    expect(JSON.stringify(crumbs)).toContain(`/leaders/${story.leaderId}`);
    const meta = (name: string) => page.locator(`meta[property="${name}"]`).getAttribute('content');
    const png = Buffer.from(await (await fetch(String(await meta('og:image')))).arrayBuffer());
    expect(await sharp(png).metadata()).toMatchObject({ width: 1200, height: 630, format: 'png' });
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(page.url());
    expect(complaints).toEqual([]);
  });

  test('take markup in a title for words, are kept from later pages and shown none of what is not public', async () => {
    const { page } = await site.visit(`/messages/${story.markup}`);
    const facts = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(facts.map((text) => JSON.parse(text) as object)).toHaveLength(2);
    await page.goto(`${site.web.url}/leaders/${story.leaderId}`);
    expect(await page.locator('meta[name=robots]').count()).toBe(0);
    expect(await page.locator('link[rel=alternate]').count()).toBe(3);
    await page.getByRole('link', { name: '看更早的留言' }).click();
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex, follow');
    expect((await get(`/messages/${story.kept}/share.png`)).status).toBe(404);
    expect((await get('/statistics/regions/510800/share.png')).headers.get('content-type')).toBe('image/png');
    expect((await get('/statistics/regions/999999/share.png')).status).toBe(404);
  });
});

test.for([
  ['/topics', {}],
  ['/topics/197', { colorScheme: 'dark' }],
  ['/offices?region=510800', wide],
  ['/leaders', { cookies: { lang: 'en' } }],
  ['leader', wide],
  ['message', { cookies: { lang: 'en', size: 'elder' } }],
] as [string, Reader][])(
  '%s has no faults that axe finds and is no wider than the phone',
  async ([name, reader]) => {
    const paths: Record<string, string> = {
      leader: `/leaders/${story.leaderId}`,
      message: `/messages/${story.bridge}`,
    };
    const { page, complaints } = await site.visit(paths[name] ?? name, reader);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
  },
);
