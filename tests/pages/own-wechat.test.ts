import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownWechats } from '../../src/server/access/citizens/own-wechat.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import { openWechat, type WechatHouse } from '../support/wechat-house.ts';

let site: Site;
let wechat: WechatHouse;
let phones = 0;
const freshPhone = () => `130${String(90_000_000 + phones++)}`;
const insideWechat = {
  javaScriptEnabled: false,
  userAgent:
    'Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.61.2880 WeChat/arm64 Language/zh_CN',
};
const byWechat = { name: '用微信登录' };
const pathOf = (page: Page) => new URL(page.url()).pathname;

beforeAll(async () => {
  site = await openSite();
  wechat = await openWechat(site.web.url);
  const known = readConfig(wechat.env()).wechat;
  adoptConfig({ ...currentConfig(), publicUrl: site.web.url, wechat: known });
});
afterAll(async () => {
  await wechat?.close();
  await site?.close();
});

async function confirmPhone(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByLabel('短信验证码').fill(await page.locator('.code-shown').innerText());
  await page.getByRole('button', { name: '确认并登录' }).click();
}

/** To WeChat and back: the page leads on by itself after a second. */
async function through(page: Page, at: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === at && url.origin === site.web.url, { timeout: 15_000 });
}

describe('Inside WeChat, without a script', () => {
  test('the phone is confirmed the first time; from then on WeChat alone opens the account', async () => {
    wechat.visitor = 'oLuoXiaoman';
    const phone = freshPhone();
    const { page, complaints } = await site.visit('/sign-in?back=/account', insideWechat);
    await page.getByRole('button', byWechat).click();
    await page.waitForURL((url) => url.searchParams.has('wechat') && url.pathname === '/sign-in');
    expect(await page.locator('main').innerText()).toContain('再确认一次手机号');
    expect(page.url()).not.toContain('oLuoXiaoman');
    await confirmPhone(page, phone);
    expect(pathOf(page)).toBe('/account');
    await page.goto(`${site.web.url}/account/wechat`);
    expect(await page.locator('main').innerText()).toContain('绑定');

    const again = await site.visit('/sign-in?back=/account', insideWechat);
    await again.page.getByRole('button', byWechat).click();
    await through(again.page, '/account');
    expect(await again.page.locator('main').innerText()).toContain(`****${phone.slice(7)}`);
    expect(complaints).toEqual([]);
    const [{ citizenId, proofs } = { citizenId: 0, proofs: [] }] = await rowsOf<{
      citizenId: number;
      proofs: string[];
    }>('select citizen_id as "citizenId", proofs from sessions order by id desc limit 1');
    expect(proofs).toEqual(['wechat']);
    expect(await ownWechats(citizenId)).toMatchObject([{ openid: 'oLuoXiaoman' }]);
  });

  test('the return is taken once, and in the browser that set out alone', async () => {
    wechat.visitor = 'oStranger';
    const { page } = await site.visit('/sign-in', insideWechat);
    await page.getByRole('button', byWechat).click();
    const refresh = await page.locator('meta[http-equiv="refresh"]').getAttribute('content');
    await page.goto('about:blank');
    const there = await fetch(refresh?.split('url=')[1] ?? '', { redirect: 'manual' });
    const back = there.headers.get('location') ?? '';
    const victim = await site.visit('/sign-in', insideWechat);
    await victim.page.goto(back);
    expect(await victim.page.getByRole('alert').innerText()).toContain('不是从这个浏览器开始的');
    expect((await victim.page.context().cookies()).some(({ name }) => name === 'huiyin-session')).toBe(false);
    await page.goto(back);
    expect(new URL(page.url()).searchParams.has('wechat')).toBe(true);
    await page.goto(back);
    expect(await page.getByRole('alert').innerText()).toContain('不是从这个浏览器开始的');
  });

  test('whoever refuses, or finds WeChat out of order, signs in by phone as before', async () => {
    wechat.visitor = null;
    const { page } = await site.visit('/sign-in', insideWechat);
    await page.getByRole('button', byWechat).click();
    await page.waitForURL(/no=wechat-refused/);
    expect(await page.getByRole('alert').innerText()).toContain('没有同意');
    wechat.visitor = 'oAnybody';
    wechat.odd.push(503);
    await page.goto(`${site.web.url}/sign-in`);
    await page.getByRole('button', byWechat).click();
    await page.waitForURL(/no=wechat-down/);
    await confirmPhone(page, freshPhone());
    expect(pathOf(page)).toBe('/mine');
  });

  test('it is bound and unbound on one’s own page, after a fresh proof', async () => {
    wechat.visitor = 'oMaWenhui';
    const ma = await site.stage.citizen(freshPhone(), new Date());
    const { page } = await site.visit('/account/wechat', { ...insideWechat, as: ma });
    await rowsOf(`update sessions set confirmed_at = now() - interval '16 minutes' where citizen_id = $1`, [
      ma.citizenId,
    ]);
    await page.reload();
    expect(await page.getByRole('button', { name: '绑定我的微信' }).count()).toBe(0);
    await page.getByRole('link', { name: '去确认' }).click();
    await page.getByRole('button', { name: '给我的手机号发验证码' }).click();
    await page.getByLabel('短信验证码').fill(await page.locator('.code-shown').innerText());
    await page.getByRole('button', { name: '确认', exact: true }).click();
    await page.getByRole('button', { name: '绑定我的微信' }).click();
    await page.waitForURL(/done=bound/);
    expect(await page.getByRole('status').innerText()).toContain('微信已绑定');
    await page.getByRole('button', { name: '解除绑定' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已解除绑定');
    expect(await ownWechats(ma.citizenId)).toEqual([]);
  });
});

test('Outside WeChat it is not offered, and nowhere where it is not set up', async () => {
  const ma = await site.stage.citizen(freshPhone(), new Date());
  const { page } = await site.visit('/sign-in', { viewport: { width: 1280, height: 800 } });
  await page.getByLabel('手机号').waitFor();
  expect(await page.getByRole('button', byWechat).count()).toBe(0);
  const own = await site.visit('/account/wechat', { as: ma });
  expect(await own.page.locator('main').innerText()).toContain('请在微信里打开');
  expect(await faultsOf(own.page)).toEqual([]);
  expect(await overflowOf(own.page)).toBe(0);
  const before = currentConfig();
  adoptConfig({ ...before, wechat: null });
  const inside = await site.visit('/sign-in', insideWechat);
  expect(await inside.page.getByRole('button', byWechat).count()).toBe(0);
  adoptConfig(before);
});
