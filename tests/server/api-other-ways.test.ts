import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';

let stage: ApiStage;
let reviewer: string;
beforeAll(async () => {
  stage = await openApiStage();
  reviewer = (await stage.employed('审核员甲', 'reviewer')).token;
});
afterAll(() => stage.close());

const call: ApiStage['call'] = (...args) => stage.call(...args);
let phones = 13900000000;

/** Somebody writes to a leader; what matters is changed by the scene. */
async function write(changes: Record<string, unknown>) {
  const token = await stage.confirmed(String((phones += 1)));
  const { id: leader, officeId } = await stage.leader((changes['to'] as string) ?? '广元市委书记');
  const { to: _, ...rest } = changes;
  const body = { ...words({ leader }), ...rest, verification: token };
  return { token, officeId, ...(await call('POST', '/api/v1/messages', { body })) };
}
const desk = (code: string, step: string, token: string, body: unknown = {}) =>
  call('POST', `/api/v1/desk/messages/${code}/${step}`, { token, body });

describe('kinds that go another way', () => {
  test('thanks are published, passed on, and that is the end', async () => {
    const { body, officeId } = await write({
      kind: 'thanks',
      title: '谢谢修桥的师傅',
      body: '桥修好了,谢谢。',
    });
    await desk(body.code, 'publication', reviewer, { visibility: 'public' });
    const officer = (await stage.employed('经办人李', 'officer', officeId)).token;
    expect((await desk(body.code, 'acceptance', officer)).status).toBe(409);
    const ended = await desk(body.code, 'thanks-passed-on', officer);
    expect(ended.body).toMatchObject({ state: { handling: 'closed' }, dueAt: null });
  });

  test('a ministry takes suggestions only, says that it has come, and collates it', async () => {
    const ministries = await call('GET', '/api/v1/leaders?limit=3');
    expect(ministries.body.items).toHaveLength(3);
    const more = await call('GET', `/api/v1/leaders?ministries=true&limit=100&after=${ministries.body.next}`);
    expect(more.body.items.map(({ id }) => id)).not.toContain(ministries.body.items[0]?.id);
    expect(more.body.next).toBeNull();
    const { name } = ministries.body.items[0] ?? {};
    const refused = await write({ to: name, kind: 'complaint' });
    expect(refused.body).toMatchObject({ status: 422, code: 'leader-takes-not', leader: name });
    expect(refused.body.errors).toMatchObject([{ field: 'kind', code: 'leader-takes-not' }]);
    const { body, officeId } = await write({ to: name, kind: 'suggestion' });
    await desk(body.code, 'publication', reviewer, { visibility: 'public' });
    const officer = (await stage.employed('部委经办人', 'officer', officeId)).token;
    expect((await desk(body.code, 'acknowledgement', officer)).body).toMatchObject({
      state: { handling: 'in-progress' },
    });
    expect((await desk(body.code, 'collation', officer, { words: ' ' })).body).toMatchObject({
      errors: [{ field: 'words', code: 'required' }],
    });
    expect((await desk(body.code, 'collation', officer, { words: '已汇总。' })).body).toMatchObject({
      state: { handling: 'closed' },
    });
  });
});

describe('a message that is not shown', () => {
  test('it is rejected with words, mended by its author, and kept private at her wish', async () => {
    const { body, token } = await write({ visibility: 'private' });
    const { code } = body;
    expect((await desk(code, 'rejection', reviewer, { code: 'dull', words: '' })).body.errors).toMatchObject([
      { field: 'code', code: 'wrong-choice' },
      { field: 'words', code: 'required' },
    ]);
    const rejected = await desk(code, 'rejection', reviewer, {
      code: 'unclear',
      words: '请写明桥在哪个村。',
    });
    expect(rejected.body).toMatchObject({ state: { publication: 'rejected' } });
    const own = await call('GET', `/api/v1/messages/${code}`, { token });
    expect(own.body['rejection']).toMatchObject({ code: 'unclear', words: '请写明桥在哪个村。' });
    const mended = { title: '云峰镇石桥塌了', body: '桥在云峰镇中坝村,请修。', place: null, name: '罗小满' };
    const again = await call('PUT', `/api/v1/messages/${code}`, { token, body: mended });
    expect(again.body).toMatchObject({ state: { publication: 'awaiting-review' } });
    expect((await call('PUT', `/api/v1/messages/${code}`, { token, body: mended })).status).toBe(409);
    const kept = await desk(code, 'publication', reviewer, { visibility: 'public' });
    expect(kept.body).toMatchObject({ state: { publication: 'private' } });
    expect((await call('GET', `/api/v1/messages/${code}`)).status).toBe(404);
    expect((await call('GET', '/api/v1/messages')).body.items.map((each) => each.code)).not.toContain(code);
  });

  test('she takes it back, and nobody reads it any more', async () => {
    const { body, token } = await write({});
    const path = `/api/v1/messages/${body.code}`;
    await desk(body.code, 'publication', reviewer, { visibility: 'public' });
    expect((await call('GET', path)).status).toBe(200);
    const gone = await call('POST', `${path}/withdrawal`, { token, body: { words: '已经解决了' } });
    expect(gone.body).toMatchObject({ state: { publication: 'withdrawn', handling: 'closed' }, dueAt: null });
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('POST', `${path}/withdrawal`, { token })).status).toBe(409);
  });
});

describe('the same matter', () => {
  test('written again while it waits, the earlier one is named; another matter goes through', async () => {
    const token = await stage.confirmed('13812345678');
    const { id: leader } = await stage.leader('绵阳市委书记');
    const body = { ...words({ leader }), verification: token };
    const first = await call('POST', '/api/v1/messages', { body });
    expect((await call('POST', '/api/v1/messages', { body })).body).toMatchObject({
      status: 409,
      code: 'same-matter',
      earlier: first.body.code,
    });
    expect((await call('POST', '/api/v1/messages', { body: { ...body, anotherMatter: true } })).status).toBe(
      201,
    );
  });
});

describe('two at once', () => {
  test('two officers accept at the same moment: one wins, the other learns who did what', async () => {
    const { body, officeId } = await write({});
    await desk(body.code, 'publication', reviewer, { visibility: 'public' });
    const officers = await Promise.all(
      ['经办人赵', '经办人孙'].map((name) => stage.employed(name, 'officer', officeId)),
    );
    const answers = await Promise.all(officers.map(({ token }) => desk(body.code, 'acceptance', token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(answers[1 - winner]?.body).toMatchObject({
      code: 'taken-by-other',
      who: ['经办人赵', '经办人孙'][winner],
      step: 'accept',
    });
  });

  test('the same officer accepts twice: the second time there is nothing left to accept', async () => {
    const { body, officeId } = await write({});
    await desk(body.code, 'publication', reviewer, { visibility: 'public' });
    const { token } = await stage.employed('经办人周', 'officer', officeId);
    await desk(body.code, 'acceptance', token);
    expect((await desk(body.code, 'acceptance', token)).body).toMatchObject({
      status: 409,
      code: 'wrong-state',
    });
  });
});
