import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie } from '../../src/server/access/who.ts';
import { appPool } from '../../src/server/store/db.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { type Authenticator, withAuthenticator } from '../support/authenticator.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let page: Page;
let authenticator: Authenticator;
let site = '';

// A key belongs to a site with a name: the address alone has none.
beforeAll(async () => {
  desk = await openDesk();
  adoptConfig({ ...currentConfig(), staffEntry: 'full' });
  site = desk.site.web.url.replace('127.0.0.1', 'localhost');
  ({ page } = await desk.site.visit('/desk/sign-in', { alone: true }));
  authenticator = await withAuthenticator(page);
});
afterAll(() => desk?.close());

async function signedIn(staffId: number): Promise<void> {
  const { secret } = await beginSession({ staffId }, new Date());
  await page.context().addCookies([{ name: sessionCookie, value: secret, url: site }]);
}

test('where the site has no name, nobody is asked for a passkey', async () => {
  await page.goto(`${desk.site.web.url}/desk/sign-in`);
  await page.getByLabel('登录名').waitFor();
  expect(await page.getByRole('button', { name: '用通行密钥登录' }).count()).toBe(0);
});

test('a passkey is added on one’s own page and opens the door alone, back to where one wanted to go', async () => {
  await signedIn(desk.zhao.staffId);
  await page.goto(`${site}/desk/own`);
  await page.getByRole('button', { name: '添加这台设备的通行密钥' }).click();
  await page.getByText('通行密钥已添加').waitFor();
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  await page.context().clearCookies();
  await page.goto(`${site}/desk/notices?tab=all`);
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.waitForURL('**/desk/notices?tab=all');
  const { rows } = await appPool().query(
    'select proofs, stage from sessions where staff_id = $1 order by id desc limit 1',
    [desk.zhao.staffId],
  );
  expect(rows).toEqual([{ proofs: ['passkey'], stage: 'in' }]);
});

test('before what lasts the passkey alone proves its owner anew', async () => {
  const forget = () =>
    appPool().query('update sessions set confirmed_at = null where staff_id = $1', [desk.zhao.staffId]);
  await forget();
  await page.goto(`${site}/desk/sign-in/again?back=%2Fdesk%2Fown`);
  expect(await page.getByLabel('密码').count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '用通行密钥确认' }).click();
  await page.waitForURL('**/desk/own');
  const { rows } = await appPool().query(
    'select count(*)::integer as n from sessions where staff_id = $1 and confirmed_at is not null',
    [desk.zhao.staffId],
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('a question is answered once: the same answer sent again opens nothing', async () => {
  await page.context().clearCookies();
  await page.goto(`${site}/desk/sign-in`);
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/passkey'),
  );
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  const body = (await sent).postData() ?? '';
  await page.waitForURL(/\/desk\/(handling|review)/);
  const again = await fetch(`${site}/desk/sign-in/passkey`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site },
    body,
  });
  expect([again.status, again.headers.get('set-cookie')]).toEqual([422, null]);
});

test('nonsense, a stranger’s key and a removed one open nothing', async () => {
  const post = async (body: string, type = 'application/json') =>
    (
      await fetch(`${site}/desk/sign-in/passkey`, {
        method: 'POST',
        headers: { 'content-type': type, origin: site },
        body,
      })
    ).status;
  expect(await post('{')).toBe(400);
  expect(await post('{}')).toBe(400);
  expect(await post('{"response":{"id":"x"}}', 'text/plain')).toBe(400);
  expect(await post(JSON.stringify({ response: { id: 'x'.repeat(30_000) } }))).toBe(413);
  expect(await post(JSON.stringify({ response: { id: 'unknown', response: {} } }))).toBe(422);
  await page.goto(`${site}/desk/own`);
  await page.getByRole('button', { name: '移除' }).click();
  await page.getByText('已移除，立刻失效').waitFor();
  await page.context().clearCookies();
  await page.goto(`${site}/desk/sign-in`);
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.getByText('没能用这把通行密钥进入').waitFor();
});

test('a key that does not ask for its owner’s PIN, finger or face does not open the desk', async () => {
  await signedIn(desk.qian.staffId);
  await page.goto(`${site}/desk/own`);
  await page.getByRole('button', { name: '添加这台设备的通行密钥' }).click();
  await page.getByText('通行密钥已添加').waitFor();
  await page.context().clearCookies();
  await authenticator.knowsOwner(false);
  await page.goto(`${site}/desk/sign-in`);
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.getByText(/没有完成|没能用这把通行密钥进入/).waitFor();
  expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
});
