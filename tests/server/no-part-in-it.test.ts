import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const city = '广元市信访局';
const county = '苍溪县信访局';
const helper = '广元市交通运输局';

let stage: ChainStage;
beforeAll(async () => {
  stage = await openChainStage();
});
afterAll(() => stage.close());

const lock = (code: string, token: string) =>
  stage.call('PUT', `/api/v1/desk/messages/${code}/lock`, { token });

test('a reviewer who stepped back from a message cannot keep it from the others', async () => {
  const { id: leader } = await stage.leader('广元市委书记');
  const verification = await stage.confirmed('13800138000');
  const words = { title: '桥面塌陷', body: '请修桥。', name: '罗小满', visibility: 'public' };
  const body = { ...words, leader, kind: 'help', topic: 197, verification };
  const { code } = (await stage.call('POST', '/api/v1/messages', { body })).body;
  const { token: mo } = await stage.employed('审核员莫', 'reviewer');
  expect((await stage.step(code, 'conflict', mo, { words: '当事人是我的亲戚。' })).status).toBe(200);
  expect([403, 404]).toContain((await lock(code, mo)).status);
  const takenBack = await stage.call('DELETE', `/api/v1/desk/messages/${code}/publication`, { token: mo });
  expect([403, 404]).toContain(takenBack.status);
  expect((await lock(code, await stage.reviewer())).status).toBe(204);
});

test('who has no part in an order that was accepted learns nothing of it by trying to return it', async () => {
  const { code } = await stage.published({ to: '广元市委书记', visibility: 'private' });
  await stage.step(code, 'acceptance', (await stage.people(city)).officer);
  const order = await stage.ordered(code, city, county);
  await stage.signed(code, order, county);
  expect((await stage.returned(code, order, '成都市信访局')).status).toBe(404);
  expect((await stage.returned(code, order, county)).status).toBe(409);
});

test('the instructions of a hidden message say nothing to a stranger, not even that it exists', async () => {
  const { code } = await stage.published({ to: '广元市委书记', visibility: 'private' });
  const { officer: token } = await stage.people('成都市信访局');
  const read = (of: string) => stage.call('GET', `/api/v1/desk/messages/${of}/instructions`, { token });
  expect((await read(code)).body).toEqual((await read('000000000000')).body);
});

test('a joint unit puts one of its own in charge of its part, and nobody of another', async () => {
  const code = await stage.accepted('广元市委书记', city);
  await stage.ordered(code, city, helper, { role: 'joint' });
  const { id, officer: token } = await stage.people(helper);
  const put = async (staff: number) =>
    (await stage.call('POST', '/api/v1/desk/charges', { token, body: { codes: [code], staff } })).body;
  const colleague = await stage.employed('孔工', 'officer', id);
  expect((await put(colleague.id))['results']).toMatchObject([{ done: true }]);
  const outsider = await stage.employed('外人', 'officer', await stage.office('成都市信访局'));
  expect((await put(outsider.id))['results']).toMatchObject([{ done: false, refusal: 'invalid' }]);
});

test('the office above that reviews for the third time hears that it hands nothing down now', async () => {
  const { code, author } = await stage.published({ to: '广元市委书记' });
  const { officer, approver } = await stage.people(city);
  await stage.step(code, 'acceptance', officer);
  for (const text of ['桥面已修补通车。', '桥面又补了一遍。', '桥面已重铺。']) {
    const draft = await stage.step(code, 'replies', officer, { type: 'final', text, unit: helper });
    await stage.step(code, `replies/${draft.body.id}/approval`, approver);
    const body = { solved: 1, attitude: 1, speed: 1, settled: false };
    await stage.call('PUT', `/api/v1/messages/${code}/rating`, { token: author, body });
  }
  expect((await stage.row(code)).next).toBe('review-above');
  const order = { office: await stage.office('成都市信访局'), role: 'lead', words: '请查。' };
  const { officer: above } = await stage.people('四川省信访局');
  expect((await stage.step(code, 'assignments', above, order)).body).toMatchObject({ code: 'wrong-state' });
});
