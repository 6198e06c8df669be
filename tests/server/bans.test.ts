import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sweep } from '../../src/server/after/sweep.ts';
import { appPool } from '../../src/server/store/db.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { openAsOwner } from '../support/bans-kit.ts';
import { type AfterWork, afterWork } from '../support/after-work.ts';
import { type ApiStage, type Loose, openApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';
import { verified } from '../support/verified.ts';

let stage: ApiStage;
let work: AfterWork;
let leader: { id: number; officeId: number };
let lin: string;
let mo: string;
let shen: string;
let phones = 0;
const desk = '/api/v1/desk/bans';
const mine = '/api/v1/mine/ban';
const days = 24 * 60;
const freshPhone = () => `136${String(60_000_000 + phones++)}`;
const why = '三天里十二次提交同一段辱骂的话。';

beforeAll(async () => {
  stage = await openApiStage();
  work = afterWork(stage);
  leader = await stage.leader('广元市委书记');
  [lin, mo, shen] = (await Promise.all(
    ['林审', '莫审', '沈审'].map(async (name) => (await stage.employed(name, 'reviewer')).token),
  )) as [string, string, string];
});
afterEach(async () => {
  await work.settle(stage.now());
  expect(await verified(stage)).toEqual([]);
});
afterAll(() => stage.close());

/** Confirms this phone again and sends; the token of a phone is good for half an hour. */
async function send(phone: string, changes: object = {}, proven?: string) {
  const token = proven ?? (await stage.confirmed(phone));
  const body = { ...words({ leader: leader.id }), anotherMatter: true, verification: token, ...changes };
  return { token, ...(await stage.call('POST', '/api/v1/messages', { body })) };
}
const propose = (message: string, changes: object = {}, token = lin) =>
  stage.call<{ id: number }>('POST', desk, {
    token,
    body: { message, code: 'insults', days: 30, words: why, ...changes },
  });
const put = (path: string, token: string, body: object) =>
  stage.call('PUT', `${desk}/${path}`, { token, body });
const appeal = (token: string, text = '我只写了一次，其余不是我写的。') =>
  stage.call('POST', `${mine}/appeal`, { token, body: { words: text } });

/** Somebody who wrote and was banned for it. */
async function bannedWriter(term = 30) {
  const phone = freshPhone();
  const { body } = await send(phone);
  const { id } = (await propose(body.code, { days: term })).body;
  expect((await put(`${id}/decision`, mo, { agree: true })).status).toBe(204);
  return { phone, code: body.code, id };
}

describe('A ban', () => {
  test('is proposed by one reviewer and confirmed by another; until then its person sends on', async () => {
    const phone = freshPhone();
    const { code } = (await send(phone)).body;
    expect((await propose(code, { code: 'nothing', days: 8 })).status).toBe(422);
    const { id } = (await propose(code)).body;
    expect((await propose(code, {}, mo)).body).toMatchObject({ code: 'ban-stands' });
    expect((await send(phone)).status).toBe(201);
    expect((await put(`${id}/decision`, lin, { agree: true })).body).toMatchObject({
      code: 'second-reviewer-confirms',
    });
    expect((await put(`${id}/decision`, mo, { agree: true })).status).toBe(204);
    expect((await send(phone)).body).toMatchObject({ code: 'banned', status: 403 });
    expect((await put(`${id}/decision`, mo, { agree: false })).body).toMatchObject({ code: 'ban-over' });
  });

  test('can be refused by the second reviewer, or taken back by the first', async () => {
    for (const by of [mo, lin]) {
      const phone = freshPhone();
      const { code } = (await send(phone)).body;
      const { id } = (await propose(code)).body;
      expect((await put(`${id}/decision`, by, { agree: false })).status).toBe(204);
      expect((await send(phone)).status).toBe(201);
      expect((await propose(code, {}, by)).status).toBe(201);
    }
  });

  test('is the affair of reviewers alone', async () => {
    const { phone, code, id } = await bannedWriter();
    const officer = await stage.employed('赵明', 'officer', leader.officeId);
    const operator = await stage.employed('方舟', 'operator');
    for (const token of [officer.token, operator.token, await stage.confirmed(phone)]) {
      expect((await propose(code, {}, token)).status).toBe(403);
      expect((await put(`${id}/decision`, token, { agree: false })).status).toBe(403);
      expect((await stage.call('GET', desk, { token })).status).toBe(403);
      expect((await stage.call('GET', `${desk}/${id}`, { token })).status).toBe(403);
    }
    expect((await stage.call('GET', desk, {})).status).toBe(401);
    expect((await stage.call('GET', `${desk}/${id}`, { token: shen })).body).toMatchObject({
      state: 'standing',
      proposed: { by: '林审' },
      decided: { by: '莫审' },
      words: [{ what: 'why', text: why }],
    });
  });

  test('tells its person why, until when and on account of what, and names nobody', async () => {
    const { phone, code } = await bannedWriter(7);
    const token = await stage.confirmed(phone);
    const own = (await stage.call('GET', mine, { token })).body;
    expect(own).toMatchObject({ code: 'insults', days: 7, why, message: code, appeal: null });
    expect(JSON.stringify(own)).not.toMatch(/林审|莫审/);
    await work.settle(stage.now());
    expect(work.sms.sent.some((sms) => sms.phone === phone && sms.words.includes('暂停发言'))).toBe(true);
    expect((await stage.call('GET', '/api/v1/mine/notices', { token })).status).not.toBe(500);
  });

  test('ends by itself', async () => {
    const { phone } = await bannedWriter(7);
    stage.later(7 * days);
    expect((await send(phone)).status).toBe(403);
    stage.later(days);
    expect((await send(phone)).status).toBe(201);
  });
});

describe('A banned person', () => {
  test('follows, withdraws, rates and gives what the office asks for; what they sent goes on', async () => {
    const { phone, code } = await bannedWriter();
    const reviewer = await stage.staff('审核员', 'reviewer');
    await review(code, { visibility: 'public' }, reviewer, stage.now());
    const token = await stage.confirmed(phone);
    expect((await stage.call('GET', `/api/v1/messages/${code}`, { token })).body).toMatchObject({
      state: { publication: 'public' },
    });
    const follow = (text: string) =>
      stage.call('POST', `/api/v1/messages/${code}/follow-ups`, { token, body: { type: 'facts', text } });
    expect((await follow('再骂一遍。')).body).toMatchObject({ code: 'banned' });
    const rate = (said?: string) =>
      stage.call('PUT', `/api/v1/messages/${code}/rating`, {
        token,
        body: { solved: 1, attitude: 1, speed: 1, ...(said && { words: said }) },
      });
    expect((await rate('又在骂。')).body).toMatchObject({ code: 'banned' });
    expect((await rate()).body).toMatchObject({ code: 'not-asked-yet' });
    expect(
      (await stage.call('POST', `/api/v1/messages/${code}/withdrawal`, { token, body: {} })).status,
    ).toBe(200);
  });

  test('in danger of life is taken in all the same', async () => {
    const { phone } = await bannedWriter();
    const sent = await send(phone, { title: '救命', body: '我不想活了，已经写好遗书。' });
    expect(sent.status).toBe(201);
    const { rows } = await appPool().query('select urgency from messages where code = $1', [sent.body.code]);
    expect(rows).toEqual([{ urgency: 'emergency' }]);
  });

  test('appeals once; a third decides and answers', async () => {
    const { phone, id } = await bannedWriter();
    const token = await stage.confirmed(phone);
    expect((await appeal(token, ' ')).status).toBe(422);
    expect((await appeal(token)).status).toBe(204);
    expect((await appeal(token)).body).toMatchObject({ code: 'appealed-already' });
    const answer = { outcome: 'shortened', days: 3, words: '只有两条过分，缩短。' };
    for (const token of [lin, mo])
      expect((await put(`${id}/appeal-decision`, token, answer)).body).toMatchObject({
        code: 'third-reviewer-decides',
      });
    expect((await put(`${id}/appeal-decision`, shen, { ...answer, days: 99 })).body).toMatchObject({
      errors: [{ field: 'days', code: 'shorter-only' }],
    });
    expect((await put(`${id}/appeal-decision`, shen, answer)).status).toBe(204);
    expect((await stage.call('GET', mine, { token })).body).toMatchObject({
      appeal: { state: 'shortened', answer: answer.words },
    });
    stage.later(4 * days);
    expect((await send(phone)).status).toBe(201);
  });

  test('may send at once when the appeal lifts the ban, and not when it is upheld', async () => {
    for (const [outcome, status] of [
      ['lifted', 201],
      ['upheld', 403],
    ] as const) {
      const { phone, id } = await bannedWriter();
      await appeal(await stage.confirmed(phone));
      expect((await put(`${id}/appeal-decision`, shen, { outcome, words: '已看过。' })).status).toBe(204);
      expect((await send(phone)).status).toBe(status);
    }
  });

  test('is let go early by two', async () => {
    const { phone, id } = await bannedWriter();
    const lift = (token: string, agree: boolean) => put(`${id}/lift-decision`, token, { agree });
    expect((await lift(mo, true)).body).toMatchObject({ code: 'ban-over' });
    expect((await put(`${id}/lift`, lin, { words: '弄错了人。' })).status).toBe(204);
    expect((await put(`${id}/lift`, mo, { words: '弄错了人。' })).body).toMatchObject({
      code: 'lift-proposed',
    });
    expect((await lift(lin, true)).body).toMatchObject({ code: 'second-reviewer-confirms' });
    expect((await send(phone)).status).toBe(403);
    expect((await lift(shen, true)).status).toBe(204);
    expect((await send(phone)).status).toBe(201);
  });
});

describe('A ban binds the account', () => {
  test('whoever closes it and comes back with the same phone is banned still, until it would have ended', async () => {
    const { phone } = await bannedWriter(30);
    const token = await stage.confirmed(phone);
    const code = (await stage.call<Loose>('POST', '/api/v1/mine/account/closing-codes', { token })).body;
    const sent = { open: 'handle', id: code.id, code: code.developmentCode };
    expect(
      (await stage.call('POST', '/api/v1/mine/account/closing', { token, body: sent })).status,
    ).toBeLessThan(300);
    stage.later(4 * days);
    await sweep(async () => 0, stage.now());
    expect((await send(phone)).body).toMatchObject({ code: 'banned' });
    expect((await stage.call('GET', mine, { token: await stage.confirmed(phone) })).status).toBe(200);
    stage.later(27 * days);
    expect((await send(phone)).status).toBe(201);
  });

  test('no single reviewer gets round it, not even in the database', async () => {
    const { id } = await bannedWriter();
    const client = await openAsOwner(stage.urls.ownerUrl);
    const wrong = [
      'update bans set decided_by = proposed_by where id = $1',
      `update bans set state = 'lifted', lifted_by = decided_by, lifted_at = decided_at where id = $1`,
      `update bans set appeal = 'upheld', appealed_at = decided_at, appeal_decided_by = decided_by, appeal_decided_at = decided_at where id = $1`,
    ];
    for (const statement of wrong) await expect(client.query(statement, [id])).rejects.toThrow(/check/);
    await client.end();
  });

  test('and not whoever gets a number at which nobody was for half a year', async () => {
    const { phone } = await bannedWriter(365);
    stage.later(190 * days);
    expect((await send(phone)).status).toBe(201);
  });
});
