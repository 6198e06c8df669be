import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { noise, plain, pngBomb } from '../support/picture-kit.ts';
import { openSite, type Site } from '../support/site.ts';
import { chooseMatter, goOn, pathOf, post, typeWords, saidOf, scriptless } from '../support/writer.ts';

let site: Site;
let secretary: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
});
afterAll(() => site?.close());

describe('the pictures', () => {
  const add = async (page: Page, buffer: Buffer, name = 'x.jpg') => {
    await page.setInputFiles('#picture', { name, mimeType: 'image/jpeg', buffer });
    await page.locator('.chooser button').click();
  };
  const ready = async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page);
    return page;
  };
  const small = () => plain().jpeg().toBuffer();

  test('What is no picture, a bomb, and one over five megabytes are refused beside the field', async () => {
    const page = await ready();
    await add(page, Buffer.from('MZ this is a program'));
    expect(await saidOf(page, 'picture')).toContain('这不是 jpg、png 或 webp 图片');
    await add(page, pngBomb(20_000, 20_000));
    expect(await saidOf(page, 'picture')).toContain('4000 万像素');
    await add(page, (await noise(2600, 2000).jpeg({ quality: 90 }).toBuffer()).subarray(0, 200_000));
    expect(await saidOf(page, 'picture')).toContain('不完整或已损坏');
    const large = Buffer.concat([await small(), Buffer.alloc(5.5 * 1024 * 1024)]);
    await add(page, large);
    expect(await saidOf(page, 'picture')).toContain('不能超过 5 MB');
    expect(await page.locator('.shots li').count()).toBe(0);
    await page.goto(`${site.web.url}/write/pictures?too-large`);
    expect(await saidOf(page, 'picture')).toContain('不能超过 5 MB');
  });

  test('A photograph of just under five megabytes is taken in, also by the button that goes on', async () => {
    const page = await ready();
    const full = Buffer.concat([await small(), Buffer.alloc(5 * 1024 * 1024 - 20_000)]);
    await page.setInputFiles('#picture', { name: 'full.jpg', mimeType: 'image/jpeg', buffer: full });
    await goOn(page);
    expect(pathOf(page)).toBe('/write/person');
    await page.goto(`${site.web.url}/write/pictures`);
    expect(await page.locator('.shots li').count()).toBe(1);
  });

  test('A sixth picture finds no place, a removed one makes room, and no stranger sees any of them', async () => {
    const page = await ready();
    for (let n = 0; n < 5; n += 1) await add(page, await small());
    expect(await page.locator('#picture').count()).toBe(0);
    const sixth = await page.context().request.post(`${site.web.url}/write/pictures?do=add`, {
      multipart: { picture: { name: 'x.jpg', mimeType: 'image/jpeg', buffer: await small() } },
      headers: { origin: site.web.url, accept: 'text/html' },
    });
    expect(sixth.status()).toBe(422);
    expect(await sixth.text()).toContain('最多 5 张图片');
    const address = new URL((await page.locator('.shots img').first().getAttribute('src')) ?? '', page.url())
      .href;
    expect((await page.request.get(address)).status()).toBe(200);
    const stranger = await site.visit('/about', scriptless);
    expect((await stranger.page.request.get(address)).status()).toBe(404);
    await page.getByRole('button', { name: '删除' }).first().click();
    expect(await page.locator('.shots li').count()).toBe(4);
    expect((await page.request.get(address)).status()).toBe(404);
    expect(await page.locator('#picture').count()).toBe(1);
  });

  test('Nobody turns or removes the picture of another draft', async () => {
    const page = await ready();
    await add(page, await small());
    const id = await page.locator('button.sw').getAttribute('value');
    const other = await ready();
    for (const deed of ['show', 'remove'])
      await post(other, `/write/pictures?do=${deed}`, { version: '1', picture: id ?? '' });
    await page.reload();
    expect(await page.locator('button.sw').getAttribute('aria-checked')).toBe('false');
    expect(await page.locator('.shots li').count()).toBe(1);
  });
});
