import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { appPool } from '../../src/server/store/db.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
const secrets = new Map<number, string>();
const password = '风筝 海棠 扳手 七里香 三轮车';

beforeAll(async () => {
  desk = await openDesk();
  adoptConfig({ ...currentConfig(), staffEntry: 'full' });
});
afterAll(() => desk?.close());

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + steps * 30_000,
  });

async function fits(page: Page): Promise<void> {
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
}

async function byLink(staffId: number, reader: object): Promise<Page> {
  const secret = await makeStaffToken({ staffId, purpose: 'sign-in-link', label: null }, new Date());
  const { page } = await desk.site.visit(`/desk/sign-in/${secret}`, reader);
  await page.getByRole('button', { name: '进入工作台' }).click();
  return page;
}

describe.each([
  ['on a phone without a script', { javaScriptEnabled: false }],
  ['on a desk top', { viewport: { width: 1280, height: 800 } }],
])('The way in, %s', (where, reader) => {
  const noScript = 'javaScriptEnabled' in reader;
  const who = () => (noScript ? desk.jia : desk.zhao);
  let login = '';
  let spare = '';

  test('a link leads to a password, then to a second factor, then to the spare codes, then in', async () => {
    const page = await byLink(who().staffId, reader);
    await page.getByRole('heading', { name: '设一个密码' }).waitFor();
    if (!noScript) await fits(page);
    login = /登录名是 (\S+)，/.exec((await page.textContent('body')) ?? '')?.[1] ?? '';
    expect(login).toMatch(/^[a-z0-9]+$/);
    await page.getByLabel('新密码').fill('password1234');
    await page.getByLabel('再填一遍').fill('password1234');
    await page.getByRole('button', { name: '设为密码' }).click();
    await page.getByText('这个密码容易被猜到').waitFor();
    await page.getByLabel('新密码').fill(password);
    await page.getByLabel('再填一遍').fill(password);
    await page.getByRole('button', { name: '设为密码' }).click();
    await page.getByRole('heading', { name: '绑定手机验证器' }).waitFor();
    if (!noScript) await fits(page);
    const secret = (await page.locator('code.secret').textContent()) ?? '';
    secrets.set(who().staffId, secret);
    await page.getByLabel('验证器上的 6 位动态码').fill('000000');
    await page.getByRole('button', { name: '绑定' }).click();
    await page.getByText('动态码不对').waitFor();
    expect(await page.locator('code.secret').textContent()).toBe(secret);
    await page.getByLabel('验证器上的 6 位动态码').fill(codeOf(secret));
    await page.getByRole('button', { name: '绑定' }).click();
    await page.getByRole('heading', { name: '备用码，只显示这一次' }).waitFor();
    expect(await page.locator('.spare li').count()).toBe(10);
    spare = (await page.locator('.spare li').first().textContent()) ?? '';
    if (!noScript) await fits(page);
    await page.getByRole('link', { name: '已抄下，进入工作台' }).click();
    await page.waitForURL(/\/desk\/(review|handling)/);
  });

  test('next time name, password and a code; back to where one wanted to go', async () => {
    const { page } = await desk.site.visit('/desk/notices?tab=all', reader);
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
    if (!noScript) await fits(page);
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill('not this one at all');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('登录名或密码不对').waitFor();
    expect(await page.getByLabel('登录名').inputValue()).toBe(login);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '再确认一步' }).waitFor();
    if (!noScript) await fits(page);
    await page.goto(`${desk.site.web.url}/desk/own`);
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
    await page.goto(`${desk.site.web.url}/desk/sign-in/on?back=%2Fdesk%2Fnotices%3Ftab%3Dall`);
    await page.getByLabel('动态码').fill(spare);
    await page.getByRole('button', { name: '继续' }).click();
    await page.waitForURL('**/desk/notices?tab=all');
  });
});

test('One’s own page lists where one is signed in, ends the others, and changes the password only of somebody who just proved to be there and shows the one of now', async () => {
  const { page } = await desk.site.visit('/desk/own', { as: { staffId: desk.zhao.staffId } });
  await desk.site.visit('/desk/own', { as: { staffId: desk.zhao.staffId } });
  await page.reload();
  await fits(page);
  expect(await page.getByText('就是这里').count()).toBe(1);
  await page.getByRole('button', { name: '退出其他所有地方' }).click();
  await page.getByText('其他地方都已退出').waitFor();
  await page.getByRole('heading', { name: '正在登录的地方 1' }).waitFor();
  await appPool().query(`update sessions set confirmed_at = now() - interval '1 hour' where staff_id = $1`, [
    desk.zhao.staffId,
  ]);
  await page.getByText('换密码').click();
  const fresh = '灯塔 核桃 雨披 打字机 蒲公英';
  await page.getByLabel('新密码').fill(fresh);
  await page.getByLabel('再填一遍').fill(fresh);
  await page.getByRole('button', { name: '设为密码' }).click();
  await page.getByText('请先重新确认是您本人').waitFor();
  await page.getByRole('link', { name: '去确认' }).click();
  await fits(page);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByText('动态码不对').waitFor();
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('动态码').fill(codeOf(secrets.get(desk.zhao.staffId) ?? '', 1));
  await page.getByRole('button', { name: '继续' }).click();
  await page.waitForURL('**/desk/own');
  for (const current of [fresh, password]) {
    if (current === fresh) await page.getByText('换密码').click();
    await page.getByLabel('现在的密码').fill(current);
    await page.getByLabel('新密码').fill(fresh);
    await page.getByLabel('再填一遍').fill(fresh);
    await page.getByRole('button', { name: '设为密码' }).click();
    if (current === fresh) await page.getByText('登录名或密码不对').first().waitFor();
  }
  await page.getByText('密码换好了').waitFor();
});

test('The room of people asks to confirm before what lasts, and clears a lost way in', async () => {
  const { page } = await desk.site.visit('/desk/people', { as: { staffId: desk.operator.staffId } });
  await appPool().query(`update sessions set confirmed_at = null where staff_id = $1`, [
    desk.operator.staffId,
  ]);
  const row = page.locator(`#staff-${desk.zhao.staffId}`);
  await row.getByText('管理').click();
  await row.getByRole('button', { name: '清除登录方式' }).click();
  await page.getByText('请先重新确认是您本人').waitFor();
  await appPool().query(`update sessions set confirmed_at = now() where staff_id = $1`, [
    desk.operator.staffId,
  ]);
  await row.getByRole('button', { name: '清除登录方式' }).click();
  await page.getByText('登录方式已清除').waitFor();
  const again = await byLink(desk.zhao.staffId, {});
  await again.getByRole('heading', { name: '设一个密码' }).waitFor();
});
