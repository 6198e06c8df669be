import { createRequire } from 'node:module';
import fs from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWeb, type Web } from '../../src/web-server.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sandboxless = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

let house: TestHouse;
let web: Web;
let browser: Browser;

beforeAll(async () => {
  house = await openTestHouse();
  web = await startWeb(house.config);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: [
      ...sandboxless,
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await web?.close();
  await house?.close();
});

interface Reader extends BrowserContextOptions {
  cookies?: Record<string, string>;
}

/** Somebody opens a page with this device and these wishes; what the console complains of is collected. */
async function open(
  path: string,
  { cookies = {}, ...device }: Reader = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...device });
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: web.url })));
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(web.url + path);
  return { page, complaints };
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

const pages = ['/about', '/settings', '/nowhere'];

describe.each(pages)('%s', (path) => {
  test.each([
    ['on a phone', {}],
    ['on a desk top, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
    ['in 长辈版', { cookies: { size: 'elder' } }],
    ['in English, light on a dark device', { cookies: { lang: 'en', theme: 'light' }, colorScheme: 'dark' }],
  ] satisfies [string, Reader][])('is accessible and fits the screen %s', async (_, reader) => {
    const { page, complaints } = await open(path, reader);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(tooWide).toBeLessThanOrEqual(0);
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
  });

  test('ships no script and no inline style, under a policy that would refuse them', async () => {
    const response = await fetch(web.url + path, { headers: { accept: 'text/html' } });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    // Two scripts stand there, from our own address: what keeps pages for those without a connection, and the search's offers.
    const ours =
      /<script type="module" src="\/_app\/immutable\/workers\/(on-device|suggest-live)-[^"]+"><\/script>/g;
    expect((await response.text()).replaceAll(ours, '')).not.toMatch(/<script|\sstyle=|<style|\son[a-z]+=/);
  });
});

test('Grandfather Wu presses 长辈版 without JavaScript and stays on his page', async () => {
  const { page } = await open('/about?from=friend', { javaScriptEnabled: false });
  await page.getByRole('button', { name: '长辈版' }).click();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/about?from=friend');
  expect(await page.locator('html').getAttribute('data-size')).toBe('elder');
  const height = await page
    .getByRole('link', { name: '写留言' })
    .first()
    .evaluate((link) => link.getBoundingClientRect().height);
  expect(height).toBeGreaterThanOrEqual(60);
  await page.getByRole('button', { name: '回标准版' }).click();
  expect(await page.locator('html').getAttribute('data-size')).toBeNull();
});

test('The language is changed at the foot of the page and stays changed', async () => {
  const { page } = await open('/about', { javaScriptEnabled: false });
  await page.getByRole('button', { name: 'English' }).click();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.goto(`${web.url}/settings`);
  await page.getByRole('heading', { name: 'Display settings' }).waitFor();
});

test('A form of a strange site cannot change the settings, nor lead away from here', async () => {
  const body = new URLSearchParams({ size: 'elder', back: 'https://elsewhere.example/' });
  const post = (origin: string) =>
    fetch(`${web.url}/settings`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin, accept: 'text/html' },
    });
  expect((await post('https://elsewhere.example')).status).toBe(403);
  const own = await post(web.url);
  expect([own.status, own.headers.get('location')]).toEqual([303, '/']);
});

test('A reader with a keyboard reaches the text with the first link', async () => {
  const { page } = await open('/about');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
});

test('Whoever finds nothing is told so in words, with a way on, and never sees a stack', async () => {
  const { page } = await open('/messages-of-nobody');
  expect(await page.title()).toBe('没有这一页 · 回音');
  const text = await page.locator('body').innerText();
  expect(text).toContain('回首页');
  expect(text).toContain('网民留言仅代表作者个人意见');
  expect(text).not.toMatch(/\bat \S+:\d+|Error/);
});
