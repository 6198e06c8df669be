import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { goOn, pathOf, scriptless, typed, type Typed, writeUpToPreview } from '../support/writer.ts';

let site: Site;
let secretary: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
});
afterAll(() => site?.close());

const revealing: Typed = {
  ...typed,
  title: '电梯困人,请打13800000217',
  body: '我叫陈桂英,住7栋2单元501室,电话一三八零零零零零二一七,也可打13800000217。\n王某某也知道。',
};
const told = (page: Page) => page.getByRole('region', { name: '像个人信息' });
const list = async (page: Page) =>
  (await told(page).getByRole('listitem').allInnerTexts()).map((t) => t.replace(/\s+/g, ' '));

async function atPreview(words: Typed, reader: Reader = {}): Promise<Page> {
  const { page } = await site.visit('/write', reader);
  await writeUpToPreview(page, secretary, { typed: words });
  return page;
}

describe('What looks personal in a message', () => {
  test('is named to its writer before sending, with what everybody will see, without scripts on a phone', async () => {
    const page = await atPreview(revealing, scriptless);
    await page.getByRole('heading', { name: '这5处像个人信息' }).waitFor();
    expect(await list(page)).toEqual([
      '手机号 您写的 13800000217共2处 公开时显示 →手机号已隐去 像手机号',
      '姓名 您写的 陈桂英 公开时显示 →姓名已隐去 写明叫什么名字',
      '住址门牌 您写的 7栋2单元501室 公开时显示 →住址已隐去 楼栋带房号，找得到是哪一户',
      '手机号 您写的 一三八零零零零零二一七 公开时显示 →手机号已隐去 像手机号，换了写法或夹了别的字',
    ]);
    const shown = await page.locator('article.public').innerText();
    expect(shown).toContain('我叫姓名已隐去,住住址已隐去,电话手机号已隐去');
    expect(shown).toContain('王某某也知道');
    expect(shown).not.toMatch(/13800000217|陈桂英|501/);
    expect(await overflowOf(page)).toBe(0);
    const target = await told(page).getByRole('link', { name: '回去改文字' }).boundingBox();
    expect(target?.height).toBeGreaterThanOrEqual(44);
  });

  test('can be changed by going back, and then nothing is told', async () => {
    const page = await atPreview(revealing, scriptless);
    await told(page).getByRole('link', { name: '回去改文字' }).click();
    expect(pathOf(page)).toBe('/write/words?edit');
    expect(await page.inputValue('#body')).toBe(revealing.body);
    await page.fill('#title', '电梯困人');
    await page.fill('#body', '七栋的电梯十月以来停了三次。');
    await goOn(page);
    expect(pathOf(page)).toBe('/write/preview');
    expect(await told(page).count()).toBe(0);
    expect(await page.locator('article.public').innerText()).toContain('七栋的电梯十月以来停了三次。');
  });

  test('is sent as written: its author finds every word of it, and nobody else does before a reviewer decided', async () => {
    const page = await atPreview(revealing);
    await goOn(page);
    const code = new URL(page.url()).searchParams.get('code');
    await page.goto(`${site.web.url}/messages/${code}`);
    expect(await page.locator('main').innerText()).toContain(revealing.body.split('\n')[0]);
    const stranger = await site.visit(`/messages/${code}`);
    expect(await stranger.page.locator('body').innerText()).not.toMatch(/13800000217|陈桂英/);
  });

  test('is no matter in a message that nobody else reads', async () => {
    const { page } = await site.visit('/write');
    await writeUpToPreview(page, secretary, { typed: revealing });
    await page.goto(`${site.web.url}/write/words?edit`);
    await page.locator('input[name=visibility][value=private]').check();
    await goOn(page);
    expect(await told(page).count()).toBe(0);
    expect(await page.locator('article.public').innerText()).toContain('13800000217');
  });

  test.each([
    ['on a desk top', { viewport: { width: 1280, height: 900 } }],
    ['in 长辈版', { cookies: { size: 'elder' } }],
    ['in English, dark', { cookies: { lang: 'en' }, colorScheme: 'dark' }],
  ] satisfies [string, Reader][])('stands well %s', async (_, reader) => {
    const page = await atPreview(revealing, reader);
    expect(await page.locator('.hides li').count()).toBe(4);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  });
});
