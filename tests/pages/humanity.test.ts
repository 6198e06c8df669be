import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { answerTo } from '../support/answer-to.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import { chooseMatter, freshPhone, goOn, pathOf, scriptless, typed, typeWords } from '../support/writer.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
  const { dataDir: DATA_DIR } = currentConfig();
  adoptConfig(readConfig({ DATA_DIR, PORT: '0', LOG_LEVEL: 'silent', HUMAN_PROOF: 'always' }));
});
afterAll(() => site?.close());

const question = (page: Page) => page.locator('label[for=proof]').innerText();
const right = async (page: Page) => answerTo(await page.locator('[name=proofToken]').inputValue());

test('Without a script a question in words is answered; what was typed stays when it is wrong', async () => {
  const { page } = await site.visit('/sign-in', scriptless);
  const phone = freshPhone();
  await page.fill('#phone', phone);
  await goOn(page);
  expect(await page.locator('#proof-error').innerText()).toContain('请先回答');
  expect(await page.inputValue('#phone')).toBe(phone);
  const first = await question(page);
  await page.getByLabel(first).fill('不知道');
  await goOn(page);
  expect(await page.locator('#proof-error').innerText()).toContain('换了一道');
  expect(await question(page)).not.toBe(first);
  expect(await page.inputValue('#phone')).toBe(phone);
  await page.fill('#proof', await right(page));
  await goOn(page);
  expect(await page.locator('#code').count()).toBe(1);
});

test('With a script the browser works it out in the background, and nobody is asked anything', async () => {
  const { page, complaints } = await site.visit('/track');
  await page.fill('#number', '750401393904');
  await page.fill('#phone', freshPhone());
  expect(await page.locator('#proof').isVisible()).toBe(false);
  await page.locator('[data-told]', { hasText: '已确认' }).waitFor();
  expect(await page.locator('[name=proofWork]').inputValue()).not.toBe('');
  // Whoever is quicker than the work waits for it.
  await page.goto(new URL('/sign-in', page.url()).href);
  await page.fill('#phone', freshPhone());
  await page.locator('.go .btn-1').click();
  await page.locator('#code').waitFor();
  expect(complaints).toEqual([]);
});

test('A message is written to its end without a script, with a question before the code and one before sending', async () => {
  const { page } = await site.visit('/', scriptless);
  const { id: leader } = await site.stage.leader('广元市委书记');
  const words = { ...typed, title: '路灯不亮', body: '村口的路灯坏了半个月，晚上走路看不见，请修一修。' };
  await chooseMatter(page, leader, words);
  await typeWords(page, words);
  await goOn(page);
  await page.fill('#name', words.name);
  await page.fill('#phone', freshPhone());
  await page.fill('#proof', '不知道');
  await goOn(page);
  expect(await page.inputValue('#name')).toBe(words.name);
  expect(await page.locator('#proof-error').innerText()).toContain('换了一道');
  await page.fill('#proof', await right(page));
  await goOn(page);
  await page.fill('#code', await page.locator('.code-shown').innerText());
  await goOn(page);
  expect(pathOf(page)).toBe('/write/preview');
  await page.locator('.go .btn-1').click();
  expect(await page.locator('#proof-error').innerText()).toContain('请先回答');
  await page.fill('#proof', await right(page));
  await page.locator('.go .btn-1').click();
  expect(pathOf(page)).toContain('/write/sent');
});

test('The question is accessible and fits a phone and a desk, in both languages', async () => {
  for (const width of [390, 1280])
    for (const lang of ['zh', 'en']) {
      const viewport = { width, height: 900 };
      const { page } = await site.visit('/sign-in', { cookies: { lang }, viewport });
      expect(await faultsOf(page)).toEqual([]);
      const plain = await site.visit('/sign-in', { ...scriptless, cookies: { lang }, viewport });
      expect(await overflowOf(page)).toBe(0);
      expect(await plain.page.locator('#proof').isVisible()).toBe(true);
      expect(await plain.page.locator('img, canvas, audio').count()).toBe(0);
    }
});
