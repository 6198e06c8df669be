import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepMark, mostPages } from '../../src/ui/offline/which-kept.ts';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { faultsOf, openSite, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import {
  chooseMatter,
  countMessages,
  pathOf,
  typed,
  typeWords,
  writeUpToPreview,
} from '../support/writer.ts';

let site: Site;
let story: BoardStory;
const device: Reader = { serviceWorkers: 'allow' };

beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
});
afterAll(() => site?.close());

/** The page stands behind the keeper of this device from here on. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}
const go = (page: Page, path: string) => page.goto(site.web.url + path);
const addresses = (page: Page) =>
  page.evaluate(async () => {
    const all = await Promise.all(
      (await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => url),
      ),
    );
    return all.flat().map((url) => new URL(url).pathname);
  });
const note = (page: Page) => page.locator('#offline-note [data-state]:visible');

describe('Without a connection', () => {
  test('a reader reads what was opened before, and is told what can be read', async () => {
    const { page, complaints } = await site.visit('/', device);
    await kept(page);
    await go(page, `/messages/${story.bridge}`);
    await go(page, '/leaders');
    expect(complaints).toEqual([]);
    await page.context().setOffline(true);
    await go(page, `/messages/${story.bridge}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('乡道桥面塌陷');
    expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
    await go(page, '/ministries');
    await page.getByRole('heading', { level: 1, name: '现在没有网络' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: /^乡道桥面塌陷/ }).click();
    await page.getByRole('heading', { level: 1, name: /乡道桥面塌陷/ }).waitFor();
    await page.context().close();
  });

  test('nothing of a person and nothing of a report is there to be read', async () => {
    const as = { citizenId: story.luo.citizenId };
    const { page } = await site.visit('/about', { ...device, as });
    await kept(page);
    for (const path of ['/mine', `/messages/${story.bridge}`, '/account', '/clues', '/settings', '/write'])
      await go(page, path);
    const pages = (await addresses(page)).filter((path) => !path.startsWith('/_app/'));
    expect(pages).toEqual(['/offline']);
    await page.context().close();
  });
});

test('The server marks for keeping only what a visitor reads and nobody else is meant by', async () => {
  const { page } = await site.visit('/about', { as: { citizenId: story.luo.citizenId } });
  const signedIn = await page.request.get(`${site.web.url}/messages`);
  expect(signedIn.headers()[keepMark]).toBeUndefined();
  const marked = async (path: string) =>
    (await fetch(site.web.url + path, { headers: { accept: 'text/html' } })).headers.has(keepMark);
  const open = ['/', '/messages', `/messages/${story.bridge}`, '/leaders', '/regions/510800', '/about'];
  for (const path of open) expect([path, await marked(path)]).toEqual([path, true]);
  const shut = ['/messages?lang=en', '/write', '/sign-in', '/clues', '/settings', '/track', '/nowhere'];
  for (const path of shut) expect([path, await marked(path)]).toEqual([path, false]);
});

test('A device keeps the last sixty pages; the one opened longest ago goes first', async () => {
  const { page } = await site.visit('/about', device);
  await kept(page);
  await page.evaluate(async (most) => {
    const shelf = await caches.open('pages-1');
    for (let n = 0; n < most; n += 1) await shelf.put(`/messages?n=${n}`, new Response('x'));
  }, mostPages);
  await go(page, '/leaders');
  const pages = (await addresses(page)).filter((path) => !path.startsWith('/_app/'));
  expect(pages.filter((path) => path !== '/offline')).toHaveLength(mostPages);
  expect(pages).toContain('/leaders');
  await page.context().close();
});

describe('What is written without a connection', () => {
  test('stays on the device if its writer wants that, and is sent when the connection is back', async () => {
    const { page } = await site.visit('/write', device);
    await kept(page);
    await chooseMatter(page, story.leaderId);
    await page.context().setOffline(true);
    await page.fill('#title', typed.title);
    await page.fill('#body', typed.body);
    await page.locator('.go .btn-1').click();
    expect(await note(page).innerText()).toContain('现在没有网络');
    expect(await page.locator('#offline-note').getAttribute('role')).toBe('status');
    await page.getByRole('button', { name: '先留在这里' }).click();
    await page.getByText('还没有送出').waitFor();
    expect(await page.inputValue('#body')).toBe(typed.body);
    await page.context().setOffline(false);
    await page.getByText('已送到并保存').waitFor();
    await page.getByRole('link', { name: '接着写' }).click();
    expect(pathOf(page)).toBe('/write/pictures');
    await page.context().close();
  });

  test('does not stay where its writer does not want that', async () => {
    const { page } = await site.visit('/write', device);
    await kept(page);
    await chooseMatter(page, story.leaderId);
    await page.context().setOffline(true);
    await page.fill('#body', typed.body);
    await page.locator('.go .btn-1').click();
    await page.getByRole('button', { name: '不留' }).click();
    await page.context().setOffline(false);
    await page.reload();
    expect(await note(page).count()).toBe(0);
    await typeWords(page);
    expect(pathOf(page)).toBe('/write/pictures');
    await page.context().close();
  });

  test('is one message, though two tabs send it when the connection is back, and its writer sees the number', async () => {
    const { page } = await site.visit('/write', device);
    await kept(page);
    await writeUpToPreview(page, story.leaderId);
    const before = await countMessages();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.getByRole('button', { name: '先留在这里' }).click();
    await page.getByText('还没有送出').waitFor();
    expect(await countMessages()).toBe(before);
    await page.close({ runBeforeUnload: false });
    const context = page.context();
    await context.setOffline(false);
    const tabs = await Promise.all([context.newPage(), context.newPage()]);
    await Promise.all(tabs.map((tab) => tab.goto(`${site.web.url}/write`)));
    for (const tab of tabs) await tab.getByText('已收到。留言编号').waitFor();
    expect(await countMessages()).toBe(before + 1);
    const words = await tabs[0]?.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opened = indexedDB.open('huiyin-waiting', 1);
          opened.onsuccess = () => {
            const all = opened.result.transaction('forms').objectStore('forms').getAll();
            all.onsuccess = () => resolve(JSON.stringify(all.result));
          };
        }),
    );
    expect(words).toContain('"body":""');
    await tabs[0]?.getByRole('link', { name: '查看回执' }).click();
    expect(tabs[0] && pathOf(tabs[0])).toMatch(/^\/write\/sent\?code=\d{12}/);
    // Signing out leaves nothing of it on the device.
    await tabs[0]?.getByRole('button', { name: '退出' }).click();
    await tabs[1]?.goto(`${site.web.url}/write`);
    await tabs[1]?.waitForLoadState();
    expect(tabs[1] && (await note(tabs[1]).count())).toBe(0);
    await context.close();
  });
});

test('A phone puts the site on its first screen by a card in the reader’s language', async () => {
  for (const [lang, name] of [
    ['zh', '回音 领导留言板'],
    ['en', 'Huiyin message board'],
  ] as const) {
    const { page } = await site.visit('/', { cookies: { lang } });
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const answer = await page.request.get(site.web.url + href);
    expect(answer.headers()['content-type']).toContain('application/manifest+json');
    const card = (await answer.json()) as { name: string; icons: { src: string; sizes: string }[] };
    expect(card.name).toBe(name);
    for (const { src, sizes } of card.icons) {
      const size = await page.evaluate(async (address) => {
        const picture = await createImageBitmap(await (await fetch(address)).blob());
        return `${picture.width}x${picture.height}`;
      }, src);
      expect(size).toBe(sizes);
    }
    await page.context().close();
  }
  expect((await fetch(`${site.web.url}/manifest/fr`)).status).toBe(404);
});
