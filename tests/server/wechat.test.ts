import { Writable } from 'node:stream';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownWechats, unbindWechat } from '../../src/server/access/citizens/own-wechat.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { anonymiseCitizen } from '../../src/server/life/account/anonymise-citizen.ts';
import { FakeWechat } from '../../src/server/outside/wechat/fake-wechat.ts';
import { HttpWechat } from '../../src/server/outside/wechat/http-wechat.ts';
import type { WechatConfig } from '../../src/server/read-wechat.ts';
import { joinAccounts } from '../../src/server/store/citizens/join.ts';
import { inTransaction } from '../../src/server/store/tx.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { openWechat, type WechatHouse } from '../support/wechat-house.ts';
import { words } from '../support/story.ts';

const site = 'http://127.0.0.1:8080';
const path = '/api/v1/mini-program-sessions';
const days = 24 * 60;
let stage: ApiStage;
let work: AfterWork;
let wechat: WechatHouse;
let phones = 0;
let people = 0;
const freshPhone = () => `133${String(60_000_000 + phones++)}`;
const freshPerson = () => `oPerson${String(1000 + people++)}`;
const configOf = (changes?: Record<string, string>) => readConfig(wechat.env(changes)).wechat as WechatConfig;

beforeAll(async () => {
  stage = await openApiStage();
  work = afterWork(stage);
  wechat = await openWechat(site, stage.now);
});
beforeEach(() => adoptConfig({ ...currentConfig(), wechat: configOf() }));
afterEach(() => wechat.odd.splice(0));
afterAll(async () => {
  await wechat?.close();
  await stage?.close();
});

const enter = (openid: string, verification?: string) =>
  stage.call('POST', path, { body: { code: wechat.login(openid), ...(verification && { verification }) } });

/** A citizen whose WeChat is bound. */
async function bound() {
  const [phone, openid] = [freshPhone(), freshPerson()];
  const { status, body } = await enter(openid, await stage.confirmed(phone, 'sign-in'));
  expect(status).toBe(201);
  const [row] = await asBackup<{ citizen_id: number }>(
    'select citizen_id from private.wechat_bindings order by id desc limit 1',
  );
  return { phone, openid, token: body.token, citizenId: Number(row?.citizen_id) };
}

async function asBackup<Row extends object>(statement: string): Promise<Row[]> {
  const client = new pg.Client(stage.urls.backupUrl);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('WeChat is asked', () => {
  const kindOf = (asking: Promise<unknown>) =>
    asking.then(
      () => 'known',
      (fault: { kind: string }) => fault.kind,
    );

  test('by a code that works once, for its own app, for five minutes', async () => {
    const client = new HttpWechat(configOf());
    const code = wechat.login('oLuo');
    expect(await client.byMiniProgram(code)).toEqual({ app: configOf().mini?.appId, openid: 'oLuo' });
    expect(await kindOf(client.byMiniProgram(code))).toBe('stale');
    expect(await kindOf(client.byPage(wechat.login('oLuo')))).toBe('stale');
    expect(await kindOf(client.byMiniProgram('never given'))).toBe('stale');
    const late = wechat.login('oLuo');
    stage.later(6);
    expect(await kindOf(client.byMiniProgram(late))).toBe('stale');
  });

  test.each([
    [{ errcode: -1, errmsg: 'system error' }, 'down'],
    [{ errcode: 45_011, errmsg: 'frequency limit' }, 'down'],
    [{ errcode: 40_226, errmsg: 'code blocked' }, 'refused'],
    [{ openid: 'oSnapshot', is_snapshotuser: 1 }, 'refused'],
    [{ errcode: 40_125, errmsg: 'invalid appsecret' }, 'mismatch'],
    [{ session_key: 'and nobody' }, 'mismatch'],
    ['<html>a gateway of somebody’s</html>', 'mismatch'],
    [502, 'down'],
    [302, 'down'],
    ['silence', 'down'],
  ])('and its answer %j is %s', async (odd, kind) => {
    wechat.odd.push(odd as never);
    expect(await kindOf(new HttpWechat(configOf(), 300).byPage('code'))).toBe(kind);
  });

  test('with a secret that stands in no log and no error, and not at all where nobody is there', async () => {
    const said: string[] = [];
    const stream = new Writable({ write: (line, _, done) => (said.push(String(line)), done()) });
    const hall = globalThis as Record<symbol, unknown>;
    const [place, before] = [Symbol.for('huiyin.log'), hall[Symbol.for('huiyin.log')]];
    hall[place] = pino({ level: 'trace' }, stream);
    const { mini } = configOf();
    const gone = new HttpWechat({ ...configOf(), api: 'http://127.0.0.1:1' });
    const fault = await gone.byMiniProgram('a code').catch((error: Error) => error);
    wechat.odd.push({ errcode: 40_013, errmsg: `invalid appid ${mini?.secret}` });
    await kindOf(new HttpWechat(configOf()).byMiniProgram('a code'));
    hall[place] = before;
    expect(fault).toMatchObject({ kind: 'down', message: 'wechat: down unreachable' });
    expect(said).toHaveLength(2);
    for (const text of [...said, String((fault as Error).stack), JSON.stringify(fault)]) {
      expect(text).not.toContain(mini?.secret);
      expect(text).not.toContain('a code');
    }
  });

  test('only at an address with TLS, and the fake never beside a database of one’s own', () => {
    expect(() => configOf({ WECHAT_API: 'http://wechat.example' })).toThrow('WECHAT_API: is not https');
    expect(() => configOf({ WECHAT_SECRET_FILE: '' })).toThrow('WECHAT_SECRET_FILE: is not set');
    expect(() => readConfig({ WECHAT: 'fake', DATABASE_URL: 'postgres://h/d' })).toThrow('WECHAT: the fake');
    expect(readConfig({}).wechat).toBeNull();
  });

  test('the fake of a laptop agrees, each code once', async () => {
    const fake = new FakeWechat();
    const code = fake.begin('0123456789', `${site}/back`).searchParams.get('code') ?? '';
    expect(await fake.byPage(code)).toEqual({ app: 'fake-page', openid: 'laptop' });
    expect(await kindOf(fake.byPage(code))).toBe('stale');
    expect(await kindOf(fake.byMiniProgram('something'))).toBe('stale');
  });
});

describe('From the mini program', () => {
  test('the phone is confirmed first; from then on WeChat alone opens the account, by a token that reads and writes', async () => {
    const [phone, openid] = [freshPhone(), freshPerson()];
    expect(await enter(openid)).toMatchObject({ status: 409, body: { code: 'wechat-unbound' } });
    const wrong = wechat.login(openid);
    const toWrite = await stage.confirmed(phone, 'write');
    const body = { code: wrong, verification: toWrite };
    expect(await stage.call('POST', path, { body })).toMatchObject({ status: 422 });
    const proof = await stage.confirmed(phone, 'sign-in');
    expect((await stage.call('POST', path, { body: { code: wrong, verification: proof } })).status).toBe(201);
    expect((await stage.call('POST', path, { body: { code: wrong } })).body).toMatchObject({
      code: 'wechat-stale',
    });

    const first = await enter(openid);
    const { status, body: entered } = await enter(openid);
    expect((await stage.call('GET', '/api/v1/mine', { token: first.body.token })).status).toBe(401);
    expect(status).toBe(201);
    const { id: leader } = await stage.leader('广元市委书记');
    const sent = await stage.call('POST', '/api/v1/messages', {
      token: entered.token,
      body: words({ leader }),
      headers: { 'idempotency-key': 'from-the-mini-program' },
    });
    expect(sent.status).toBe(201);
    const mine = await stage.call('GET', '/api/v1/mine', { token: entered.token });
    expect(mine.body.items).toMatchObject([{ code: sent.body.code }]);
    await work.settle(stage.now());
    expect(work.sms.sent.filter((sms) => sms.phone === phone && sms.words.includes('微信'))).toHaveLength(1);
    const told = await stage.call('GET', '/api/v1/mine/notices', { token: entered.token });
    expect(told.body.items.filter((notice) => notice['what'] === 'wechat-bound')).toHaveLength(1);
    const kept = await asBackup('select * from private.wechat_bindings');
    expect(JSON.stringify(kept)).not.toContain(openid);
    expect(JSON.stringify(kept)).not.toContain(Buffer.from(openid).toString('hex'));
    const others = () => stage.call('DELETE', '/api/v1/mine/account/sessions', { token: entered.token });
    expect((await others()).status).toBe(200);
    stage.later(16);
    expect(await others()).toMatchObject({ status: 403, body: { code: 'confirm-first' } });
    stage.later(8 * days);
    expect((await stage.call('GET', '/api/v1/mine', { token: entered.token })).status).toBe(401);
  });

  test('where it is not set up nobody is asked anything', async () => {
    adoptConfig({ ...currentConfig(), wechat: null });
    expect(await enter(freshPerson())).toMatchObject({ status: 404, body: { code: 'no-wechat' } });
  });

  test('after 180 days without the phone it asks for it again, and a number that went to somebody else takes it along', async () => {
    const luo = await bound();
    stage.later(181 * days);
    expect(await enter(luo.openid)).toMatchObject({ status: 409, body: { code: 'wechat-unbound' } });
    const next = await enter(freshPerson(), await stage.confirmed(luo.phone, 'sign-in'));
    expect((await stage.call('GET', '/api/v1/mine', { token: next.body.token })).status).toBe(200);
    expect(await ownWechats(luo.citizenId)).toEqual([]);
    expect(await enter(luo.openid)).toMatchObject({ status: 409 });
  });

  test('one account at WeChat opens one account here: the last whose phone was confirmed with it', async () => {
    const [first, second] = [await bound(), await bound()];
    await enter(first.openid, await stage.confirmed(second.phone, 'sign-in'));
    expect(await ownWechats(first.citizenId)).toEqual([]);
    expect(await ownWechats(second.citizenId)).toMatchObject([{ openid: first.openid }]);
    expect(await enter(second.openid)).toMatchObject({ status: 409 });
  });

  test('coming back by it keeps an account that was to be closed; unbound, closed or joined it opens nothing', async () => {
    const [luo, ma, li] = [await bound(), await bound(), await bound()];
    await rowsOf('update citizens set closing_at = $2, closing_withdraws = false where id = $1', [
      luo.citizenId,
      stage.now(),
    ]);
    expect((await enter(luo.openid)).status).toBe(201);
    expect(await rowsOf('select closing_at from citizens where id = $1', [luo.citizenId])).toEqual([
      { closing_at: null },
    ]);
    const [binding] = await ownWechats(luo.citizenId);
    await expect(unbindWechat(ma.citizenId, binding?.id ?? 0)).rejects.toMatchObject({ code: 'not-found' });
    await unbindWechat(luo.citizenId, binding?.id ?? 0);
    await anonymiseCitizen(ma.citizenId, stage.now());
    await inTransaction(null, (tx) =>
      joinAccounts(tx, { from: li.citizenId, into: luo.citizenId }, stage.now()),
    );
    for (const { openid } of [luo, ma, li]) expect((await enter(openid)).status).toBe(409);
  });

  test('Ms Luo unbinds it by a program of hers, as on the page: after a fresh proof, and her own alone', async () => {
    const [luo, ma] = [await bound(), await bound()];
    const list = '/api/v1/mine/account/wechat';
    const { token } = (await enter(luo.openid)).body;
    const { body } = await stage.call('GET', list, { token });
    expect(body.items).toMatchObject([{ id: expect.any(Number) }]);
    expect(JSON.stringify(body)).not.toContain(luo.openid);
    const [own] = body.items as unknown as { id: number }[];
    const [other] = await ownWechats(ma.citizenId);
    const drop = (id: number, by = token) => stage.call('DELETE', `${list}/${id}`, { token: by });
    expect((await drop(other?.id ?? 0)).status).toBe(404);
    expect((await stage.call('DELETE', `${list}/${own?.id}`)).status).toBe(401);
    stage.later(16);
    expect(await drop(own?.id ?? 0)).toMatchObject({ status: 403, body: { code: 'confirm-first' } });
    const proof = await stage.confirmed(luo.phone, 'sign-in');
    expect((await drop(own?.id ?? 0, proof)).status).toBe(204);
    expect((await drop(own?.id ?? 0, proof)).status).toBe(404);
    expect(await enter(luo.openid)).toMatchObject({ status: 409 });
    expect((await enter(ma.openid)).status).toBe(201);
  });
});
