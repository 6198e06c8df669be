import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionCookie, whoBySession } from '../../src/server/access/who.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { openSite, type Site } from '../support/site.ts';
import {
  chooseMatter,
  freshPhone,
  goOn,
  pathOf,
  typed,
  typeWords,
  saidOf,
  scriptless,
} from '../support/writer.ts';

let site: Site;
let secretary: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
});
afterAll(() => site?.close());

describe('the phone', () => {
  const ready = async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page);
    await goOn(page);
    await page.fill('#name', typed.name);
    return page;
  };
  const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');

  test.each(['123', '23900000001', '1390000000a', ''])(
    'A wrong number is refused beside its field: %s',
    async (phone) => {
      const page = await ready();
      await page.fill('#phone', phone);
      await goOn(page);
      expect(await saidOf(page, 'phone')).toMatch(phone ? /11 位手机号/ : /请填写手机号/);
      expect(await page.locator('#name').inputValue()).toBe(typed.name);
      expect(await page.locator('#phone').inputValue()).toBe(phone);
    },
  );

  test('A wrong code can be tried again, after five it is stale, and a new one is not sent at once', async () => {
    const page = await ready();
    await page.fill('#phone', `+86 ${freshPhone()}`);
    await goOn(page);
    const code = await page.locator('.code-shown').innerText();
    await page.fill('#code', '');
    await goOn(page);
    expect(await saidOf(page, 'code')).toContain('6位验证码');
    for (let n = 0; n < 5; n += 1) {
      await page.fill('#code', wrongFor(code));
      await goOn(page);
      expect(await saidOf(page, 'code')).toContain('验证码不对');
    }
    await page.fill('#code', code);
    await goOn(page);
    expect(await saidOf(page, 'code')).toContain('重新获取');
    await page.getByRole('button', { name: '重新获取验证码' }).click();
    expect(await saidOf(page, 'code')).toMatch(/请过 \d+ 秒/);
    await page.getByRole('button', { name: '换一个手机号' }).click();
    await page.fill('#phone', freshPhone());
    await goOn(page);
    await page.fill('#code', await page.locator('.code-shown').innerText());
    await goOn(page);
    expect(pathOf(page)).toBe('/write/preview');
  });

  test('A name that is missing, too long or invisible is said together with the phone', async () => {
    const page = await ready();
    await page.fill('#name', '');
    await page.fill('#phone', '1');
    await goOn(page);
    expect(await saidOf(page, 'name')).toContain('真实姓名');
    expect(await saidOf(page, 'phone')).toContain('11 位手机号');
    await page.fill('#name', '名'.repeat(31));
    await page.fill('#phone', freshPhone());
    await goOn(page);
    expect(await saidOf(page, 'name')).toContain('最多 30 个字');
    // The code is on its way all the same.
    expect(await page.locator('.code-shown').count()).toBe(1);
  });

  test('Confirming another phone ends the session that the browser had', async () => {
    const first = await site.stage.citizen(freshPhone(), new Date());
    const { page } = await site.visit('/write', { ...scriptless, as: first });
    const carried = async () =>
      (await page.context().cookies()).find(({ name }) => name === sessionCookie)?.value;
    const before = (await carried()) ?? '';
    await chooseMatter(page, secretary);
    await typeWords(page);
    await goOn(page);
    await page.fill('#name', typed.name);
    await page.getByRole('button', { name: '换一个手机号' }).click();
    await page.fill('#name', typed.name);
    await page.fill('#phone', freshPhone());
    await goOn(page);
    await page.fill('#code', await page.locator('.code-shown').innerText());
    await goOn(page);
    expect((await whoBySession(before, new Date())).kind).toBe('citizen');
    await goOn(page);
    expect(pathOf(page)).toContain('/write/sent');
    expect(await carried()).not.toBe(before);
    expect((await whoBySession(before, new Date())).kind).toBe('visitor');
  });
});
