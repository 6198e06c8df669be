import { holdMessage, liftHold } from '../../src/server/life/retention/hold-message.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { whoBySession } from '../../src/server/access/who.ts';
import { sweep } from '../../src/server/after/sweep.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { readWords } from '../../src/server/store/people.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';
import { verified } from '../support/verified.ts';

let stage: ApiStage;
let work: AfterWork;
let leader: { id: number; officeId: number };
let officer: { id: number; token: string };
let phones = 0;
const mine = '/api/v1/mine/account';
const hour = 60;

beforeAll(async () => {
  stage = await openApiStage();
  work = afterWork(stage);
  leader = await stage.leader('广元市委书记');
  officer = await stage.employed('赵明', 'officer', leader.officeId);
});
afterEach(async () => {
  await work.settle(stage.now());
  expect(await verified(stage)).toEqual([]);
});
afterAll(() => stage.close());

/** Somebody with one message in review and one public at the office. */
async function writer() {
  const phone = `136${String(30_000_000 + phones++)}`;
  const { citizenId, token, actor } = await stage.citizen(phone, stage.now());
  const write = async (title: string) => {
    const body = { ...words({ leader: leader.id, title, remark: '白天请打电话。' }), anotherMatter: true };
    return (await stage.call('POST', '/api/v1/messages', { body: { ...body, verification: token } })).body
      .code;
  };
  const [inReview, shown] = [await write('桥面塌陷，请修'), await write('路灯不亮，请修')];
  const reviewer = await stage.staff('审核员', 'reviewer');
  await review(shown, { visibility: 'public' }, reviewer, stage.now());
  return { phone, citizenId, token, actor, inReview, shown };
}

async function close(token: string, open: 'withdraw' | 'handle') {
  const { body } = await stage.call('POST', `${mine}/closing-codes`, { token });
  const typed = { id: body.id, code: body.developmentCode };
  return stage.call('POST', `${mine}/closing`, { token, body: { ...typed, open } });
}

async function pass(minutes: number): Promise<void> {
  stage.later(minutes);
  await sweep(async () => 0, stage.now());
  await work.settle(stage.now());
}

const stateOf = async (code: string) =>
  (
    await rowsOf<{ publication: string; handling: string; author_label: string; author_id: number }>(
      'select publication, handling, author_label, author_id from messages where code = $1',
      [code],
    )
  )[0];

test('takes a fresh code, ends every session now, and three days later the person is forgotten', async () => {
  const luo = await writer();
  const { secret } = await beginSession({ citizenId: luo.citizenId }, stage.now());
  const wrong = { id: 'AAAAAAAAAAAAAAAAAAAAAA', code: '1', open: 'handle' };
  expect((await stage.call('POST', `${mine}/closing`, { token: luo.token, body: wrong })).status).toBe(422);
  expect((await close(luo.token, 'handle')).status).toBe(200);
  expect((await whoBySession(secret, stage.now())).kind).toBe('visitor');
  await pass(71 * hour);
  expect((await stateOf(luo.shown))?.author_label).toBe('罗***');
  await pass(hour);
  expect(await stateOf(luo.shown)).toMatchObject({ publication: 'public', author_label: '***' });
  expect(await stateOf(luo.inReview)).toMatchObject({ publication: 'awaiting-review' });
  const ids = await rowsOf<{ id: number }>('select id from messages where author_id = $1', [luo.citizenId]);
  const left = await readWords(
    'machine:test',
    ids.map(({ id }) => id),
    ['sender'],
  );
  expect(left.map(({ content }) => content)).toEqual([
    { name: '', remark: '白天请打电话。' },
    { name: '', remark: '白天请打电话。' },
  ]);
});

test('whoever handles the message sees that its writer is gone, and nobody’s phone', async () => {
  const luo = await writer();
  const { token } = officer;
  const desk = `/api/v1/desk/messages/${luo.shown}`;
  await stage.call('POST', `${desk}/acceptance`, { token, body: {} });
  expect((await stage.call('GET', desk, { token })).body).toMatchObject({ writerGone: false });
  await close(luo.token, 'handle');
  await pass(73 * hour);
  expect((await stage.call('GET', desk, { token })).body).toMatchObject({ writerGone: true, author: '***' });
  for (const what of ['phone', 'name']) {
    const look = await stage.call('POST', `${desk}/reveals`, { token, body: { what, reason: '核实地址' } });
    expect([look.status, look.body['code']]).toEqual([410, 'writer-gone']);
  }
  const told = await rowsOf('select 1 from notices where citizen_id = $1 and what = $2', [
    luo.citizenId,
    'closed',
  ]);
  expect(told).toEqual([]);
});

test('open messages are withdrawn where their author wants it, and the number opens a new account', async () => {
  const luo = await writer();
  await close(luo.token, 'withdraw');
  await pass(73 * hour);
  expect(await stateOf(luo.shown)).toMatchObject({ publication: 'withdrawn', handling: 'closed' });
  expect(await stateOf(luo.inReview)).toMatchObject({ publication: 'withdrawn', handling: 'closed' });
  const anew = await stage.citizen(luo.phone, stage.now());
  expect(anew.citizenId).not.toBe(luo.citizenId);
  // The code of an old message leads back to nobody.
  const earlier = { code: luo.shown, name: '罗小满' };
  const answer = await stage.call('POST', `${mine}/earlier-messages`, { token: anew.token, body: earlier });
  expect(answer.body).toMatchObject({ code: 'earlier-unknown' });
});

test('whoever confirms the phone again within three days keeps the account', async () => {
  const luo = await writer();
  await close(luo.token, 'withdraw');
  await pass(70 * hour);
  const back = await stage.citizen(luo.phone, stage.now());
  await pass(10 * hour);
  expect(back.citizenId).toBe(luo.citizenId);
  expect(await stateOf(luo.shown)).toMatchObject({ publication: 'public', author_label: '罗***' });
});

test('a change of phone that waits ends with the account', async () => {
  const luo = await writer();
  const { token } = await stage.citizen(`136${String(30_000_000 + phones++)}`, stage.now());
  const body = { code: luo.shown, name: '罗小满' };
  await stage.call('POST', `${mine}/earlier-messages`, { token, body });
  await close(luo.token, 'handle');
  await pass(73 * hour);
  await pass(4 * 24 * hour);
  await pass(24 * hour);
  expect(await rowsOf('select outcome from phone_changes')).toEqual([{ outcome: 'cancelled' }]);
});

test('what a legal hold keeps is kept with its writer’s name, until it is let go', async () => {
  const luo = await writer();
  const operator = await stage.staff('方舟', 'operator');
  const document = { number: '川纪字1号', on: '2026-11-01', issuer: '四川省纪委' };
  await holdMessage({ code: luo.shown, wholePerson: false, document }, operator, stage.now());
  await close(luo.token, 'handle');
  await pass(73 * hour);
  expect((await stateOf(luo.shown))?.author_label).toBe('罗***');
  const [hold] = await rowsOf<{ id: number }>('select id from legal_holds where lifted_at is null');
  await liftHold(hold?.id ?? 0, operator, stage.now());
  await pass(hour);
  expect((await stateOf(luo.shown))?.author_label).toBe('***');
});
