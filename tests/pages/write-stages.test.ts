import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { plain } from '../support/picture-kit.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { chooseMatter, freshPhone, goOn, typed, typeWords } from '../support/writer.ts';

let site: Site;
let secretary: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
});
afterAll(() => site?.close());

const jpeg = async (width = 300, height = 200) => ({
  name: 'lift.jpg',
  mimeType: 'image/jpeg',
  buffer: await plain(width, height).jpeg().toBuffer(),
});

describe.each([
  ['on a phone', {}],
  ['on a desk top, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['in 长辈版', { cookies: { size: 'elder' } }],
  ['in English', { cookies: { lang: 'en' } }],
] satisfies [string, Reader][])('%s', (_, reader) => {
  test('every stage is accessible, fits the screen and keeps the policy, faults and all', async () => {
    const { page, complaints } = await site.visit('/write', reader);
    const judge = async (what: string) => {
      expect(await faultsOf(page), what).toEqual([]);
      expect(await overflowOf(page), what).toBe(0);
      expect(await page.getByRole('heading', { level: 1 }).count(), what).toBe(1);
    };
    await judge('leader');
    await page.goto(`${site.web.url}/write?in=510000`);
    await judge('province');
    await page.goto(`${site.web.url}/write?q=${encodeURIComponent('无此地')}`);
    await judge('nothing found');
    await page.goto(`${site.web.url}/write?leader=${secretary}`);
    await goOn(page);
    await judge('matter with faults');
    await chooseMatter(page, secretary);
    await judge('words');
    await goOn(page);
    await judge('words with faults');
    await typeWords(page);
    await page.setInputFiles('#picture', await jpeg());
    await page.locator('.chooser button').click();
    await judge('pictures');
    await page.locator('.chooser button').click();
    await judge('pictures with a fault');
    await goOn(page);
    await goOn(page);
    await judge('person with faults');
    const phone = freshPhone();
    await page.fill('#name', typed.name);
    await page.fill('#phone', phone);
    await goOn(page);
    await judge('code');
    await goOn(page);
    await judge('code with a fault');
    await page.fill('#code', await page.locator('.code-shown').innerText());
    await goOn(page);
    await judge('preview');
    await page.goto(`${site.web.url}/write`);
    await judge('a draft left');
    await page.goto(`${site.web.url}/write/preview`);
    await page.locator('.go .btn-1').click();
    await judge('receipt');
    expect(complaints.filter((each) => !/status of 4\d\d/.test(each))).toEqual([]);
  }, 180_000);
});
