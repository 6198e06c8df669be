import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { bindIdentity } from '../../src/server/life/people/bind-identity.ts';
import { appPool } from '../../src/server/store/db.ts';
import { openProvider, type ProviderHouse } from '../support/provider-house.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let provider: ProviderHouse;

beforeAll(async () => {
  desk = await openDesk();
  const publicUrl = desk.site.web.url;
  provider = await openProvider(publicUrl);
  const { oidc } = readConfig(provider.env({ OIDC_AMR: 'otp', OIDC_LABEL: '市政务统一认证' }));
  adoptConfig({ ...currentConfig(), staffEntry: 'full', publicUrl, oidc });
});
afterAll(async () => {
  await provider?.close();
  await desk?.close();
});

async function fits(page: Page): Promise<void> {
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
}

const byProvider = (page: Page) => page.getByRole('button', { name: '用市政务统一认证登录' }).click();

describe.each([
  ['on a phone without a script', { javaScriptEnabled: false }],
  ['on a desk top', { viewport: { width: 1280, height: 800 } }],
])('Entering by the provider, %s', (_, reader) => {
  const noScript = 'javaScriptEnabled' in reader;
  const who = () => (noScript ? desk.jia : desk.zhao);
  const account = () => ({ accountId: noScript ? 'jia' : 'zhao', amr: ['pwd', 'otp'] });

  test('the first time a link binds the account in place of a password, and the door opens', async () => {
    provider.visitor = account();
    const of = { staffId: who().staffId, purpose: 'sign-in-link', label: null } as const;
    const { page, complaints } = await desk.site.visit(
      `/desk/sign-in/${await makeStaffToken(of, new Date())}`,
      reader,
    );
    await page.getByRole('button', { name: '进入工作台' }).click();
    if (!noScript) await fits(page);
    await page.getByRole('button', { name: '绑定市政务统一认证账号' }).click();
    // Leads on by itself after a second; whoever is faster takes the link.
    await page.waitForURL(/\/desk\/(review|handling)/, { timeout: 15_000 });
    expect(complaints).toEqual([]);
  });

  test('from then on the account alone, and back to where one wanted to go', async () => {
    provider.visitor = account();
    const { page } = await desk.site.visit('/desk/notices?tab=all', reader);
    if (!noScript) await fits(page);
    await byProvider(page);
    await page.waitForURL('**/desk/notices?tab=all');
    await page.goto(`${desk.site.web.url}/desk/own`);
    await page.getByText(`已绑定 ${account().accountId}@example.org`).waitFor();
    if (!noScript) await fits(page);
    if (noScript) return;
    await page.locator('form[action="/desk/sign-out"] button').click();
    const there = page.getByRole('link', { name: '在那边也退出' });
    await there.waitFor();
    await fits(page);
    expect(await there.getAttribute('href')).toContain(provider.issuer);
  });

  test('a strange account, a declined sign-in and a made-up answer are told in plain words', async () => {
    provider.visitor = { accountId: 'nobody', amr: ['otp'] };
    const { page } = await desk.site.visit('/desk/sign-in?back=https%3A%2F%2Fevil.example.org%2F', reader);
    await byProvider(page);
    await page.getByText('这个账号还没有和工作台的人员对上').waitFor();
    if (!noScript) await fits(page);
    const other = await desk.site.visit('/desk/sign-in', reader);
    provider.visitor = null;
    await byProvider(other.page);
    await other.page.getByText('统一身份认证没有同意这次登录').waitFor();
    await other.page.goto(`${desk.site.web.url}/desk/sign-in/provider/back?code=1&state=2`);
    await other.page.getByText('不是从这个浏览器开始的').waitFor();
  });
});

test('With one factor only the second is asked for here', async () => {
  provider.visitor = { accountId: 'qian', amr: ['pwd'] };
  const of = { staffId: desk.qian.staffId, issuer: provider.issuer, subject: 'qian', knownAs: null };
  await bindIdentity(of, desk.operator, new Date());
  const { page } = await desk.site.visit('/desk/sign-in');
  await byProvider(page);
  await page.getByRole('heading', { name: '绑定手机验证器' }).waitFor();
});

test('A fresh proof by the provider, of the same person alone', async () => {
  const as = { staffId: desk.zhao.staffId };
  const { page } = await desk.site.visit('/desk/sign-in/again?back=%2Fdesk%2Fown', { as });
  const forget = () =>
    appPool().query('update sessions set confirmed_at = null where staff_id = $1', [as.staffId]);
  const at = async () =>
    (await appPool().query('select max(confirmed_at) as at from sessions where staff_id = $1', [as.staffId]))
      .rows[0].at;
  await forget();
  await fits(page);
  provider.visitor = { accountId: 'jia', amr: ['pwd', 'otp'] };
  await page.getByRole('button', { name: '用市政务统一认证确认' }).click();
  await page.getByText('这不是您绑定的那个账号').waitFor();
  expect(await at()).toBeNull();
  provider.visitor = { accountId: 'zhao', amr: ['pwd', 'otp'] };
  await page.goto(`${desk.site.web.url}/desk/sign-in/again?back=%2Fdesk%2Fown`);
  await page.getByRole('button', { name: '用市政务统一认证确认' }).click();
  await page.waitForURL('**/desk/own');
  expect(await at()).not.toBeNull();
});

test('An operator binds and unbinds an account in the room of people', async () => {
  const { page } = await desk.site.visit('/desk/people', { as: { staffId: desk.operator.staffId } });
  const row = page.locator(`#staff-${desk.yi.staffId}`);
  await row.getByText('管理').click();
  await row.getByRole('button', { name: '绑定账号' }).click();
  await page.getByText('请填写这一项').waitFor();
  await row.getByLabel('在统一身份认证的编号').fill('qian');
  await row.getByRole('button', { name: '绑定账号' }).click();
  await page.getByText('这个账号已经绑定给另一个人').waitFor();
  await row.getByLabel('在统一身份认证的编号').fill('yi-0815');
  await row.getByRole('button', { name: '绑定账号' }).click();
  await page.getByText('账号已绑定').waitFor();
  await fits(page);
  await row.getByText('管理').click();
  await row.getByRole('button', { name: '解除绑定' }).click();
  await page.getByText('已解除绑定').waitFor();
});

test('No plain address sends anybody to the provider: a trip begins with a press on a form of ours', async () => {
  const at = `${desk.site.web.url}/desk/sign-in`;
  const plain = await fetch(`${at}/provider`, { redirect: 'manual' });
  expect([plain.headers.get('location'), (await plain.text()).includes(provider.issuer)]).toEqual([
    null,
    false,
  ]);
  const post = (origin: string) =>
    fetch(`${at}?/provider`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin, accept: 'text/html' },
      body: new URLSearchParams({ back: '/desk' }),
    });
  expect((await post('https://elsewhere.example')).status).toBe(403);
  const ours = await post(desk.site.web.url);
  expect([ours.status, ours.headers.get('location')]).toEqual([200, null]);
  expect(await ours.text()).toContain(provider.issuer);
});
