import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie, whoBySession } from '../../src/server/access/who.ts';
import { anonymiseCitizen } from '../../src/server/life/account/anonymise-citizen.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { joinAccounts } from '../../src/server/store/citizens/join.ts';
import { board } from '../../src/server/views/board.ts';
import { noticesOf } from '../../src/server/views/mine/notices.ts';
import { passkeysOf } from '../../src/server/store/entry/passkeys.ts';
import { inTransaction } from '../../src/server/store/tx.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { type Authenticator, withAuthenticator } from '../support/authenticator.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import { words } from '../support/story.ts';

let site: Site;
let work: AfterWork;
/** A key belongs to a site with a name. */
let named: string;
let phones = 0;
const freshPhone = () => `134${String(50_000_000 + phones++)}`;
const arrived = (page: Page, at: string) => page.waitForURL((url) => url.pathname === at);
const enter = { name: '用通行密钥登录' };
const path = (page: Page) => new URL(page.url()).pathname;

beforeAll(async () => {
  site = await openSite();
  work = afterWork(site.stage);
  named = site.web.url.replace('127.0.0.1', 'localhost');
});
afterAll(() => site?.close());

type Owner = { phone: string; citizenId: number; page: Page; authenticator: Authenticator };

/** Somebody with a phone, an account and a browser that has an authenticator. */
async function owner(): Promise<Owner> {
  const phone = freshPhone();
  const { citizenId } = await site.stage.citizen(phone, new Date());
  const { page } = await site.visit('/about', { alone: true });
  return { phone, citizenId, page, authenticator: await withAuthenticator(page) };
}

async function signedIn({ page, citizenId }: Owner): Promise<string> {
  const { secret } = await beginSession({ citizenId }, new Date());
  await page.context().addCookies([{ name: sessionCookie, value: secret, url: named }]);
  return secret;
}

async function withKey(name = '我的手机'): Promise<Owner> {
  const made = await owner();
  await signedIn(made);
  await made.page.goto(`${named}/account/passkeys`);
  await made.page.getByLabel('给它起个名字').fill(name);
  await made.page.getByRole('button', { name: '添加这台设备的通行密钥' }).click();
  await made.page.getByText('通行密钥已添加').waitFor();
  return made;
}

async function enterBy({ page }: Owner, to = '/sign-in'): Promise<void> {
  await page.context().clearCookies();
  await page.goto(named + to);
  await page.getByRole('button', enter).click();
}
const halfAYear = (id: number) =>
  rowsOf(`update citizens set seen_at = now() - interval '181 days' where id = $1`, [id]);
const proofOld = (id: number) =>
  rowsOf(`update sessions set confirmed_at = now() - interval '16 minutes' where citizen_id = $1`, [id]);

describe('Without scripts, or where the site has no name', () => {
  test('nobody is offered a passkey, and everything else works', async () => {
    const made = await owner();
    const plain = await site.visit('/sign-in', { javaScriptEnabled: false });
    await plain.page.goto(`${named}/sign-in`);
    expect(await plain.page.getByRole('button', enter).count()).toBe(0);
    await plain.page.getByLabel('手机号').waitFor();
    await made.page.goto(`${site.web.url}/sign-in`);
    expect(await made.page.getByRole('button', enter).count()).toBe(0);
    const list = await site.visit('/account/passkeys', { javaScriptEnabled: false, as: made });
    expect(await list.page.getByRole('button', { name: '添加这台设备的通行密钥' }).count()).toBe(0);
    expect(await list.page.locator('main').innerText()).toContain('还没有通行密钥');
  });
});

describe('A citizen’s passkey', () => {
  test('is added after a fresh proof, under a new session, and named; the phone is told; it opens the account alone', async () => {
    const luo = await owner();
    const before = await signedIn(luo);
    await proofOld(luo.citizenId);
    const { page } = luo;
    await page.goto(`${named}/account/passkeys`);
    expect(await page.getByRole('button', { name: '添加这台设备的通行密钥' }).count()).toBe(0);
    await page.getByRole('link', { name: '去确认' }).click();
    await page.getByRole('button', { name: '给我的手机号发验证码' }).click();
    const code = await page.locator('.code-shown').innerText();
    await page.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '确认', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('验证码不对');
    await page.getByLabel('短信验证码').fill(code);
    await page.getByRole('button', { name: '确认', exact: true }).click();
    expect(path(page)).toBe('/account/passkeys');
    const after = (await page.context().cookies(named)).find(({ name }) => name === sessionCookie)?.value;
    expect(after).not.toBe(before);
    expect((await whoBySession(before, new Date())).kind).toBe('visitor');

    expect(await page.locator('main').innerText()).toContain('短信验证码有被转接');
    await page.getByLabel('给它起个名字').fill('罗小满的手机');
    await page.getByRole('button', { name: '添加这台设备的通行密钥' }).click();
    await page.getByText('通行密钥已添加').waitFor();
    expect(await page.locator('main').innerText()).toMatch(/罗小满的手机[\s\S]*还没用过/);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await work.settle(new Date());
    const told = work.sms.sent.filter(({ phone }) => phone === luo.phone).map((sms) => sms.words);
    expect(told.filter((each) => each.includes('添加了一把通行密钥'))).toHaveLength(1);
    const [said] = await noticesOf(board(), luo.citizenId, 1);
    expect(said).toMatchObject({ what: 'passkey-added', read: false });
    const [kept] = await rowsOf<{ label: Buffer }>(
      'select label from citizen_passkeys where citizen_id = $1',
      [luo.citizenId],
    );
    expect(kept?.label.toString('latin1')).not.toContain(Buffer.from('罗小满').toString('latin1'));

    await enterBy(luo, '/sign-in?back=/account/passkeys');
    await arrived(page, '/account/passkeys');
    expect(await page.locator('main').innerText()).toContain('上次使用');
    const [session] = await rowsOf(
      'select proofs from sessions where citizen_id = $1 order by id desc limit 1',
      [luo.citizenId],
    );
    expect(session).toEqual({ proofs: ['passkey'] });
  });

  test('is removed by its owner alone, who proves to be there; from then on it opens nothing', async () => {
    const luo = await withKey();
    const [key] = await passkeysOf({ citizenId: luo.citizenId });
    const stranger = await owner();
    await signedIn(stranger);
    const send = (secret: string) =>
      fetch(`${named}/account/passkeys?/remove`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: named, accept: 'text/html', cookie: `${sessionCookie}=${secret}` },
        body: new URLSearchParams({ passkey: key?.id ?? '' }),
      });
    expect((await send((await beginSession(stranger, new Date())).secret)).status).toBe(404);
    const { secret } = await beginSession(luo, new Date());
    await proofOld(luo.citizenId);
    expect((await send(secret)).status).toBe(403);
    await luo.page.goto(`${named}/account/passkeys`);
    expect(await luo.page.getByRole('button', { name: '移除 我的手机' }).count()).toBe(0);
    await luo.page.getByRole('link', { name: '去确认' }).click();
    await luo.page.getByRole('button', { name: '用通行密钥确认' }).click();
    await luo.page.waitForURL('**/account/passkeys');
    await luo.page.getByRole('button', { name: '移除 我的手机' }).click();
    expect(await luo.page.getByRole('status').first().innerText()).toContain('已移除');
    await enterBy(luo);
    await luo.page.getByText('没能用这把通行密钥进入').waitFor();
  });

  test('of one door opens no other, and nobody confirms with another’s', async () => {
    const luo = await withKey();
    await luo.page.context().clearCookies();
    await luo.page.goto(`${named}/desk/sign-in`);
    await luo.page.getByRole('button', enter).click();
    await luo.page.getByText('没能用这把通行密钥进入').waitFor();
    const other = await owner();
    const both = [luo.citizenId, other.citizenId];
    await rowsOf('update citizen_passkeys set citizen_id = $2 where citizen_id = $1', both);
    await rowsOf(
      `insert into citizen_passkeys (id, citizen_id, public_key, counter, made_at) values ('another of theirs', $1, '', 0, now())`,
      [luo.citizenId],
    );
    await signedIn(luo);
    await luo.page.goto(`${named}/account/confirm`);
    await luo.page.getByRole('button', { name: '用通行密钥确认' }).click();
    await luo.page.getByText('没能用这把通行密钥进入').waitFor();
    await luo.authenticator.knowsOwner(false);
    await enterBy(luo);
    await luo.page.getByText(/没有完成|没能用这把通行密钥进入/).waitFor();
    expect(path(luo.page)).toBe('/sign-in');
  });
});

describe('Where nobody confirmed the number for half a year', () => {
  test('the passkey opens the account, but nothing is written until the phone is confirmed', async () => {
    const luo = await withKey();
    await halfAYear(luo.citizenId);
    await enterBy(luo, '/sign-in?back=/account');
    await arrived(luo.page, '/account');
    expect(await luo.page.locator('main').innerText()).toContain('半年没有确认过');
    expect(await faultsOf(luo.page)).toEqual([]);
    const { id: leader } = await site.stage.leader('广元市委书记');
    const arrival = { by: { citizenId: luo.citizenId }, source: 'web', idempotencyKey: null } as const;
    const write = () => submit(words({ leader }), arrival, new Date());
    await expect(write()).rejects.toMatchObject({ code: 'verification-needed' });
    await luo.page.getByRole('link', { name: '确认手机号' }).click();
    await luo.page.getByRole('button', { name: '给我的手机号发验证码' }).click();
    await luo.page.getByLabel('短信验证码').fill(await luo.page.locator('.code-shown').innerText());
    await luo.page.getByRole('button', { name: '确认', exact: true }).click();
    expect(path(luo.page)).toBe('/account');
    expect(await luo.page.locator('main').innerText()).not.toContain('半年没有确认过');
    expect((await write()).code).toMatch(/^\d{12}$/);
  });

  test('and the number is somebody else’s now, the passkey still opens the account, which takes another number', async () => {
    const luo = await withKey();
    await halfAYear(luo.citizenId);
    const next = await site.stage.citizen(luo.phone, new Date());
    expect(next.citizenId).not.toBe(luo.citizenId);
    await enterBy(luo, '/sign-in?back=/account');
    const { page } = luo;
    await arrived(page, '/account');
    expect(await page.locator('main').innerText()).toContain('现在没有手机号');
    await proofOld(luo.citizenId);
    await page.getByRole('link', { name: '确认新手机号' }).click();
    await page.getByRole('link', { name: '去确认' }).click();
    await page.getByRole('button', { name: '用通行密钥确认' }).click();
    await arrived(page, '/account/phone');
    const phone = freshPhone();
    await page.getByLabel('新手机号').fill(phone);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel(/^新号码/).fill(await page.locator('.code-shown').innerText());
    await page.getByRole('button', { name: '换号' }).click();
    expect(await page.getByRole('status').innerText()).toContain('手机号换好了');
    expect((await site.stage.citizen(phone, new Date())).citizenId).toBe(luo.citizenId);
    expect((await site.stage.citizen(luo.phone, new Date())).citizenId).toBe(next.citizenId);
  });
});

test('Whoever comes back by passkey within 72 hours keeps the account; once it is closed or joined the key is gone', async () => {
  const luo = await withKey();
  await rowsOf(
    `update citizens set closing_at = now() + interval '3 days', closing_withdraws = false where id = $1`,
    [luo.citizenId],
  );
  await enterBy(luo);
  await luo.page.waitForURL('**/account?done=kept');
  const [kept] = await rowsOf('select closing_at from citizens where id = $1', [luo.citizenId]);
  expect(kept).toEqual({ closing_at: null });
  await anonymiseCitizen(luo.citizenId, new Date());
  const other = await withKey();
  const into = await site.stage.citizen(freshPhone(), new Date());
  await inTransaction(null, (tx) =>
    joinAccounts(tx, { from: other.citizenId, into: into.citizenId }, new Date()),
  );
  for (const { citizenId } of [luo, other]) expect(await passkeysOf({ citizenId })).toEqual([]);
  await enterBy(other);
  await other.page.getByText('没能用这把通行密钥进入').waitFor();
});
