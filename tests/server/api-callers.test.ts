import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookieAt } from '../../src/server/access/who.ts';
import { appPool } from '../../src/server/store/db.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';

let stage: ApiStage;
let leader: number;
beforeAll(async () => {
  stage = await openApiStage();
  leader = (await stage.leader('广元市委书记')).id;
});
afterAll(() => stage.close());

const call: ApiStage['call'] = (...args) => stage.call(...args);
const door = '/api/v1/messages';
const rows = async () => (await appPool().query('select count(*)::integer as n from messages')).rows[0].n;

describe('who is calling', () => {
  const write = (changes: object, headers: Record<string, string> = {}) =>
    call('POST', door, { body: { ...words({ leader }), ...changes }, headers });
  const needed = { status: 422, code: 'verification-needed', errors: [{ field: 'verification' }] };

  test('a message needs a phone that was confirmed to write or to sign in', async () => {
    expect((await write({})).body).toMatchObject(needed);
    expect((await write({ verification: 'made-up' })).body).toMatchObject(needed);
    expect((await write({ verification: 'x'.repeat(600) })).body).toMatchObject({ status: 422 });
    expect((await write({ verification: await stage.confirmed('13700000001', 'own') })).body).toMatchObject(
      needed,
    );
    expect((await write({ verification: await stage.confirmed('13700000001', 'sign-in') })).status).toBe(201);
  });

  test('a code is used up by one success, and by five wrong tries', async () => {
    const begin = async (phone: string) =>
      (await call('POST', '/api/v1/verifications', { body: { phone, purpose: 'write' } })).body;
    const confirm = (id: string, code: string) =>
      call('PUT', `/api/v1/verifications/${id}`, { body: { code } });
    const first = await begin('13700000011');
    const wrong = first.developmentCode === '000000' ? '000001' : '000000';
    const refused = await confirm(first.id, wrong);
    expect(refused.body).toMatchObject({ status: 422, errors: [{ field: 'code', code: 'wrong-code' }] });
    const stale = { status: 422, errors: [{ field: 'code', code: 'stale-code' }] };
    expect((await confirm(first.id, ` ${first.developmentCode} `)).status).toBe(200);
    expect((await confirm(first.id, first.developmentCode)).body).toMatchObject(stale);
    const second = await begin('13700000011');
    for (let i = 0; i < 5; i += 1) await confirm(second.id, 'x');
    expect((await confirm(second.id, second.developmentCode)).body).toMatchObject(stale);
    expect((await confirm('AAAAAAAAAAAAAAAAAAAAAA', '123456')).body).toMatchObject(stale);
    const third = await begin('13700000011');
    stage.later(11);
    expect((await confirm(third.id, third.developmentCode)).body).toMatchObject(stale);
  });

  test('a cookie stands for it on our own pages only', async () => {
    const { citizenId } = await stage.citizen('13700000002', stage.now());
    const { secret } = await beginSession({ citizenId }, stage.now());
    const cookie = `lang=zh; ${sessionCookieAt('https:')}=${secret}`;
    expect((await write({}, { cookie })).body).toMatchObject({ status: 403, code: 'cross-site' });
    expect((await write({}, { cookie, origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(
      (await write({}, { cookie, origin: 'https://board.example', 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    expect((await write({}, { cookie, origin: 'https://board.example' })).status).toBe(201);
    expect((await call('GET', '/api/v1/mine', { headers: { cookie } })).body.items).toHaveLength(1);
    const other = { anotherMatter: true };
    expect((await write(other, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    const front = {
      'x-huiyin-protocol': 'http',
      'x-huiyin-host': 'localhost:8080',
      origin: 'http://localhost:8080',
    };
    // A laptop without TLS has a cookie of another name.
    const plain = `${sessionCookieAt('http:')}=${secret}`;
    expect((await write(other, { cookie: plain, ...front })).status).toBe(201);
  });

  test('staff work by cookie or token; whoever is nobody is asked to sign in', async () => {
    const { id, token } = await stage.employed('审核员甲', 'reviewer');
    const { secret } = await beginSession({ staffId: id }, stage.now());
    const cookie = `${sessionCookieAt('https:')}=${secret}`;
    expect((await call('GET', '/api/v1/desk/queue', { headers: { cookie } })).status).toBe(200);
    expect((await call('GET', '/api/v1/desk/queue', { token })).status).toBe(200);
    for (const headers of [
      {},
      { authorization: 'Bearer made-up' },
      { authorization: 'Basic eDp5' },
      { cookie: `${sessionCookieAt('https:')}=x` },
    ] as Record<string, string>[]) {
      const refused = await call('GET', '/api/v1/desk/queue', { headers });
      expect(refused.body).toMatchObject({ status: 401, code: 'sign-in-needed' });
      expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    const citizen = await stage.confirmed('13700000003', 'own');
    expect((await call('GET', '/api/v1/desk/queue', { token: citizen })).status).toBe(403);
    expect((await call('GET', '/api/v1/mine', { token })).status).toBe(403);
    expect((await call('GET', '/api/v1/desk/queue?room=office', { token })).status).toBe(403);
  });
});

describe('a stranger', () => {
  test('learns nothing of a message that is not public, whatever they try', async () => {
    const written = await call('POST', door, {
      body: { ...words({ leader }), verification: await stage.confirmed('13700000004') },
    });
    const stranger = await stage.confirmed('13700000005', 'own');
    const elsewhere = await stage.employed(
      '外地经办人',
      'approver',
      (await stage.leader('绵阳市委书记')).officeId,
    );
    const marks = { solved: 1, attitude: 1, speed: 1, settled: false };
    const draft = { type: 'final', text: 'x', unit: 'x' };
    const tries: [string, string, object, string?][] = [
      ['GET', '', {}],
      ['PUT', '', { title: 'x', body: 'x', name: 'x' }],
      ['POST', '/withdrawal', {}],
      ['POST', '/follow-ups', { type: 'facts', text: 'x' }],
      ['POST', '/follow-ups', { type: 'not-settled', text: 'x' }],
      ['PUT', '/rating', marks],
      ['GET', '', {}, 'desk'],
      ['POST', '/acceptance', {}, 'desk'],
      ['POST', '/replies', draft, 'desk'],
      ['POST', '/replies/1/approval', {}, 'desk'],
      ['POST', '/visits', { outcome: 'settled' }, 'desk'],
      ['POST', '/publication', { visibility: 'public' }, 'desk'],
      ['POST', '/rejection', { code: 'spam', words: 'x' }, 'desk'],
    ];
    for (const [method, path, body, room] of tries) {
      const at = (code: string) => `/api/v1/${room ? 'desk/' : ''}messages/${code}${path}`;
      for (const token of [stranger, elsewhere.token]) {
        const sent = method === 'GET' ? { token } : { token, body };
        const real = await call(method, at(written.body.code), sent);
        const none = await call(method, at('100000000000'), sent);
        expect([method, path, real.status, real.body.code], `${room}`).toEqual([
          method,
          path,
          none.status,
          none.body.code,
        ]);
      }
    }
  });
});

describe('confidential reports', () => {
  test.each(['report', ' Report', '监督举报', '举报'])(
    'kind "%s" is refused before all else, and nothing is kept',
    async (kind) => {
      const before = await rows();
      for (const body of [{ kind }, { ...words({ leader }), kind, verification: 'x' }, { kind, title: 5 }]) {
        const refused = await call('POST', door, { body });
        expect(refused.body).toMatchObject({ status: 422, code: 'not-open-yet' });
        expect(refused.body.title).toContain('12388');
      }
      expect(await rows()).toBe(before);
    },
  );
});
