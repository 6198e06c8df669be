import sharp from 'sharp';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { openSite, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let story: BoardStory;
const noScript: Reader = { javaScriptEnabled: false };

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
});
afterAll(() => site?.close());

const get = (path: string) => fetch(site.web.url + path);

describe('Passing a page on', () => {
  test('works without scripts: the address to mark, a code for the phone, both on paper', async () => {
    const { page } = await site.visit(`/messages/${story.bridge}`, noScript);
    const printed = (address: string) => page.getByRole('paragraph').filter({ hasText: address }).isVisible();
    expect(await page.getByLabel('网址').inputValue()).toBe(page.url());
    await page.getByRole('img', { name: '二维码' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('img', { name: '二维码' }).isVisible()).toBe(true);
    expect(await printed(page.url())).toBe(true);
    expect(await page.getByRole('navigation', { name: '主导航' }).isVisible()).toBe(false);
    await page.goto(`${site.web.url}/regions/510800`);
    expect(await printed(`${site.web.url}/regions/510800`)).toBe(true);
    expect(await page.getByText('打印时间').isVisible()).toBe(true);
  });

  test('has the code say the address of the page, filters and all; it is made for our own pages alone', async () => {
    const { page } = await site.visit('/messages?region=510800&kind=help');
    const picture = page.getByRole('img', { name: '二维码' });
    const src = await picture.getAttribute('src');
    // What waits until it is scrolled to is missing on the paper of a long page.
    expect(await picture.evaluate((img: HTMLImageElement) => img.loading)).not.toBe('lazy');
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(200);
    const answer = await get(src ?? '');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const { data, info } = await sharp(await answer.arrayBuffer())
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const wanted = encode(`${site.web.url}/messages?region=510800&kind=help`, { ecc: 'M', border: 4 });
    const side = info.width / wanted.size;
    const isDark = (x: number, y: number) =>
      (data[Math.floor((y + 0.5) * side) * info.width + Math.floor((x + 0.5) * side)] ?? 255) < 128;
    expect(wanted.data.map((row, y) => row.map((_, x) => isDark(x, y)))).toEqual(wanted.data);
    const refused = ['', '?of=', '?of=//example.org/', '?of=https://example.org/', `?of=/${'a'.repeat(600)}`];
    for (const asked of [...refused, '?of=/%5Cexample.org', '?of=messages'])
      expect([asked, (await get(`/qr.png${asked}`)).status]).toEqual([asked, 404]);
  });
});

test('Whoever is sent an address sees a picture of the thing with its numbers, in English from an English page', async () => {
  const { page } = await site.visit('/');
  const english = `/messages/${story.markup}?lang=en`;
  const paths = ['/statistics', `/leaders/${story.leaderId}`, '/topics/197', '/regions/510800', english];
  for (const path of paths) {
    await page.goto(site.web.url + path);
    const address = (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '';
    expect(address.endsWith('?lang=en'), path).toBe(path === english);
    const { pathname, search } = new URL(address);
    const picture = sharp(Buffer.from(await (await get(pathname + search)).arrayBuffer()));
    expect(await picture.metadata(), path).toMatchObject({ format: 'png', width: 1200, height: 630 });
  }
  expect((await get('/statistics/leaders/99999999/share.png')).status).toBe(404);
});

test('Search engines for data are told of the open data: licence, and where the files are once there are any', async () => {
  const { page } = await site.visit('/open-data');
  const [facts = '{}'] = await page.locator('script[type="application/ld+json"]').allTextContents();
  expect(JSON.parse(facts)).toMatchObject({
    '@type': 'Dataset',
    url: `${site.web.url}/open-data`,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    distribution: [],
  });
});
