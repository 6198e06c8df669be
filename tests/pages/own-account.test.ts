import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submit } from '../../src/server/life/intake/submit.ts';
import { startVerification } from '../../src/server/access/verification.ts';
import { beginSession } from '../../src/server/access/session.ts';
import { appPool } from '../../src/server/store/db.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import { words } from '../support/story.ts';
import type { Reader } from '../support/visits.ts';

let site: Site;
let phones = 0;
const freshPhone = () => `135${String(40_000_000 + phones++)}`;
const path = (page: Page): string => new URL(page.url()).pathname;
const noScript: Reader = { javaScriptEnabled: false };

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

async function writer() {
  const phone = freshPhone();
  const now = new Date();
  const { citizenId } = await site.stage.citizen(phone, now);
  const { id: leader } = await site.stage.leader('广元市委书记');
  const arrival = { by: { citizenId }, source: 'web', idempotencyKey: null } as const;
  const { code } = await submit(words({ leader, visibility: 'private' }), arrival, now);
  return { phone, citizenId, code };
}

async function signedIn(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByLabel('短信验证码').fill(await page.locator('.code-shown').innerText());
  await page.getByRole('button', { name: '确认并登录' }).click();
}
const setSeen = (citizenId: number, days: number) =>
  appPool().query(`update citizens set seen_at = now() - make_interval(days => $2) where id = $1`, [
    citizenId,
    days,
  ]);

describe('My account', () => {
  test('shows the masked phone and where one is signed in; another place is signed out', async () => {
    const luo = await writer();
    const { secret } = await beginSession(luo, new Date(), 'Safari · iOS');
    const { page } = await site.visit('/account', { ...noScript, as: luo });
    const main = await page.locator('main').innerText();
    expect(main).toContain(`${luo.phone.slice(0, 3)}****${luo.phone.slice(7)}`);
    expect(main).not.toContain(luo.phone);
    expect(main).toContain('Safari · iOS');
    await page.getByRole('button', { name: '退出', exact: true }).click();
    expect(await page.getByRole('status').innerText()).toContain('那里已退出');
    const answer = await fetch(`${site.web.url}/account`, {
      redirect: 'manual',
      headers: { cookie: `huiyin-session=${secret}` },
    });
    expect(answer.status).toBe(303);
  });

  test.each([
    ['/account', {}],
    ['/account/phone', {}],
    ['/account/earlier', { colorScheme: 'dark' }],
    ['/account/close', { cookies: { lang: 'en' } }],
    ['/account/stop', {}],
    ['/track', { viewport: { width: 1280, height: 800 } }],
  ] satisfies [string, Reader][])('%s is accessible and fits its window', async (at, reader) => {
    const luo = await writer();
    const { page, complaints } = await site.visit(at, { ...reader, as: luo });
    expect(path(page)).toBe(at);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('Another phone', () => {
  test('takes two codes; a wrong one stands beside its field, and nothing is lost', async () => {
    const luo = await writer();
    const next = freshPhone();
    const { page } = await site.visit('/account/phone', { ...noScript, as: luo });
    await page.getByLabel('新手机号').fill(luo.phone);
    await page.getByRole('button', { name: '给两个号码发验证码' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('就是现在的手机号');
    await page.getByLabel('新手机号').fill(next);
    await page.getByRole('button', { name: '给两个号码发验证码' }).click();
    const [old, fresh] = await page.locator('.code-shown').allInnerTexts();
    await page.getByLabel(/^旧号码/).fill(old ?? '');
    await page.getByLabel(/^新号码/).fill(fresh === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '换号' }).click();
    expect(await page.locator('#newCode-error').innerText()).toContain('验证码不对');
    expect(await page.locator('#oldCode-error').count()).toBe(0);
    await page.getByLabel(/^旧号码/).fill(old ?? '');
    await page.getByLabel(/^新号码/).fill(fresh ?? '');
    await page.getByRole('button', { name: '换号' }).click();
    expect(await page.getByRole('status').innerText()).toContain('手机号换好了');
    expect(await page.locator('main').innerText()).toContain(next.slice(7));
    expect(page.url()).not.toContain(next);
  });

  test('without the old one it waits, and both sides can stop it', async () => {
    const luo = await writer();
    const next = await site.stage.citizen(freshPhone(), new Date());
    const { page } = await site.visit('/account/earlier', { ...noScript, as: next });
    await page.getByLabel('留言编号').fill(luo.code);
    await page.getByLabel('当时写的姓名').fill('罗大满');
    await page.getByRole('button', { name: '找回' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('没有对上');
    expect(await page.getByLabel('留言编号').inputValue()).toBe(luo.code);
    await page.getByLabel('当时写的姓名').fill('罗小满');
    await page.getByRole('button', { name: '找回' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已提醒旧号码');
    await page.goto(`${site.web.url}/account`);
    expect(await page.locator('main').innerText()).toContain('换号申请在等候');
    const old = await site.visit('/mine', { ...noScript, as: luo });
    await old.page.getByRole('button', { name: '不是我，停止' }).click();
    expect(await old.page.getByRole('status').innerText()).toContain('已停止');
    await page.reload();
    expect(await page.locator('main').innerText()).not.toContain('换号申请在等候');
  });
});

describe('A number at which nobody was for half a year', () => {
  test('opens an empty page that asks everybody the same; the number of a message brings them back', async () => {
    const luo = await writer();
    await setSeen(luo.citizenId, 181);
    const { page } = await site.visit('/sign-in', noScript);
    await signedIn(page, luo.phone);
    const empty = await page.locator('main').innerText();
    expect(empty).toContain('您还没有留言');
    expect(empty).not.toContain('桥面');
    const stranger = await site.visit('/sign-in', noScript);
    await signedIn(stranger.page, freshPhone());
    expect(await stranger.page.locator('main').innerText()).toBe(empty);
    await page.getByRole('link', { name: '以前写过留言吗？' }).click();
    await page.getByLabel('留言编号').fill(luo.code);
    await page.getByRole('button', { name: '找回' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已合到这里');
    await page.goto(`${site.web.url}/mine`);
    expect(await page.locator('main').innerText()).toContain('桥面');
  });

  test('one message is seen by its number and a code by text message alone', async () => {
    const luo = await writer();
    await setSeen(luo.citizenId, 181);
    const { page } = await site.visit('/track', noScript);
    await page.getByLabel('留言编号').fill('384720195527');
    await page.getByLabel('手机号').fill(luo.phone);
    await page.getByRole('button', { name: '获取验证码' }).click();
    expect(await page.locator('#number-error').innerText()).toContain('编号不对');
    await page.getByLabel('留言编号').fill(`${luo.code.slice(0, 4)} ${luo.code.slice(4)}`);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel('短信验证码').fill(await page.locator('.code-shown').innerText());
    await page.getByRole('button', { name: '查看' }).click();
    expect(path(page)).toBe(`/messages/${luo.code}`);
    expect(await page.locator('main').innerText()).toContain('桥面');
  });

  test('somebody else’s message stays what it is to strangers', async () => {
    const luo = await writer();
    const { page } = await site.visit('/track', noScript);
    await page.getByLabel('留言编号').fill(luo.code);
    await page.getByLabel('手机号').fill(freshPhone());
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel('短信验证码').fill(await page.locator('.code-shown').innerText());
    await page.getByRole('button', { name: '查看' }).click();
    expect(await page.locator('main').innerText()).not.toContain('桥面');
  });
});

test('The account is closed with a fresh code after its meaning was read, and kept by whoever comes back', async () => {
  const luo = await writer();
  const { page } = await site.visit('/account/close', { ...noScript, as: luo });
  expect(await page.locator('main').innerText()).toContain('72 小时');
  await page.getByLabel('都撤回').check();
  await page.getByRole('button', { name: '给我的手机号发验证码' }).click();
  const code = await page.locator('.code-shown').innerText();
  await page.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: '确定注销' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('验证码不对');
  expect(await page.locator('main').innerText()).toContain('都撤回');
  await page.getByLabel('短信验证码').fill(code);
  await page.getByRole('button', { name: '确定注销' }).click();
  expect(await page.getByRole('status').innerText()).toContain('账户将在');
  await page.goto(`${site.web.url}/mine`);
  expect(path(page)).toBe('/sign-in');
  await signedIn(page, luo.phone);
  expect(await page.getByRole('status').innerText()).toContain('注销已经取消');
});

test('A code sent for writing does not sign anybody in', async () => {
  const phone = freshPhone();
  const { id, code } = await startVerification(phone, 'write', new Date());
  const answer = await fetch(`${site.web.url}/sign-in?/confirm`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site.web.url, accept: 'text/html' },
    body: new URLSearchParams({ verification: id, phone, code }),
  });
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([422, null]);
});
