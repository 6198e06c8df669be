import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie, whoBySession } from '../../src/server/access/who.ts';
import { sweep } from '../../src/server/after/sweep.ts';
import { belongings, staying } from '../../src/server/store/citizens/join.ts';
import { appPool } from '../../src/server/store/db.ts';
import { phoneOf } from '../../src/server/store/people.ts';
import { type AfterWork, afterWork } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { verified } from '../support/verified.ts';
import { words } from '../support/story.ts';

let stage: ApiStage;
let work: AfterWork;
let leader: number;
const mine = '/api/v1/mine/account';
const days = 24 * 60;
let phones = 0;
const freshPhone = () => `137${String(20_000_000 + phones++)}`;

beforeAll(async () => {
  stage = await openApiStage();
  work = afterWork(stage);
  leader = (await stage.leader('广元市委书记')).id;
});
afterEach(async () => {
  await work.settle(stage.now());
  expect(await verified(stage)).toEqual([]);
});
afterAll(() => stage.close());

/** Somebody who confirmed their phone and wrote; their token is good for half an hour. */
async function writer(phone = freshPhone(), name = '罗小满') {
  const token = await stage.confirmed(phone);
  const sent = { body: { ...words({ leader, name }), verification: token } };
  const { body } = await stage.call('POST', '/api/v1/messages', sent);
  return { phone, token, code: body.code };
}
const ownCodes = async (token: string) =>
  (await stage.call('GET', '/api/v1/mine', { token })).body.items.map(({ code }) => code);
const earlier = (token: string, body: object) =>
  stage.call('POST', `${mine}/earlier-messages`, { token, body });
/** Time passes, and the worker does what is due. */
const pass = async (minutes: number) => {
  stage.later(minutes);
  await sweep(async () => 0, stage.now());
  await work.settle(stage.now());
};
const smsTo = (phone: string) => work.sms.sent.filter((sms) => sms.phone === phone);

describe('Where one is signed in', () => {
  test('is listed to its owner, ended one by one or all but this one, and not by anybody else', async () => {
    const luo = await stage.citizen(freshPhone(), stage.now());
    const stranger = await stage.citizen(freshPhone(), stage.now());
    const here = await beginSession(luo, stage.now(), 'Firefox · Linux');
    const there = [await beginSession(luo, stage.now()), await beginSession(luo, stage.now())];
    const headers = { cookie: `${sessionCookie}=${here.secret}`, 'sec-fetch-site': 'same-origin' };
    const list = async () =>
      (await stage.call<{ sessions: Session[] }>('GET', mine, { headers })).body.sessions;
    const all = await list();
    expect(all.map(({ browser, here: own }) => [browser, own])).toEqual(
      expect.arrayContaining([
        ['Firefox · Linux', true],
        [null, false],
      ]),
    );
    const away = all.find((session) => !session.here)?.id;
    const end = (token?: string) =>
      stage.call('DELETE', `${mine}/sessions/${away}`, token ? { token } : { headers });
    expect((await end(stranger.token)).status).toBe(404);
    expect((await end()).status).toBe(204);
    expect(await list()).toHaveLength(2);
    expect((await stage.call('DELETE', `${mine}/sessions`, { headers })).body).toEqual({ ended: 1 });
    for (const { secret } of there) expect((await whoBySession(secret, stage.now())).kind).toBe('visitor');
    expect((await whoBySession(here.secret, stage.now())).kind).toBe('citizen');
    const { token } = await stage.employed('审核员', 'reviewer');
    expect((await stage.call('GET', mine, { token })).status).toBe(403);
  });
});

type Session = { id: number; browser: string | null; here: boolean };
type Sent = Record<'old' | 'new', { id: string; developmentCode: string }>;

describe('Another phone', () => {
  const ask = async (token: string, phone: string) =>
    (await stage.call<Sent>('POST', `${mine}/phone-codes`, { token, body: { phone } })).body;
  const give = (token: string, sent: Sent, changes: Partial<Record<'old' | 'new', string>> = {}) =>
    stage.call('PUT', `${mine}/phone`, {
      token,
      body: {
        old: { id: sent.old.id, code: changes.old ?? sent.old.developmentCode },
        new: { id: sent.new.id, code: changes.new ?? sent.new.developmentCode },
      },
    });

  test('takes the code of both; messages stay, and the old number opens an empty account', async () => {
    const { phone, token, code } = await writer();
    const next = freshPhone();
    const sent = await ask(token, next);
    expect((await give(token, sent, { old: 'x' })).body).toMatchObject({
      errors: [{ field: 'oldCode', code: 'wrong-code' }],
    });
    expect((await give(token, sent, { new: 'x' })).body).toMatchObject({
      errors: [{ field: 'newCode', code: 'wrong-code' }],
    });
    expect((await give(token, sent)).status).toBe(204);
    expect((await give(token, sent)).status).toBe(422);
    expect(await ownCodes(await stage.confirmed(next))).toEqual([code]);
    expect(await ownCodes(await stage.confirmed(phone))).toEqual([]);
  });

  test('a code sent for one thing does nothing else', async () => {
    const { phone, token } = await writer();
    const sent = await ask(token, freshPhone());
    const confirm = (id: string, code: string) =>
      stage.call('PUT', `/api/v1/verifications/${id}`, { body: { code } });
    expect((await confirm(sent.new.id, sent.new.developmentCode)).body).toMatchObject({
      errors: [{ code: 'stale-code' }],
    });
    const signIn = await stage.call('POST', '/api/v1/verifications', { body: { phone, purpose: 'sign-in' } });
    const { id, developmentCode } = signIn.body;
    const foreign = { ...sent, old: { id, developmentCode } };
    expect((await give(token, foreign)).body).toMatchObject({
      errors: [{ field: 'oldCode', code: 'stale-code' }],
    });
    const close = { id: sent.old.id, code: sent.old.developmentCode, open: 'handle' };
    expect((await stage.call('POST', `${mine}/closing`, { token, body: close })).status).toBe(422);
    expect((await give(token, sent)).status).toBe(204);
  });

  test('somebody else’s codes fit nobody’s account', async () => {
    const luo = await writer();
    const eve = await writer();
    const sent = await ask(luo.token, freshPhone());
    expect((await give(eve.token, sent)).body).toMatchObject({ errors: [{ field: 'oldCode' }] });
    expect((await ask(eve.token, eve.phone)) as object).toMatchObject({ errors: [{ code: 'same-phone' }] });
  });

  test('what was at the new number joins', async () => {
    const luo = await writer();
    const second = await writer();
    expect((await give(luo.token, await ask(luo.token, second.phone))).status).toBe(204);
    expect((await ownCodes(await stage.confirmed(second.phone))).toSorted()).toEqual(
      [luo.code, second.code].toSorted(),
    );
  });
});

describe('The old phone is lost', () => {
  test('number of a message and name bring the account over after seven days; the old number is told twice', async () => {
    const luo = await writer();
    const warnings = () => smsTo(luo.phone).filter((sms) => sms.words.includes('停止码'));
    const next = freshPhone();
    const token = await stage.confirmed(next);
    expect((await earlier(token, { code: luo.code, name: '罗 小满' })).body).toMatchObject({
      outcome: 'waiting',
    });
    await work.settle(stage.now());
    expect(warnings()).toHaveLength(1);
    expect(await ownCodes(token)).toEqual([]);
    await pass(6 * days - 1);
    expect(warnings()).toHaveLength(1);
    await pass(1);
    await pass(10);
    expect(warnings()).toHaveLength(2);
    expect(await ownCodes(await stage.confirmed(next))).toEqual([]);
    await pass(days - 10);
    expect(await ownCodes(await stage.confirmed(next))).toEqual([luo.code]);
    expect(await ownCodes(await stage.confirmed(luo.phone))).toEqual([]);
  });

  test.each(['by the code', 'by signing in', 'by whoever asked'])('and is stopped %s', async (way) => {
    const luo = await writer();
    const next = freshPhone();
    const token = await stage.confirmed(next);
    await earlier(token, { code: luo.code, name: '罗小满' });
    await work.settle(stage.now());
    const asOld = await stage.confirmed(luo.phone);
    const [change] = (await stage.call<{ changes: { id: string }[] }>('GET', mine, { token: asOld })).body
      .changes;
    const told = smsTo(luo.phone).map((sms) => /停止码([A-Z0-9]{10})/.exec(sms.words)?.[1]);
    const stop = told.find(Boolean);
    const byCode = (code: string) => stage.call('POST', '/api/v1/phone-change-stops', { body: { code } });
    const drop = (as: string) => stage.call('DELETE', `${mine}/phone-changes/${change?.id}`, { token: as });
    expect((await byCode('AAAAAAAAAA')).status).toBe(422);
    expect((await drop(await stage.confirmed(freshPhone()))).status).toBe(409);
    const stopped =
      way === 'by the code'
        ? byCode(`${stop?.toLowerCase()} `)
        : drop(way === 'by signing in' ? asOld : token);
    expect((await stopped).status).toBe(204);
    await pass(8 * days);
    await pass(2 * days);
    expect(await ownCodes(await stage.confirmed(next))).toEqual([]);
    expect(await ownCodes(await stage.confirmed(luo.phone))).toEqual([luo.code]);
  });

  test('wrong name and unknown number are answered alike, and tries run out', async () => {
    const luo = await writer();
    const token = await stage.confirmed(freshPhone());
    const no = (await earlier(token, { code: luo.code, name: '罗大满' })).body;
    expect(no).toMatchObject({ status: 422, code: 'earlier-unknown' });
    expect((await earlier(token, { code: luo.code })).body).toEqual(no);
    expect((await earlier(token, { code: '384720195526', name: '罗小满' })).body).toEqual(no);
    expect((await earlier(token, { code: '384720195527', name: '罗小满' })).body).toMatchObject({
      errors: [{ code: 'wrong-number' }],
    });
    for (let i = 0; i < 5; i += 1) await earlier(token, { code: luo.code, name: '罗' });
    expect((await earlier(token, { code: luo.code, name: '罗小满' })).status).toBe(429);
  });
});

describe('A number that may be somebody else’s by now', () => {
  test('opens an empty account after 180 days, says nothing of the earlier one, and gets none of its notices', async () => {
    const luo = await writer();
    stage.later(181 * days);
    const token = await stage.confirmed(luo.phone);
    const newcomer = await stage.confirmed(freshPhone());
    expect(await ownCodes(token)).toEqual([]);
    const shown = async (as: string) => ({
      ...(await stage.call('GET', mine, { token: as })).body,
      ...{ phone: null, createdAt: null },
    });
    expect(await shown(token)).toEqual(await shown(newcomer));
    expect((await stage.call('GET', `/api/v1/messages/${luo.code}`, { token })).status).toBe(404);
    const { rows } = await appPool().query('select author_id from messages where code = $1', [luo.code]);
    expect(await phoneOf('machine:test', rows[0].author_id)).toBeUndefined();
    // A stranger’s code proves nothing; the number of an earlier message does.
    expect((await earlier(token, { code: (await writer()).code })).status).toBe(422);
    expect((await earlier(token, { code: luo.code })).body).toEqual({ outcome: 'joined' });
    expect(await ownCodes(token)).toEqual([luo.code]);
  });

  test('whoever was there within 180 days keeps everything', async () => {
    const luo = await writer();
    stage.later(120 * days);
    expect(await ownCodes(await stage.confirmed(luo.phone))).toEqual([luo.code]);
    stage.later(120 * days);
    expect(await ownCodes(await stage.confirmed(luo.phone))).toEqual([luo.code]);
  });
});

test('Whatever belongs to a citizen goes along, or is named as what stays', async () => {
  const { rows } = await appPool().query<{ column: string }>(`
    select k.conrelid::regclass || '.' || a.attname as column from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'public.citizens'::regclass and k.connamespace = 'public'::regnamespace`);
  expect(rows.map(({ column }) => column).toSorted()).toEqual([...belongings, ...staying].toSorted());
});
