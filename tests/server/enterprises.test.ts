import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { review } from '../../src/server/life/intake/review.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';
import { verified } from '../support/verified.ts';

let stage: ApiStage;
let leader: { id: number; officeId: number };
let operator: string;
let phones = 0;
const mine = '/api/v1/mine/enterprise';
const name = '福州回声机械有限公司';
const creditCode = '91350100M000100Y43';

beforeAll(async () => {
  stage = await openApiStage();
  leader = await stage.leader('广元市委书记');
  operator = (await stage.employed('方舟', 'operator')).token;
});
afterEach(async () => expect(await verified(stage)).toEqual([]));
afterAll(() => stage.close());

const somebody = () => stage.confirmed(`134${String(50_000_000 + phones++)}`);
const ask = (token: string, changes: object = {}) =>
  stage.call('POST', mine, { token, body: { name, creditCode, shown: true, ...changes } });
const list = async () =>
  (
    await stage.call<Record<'asked' | 'certified', { id: number }[]>>('GET', '/api/v1/desk/enterprises', {
      token: operator,
    })
  ).body;
const decide = (id: number | undefined, body: object, token = operator) =>
  stage.call('PUT', `/api/v1/desk/enterprises/${id}/certification`, { token, body });
const write = (token: string, changes: object = {}) => {
  const body = {
    ...words({ leader: leader.id }),
    asEnterprise: true,
    anotherMatter: true,
    verification: token,
  };
  return stage.call('POST', '/api/v1/messages', { body: { ...body, ...changes } });
};

/** Somebody whose enterprise was certified. */
async function entrepreneur(shown = true): Promise<string> {
  const token = await somebody();
  await ask(token, { shown });
  await decide((await list()).asked.at(-1)?.id, { verdict: 'certified' });
  return token;
}

test('Name and code are judged beside their fields; the code by its check sign', async () => {
  const token = await somebody();
  const { body } = await ask(token, { name: ' ', creditCode: '91350100M000100Y44' });
  expect(body).toMatchObject({
    errors: [
      { field: 'name', code: 'required' },
      { field: 'creditCode', code: 'wrong-credit-code' },
    ],
  });
  expect((await ask(token, { creditCode: ' 9135 0100 m000 100y 43' })).status).toBe(204);
  expect((await ask(token)).body).toMatchObject({ code: 'enterprise-stands' });
  expect((await stage.call('DELETE', mine, { token })).status).toBe(204);
});

test('Nobody writes for an enterprise before an operator certified it, nor after it ended', async () => {
  const token = await somebody();
  expect((await write(token)).body).toMatchObject({ code: 'no-enterprise' });
  await ask(token);
  expect((await write(token)).body).toMatchObject({ code: 'no-enterprise' });
  const id = (await list()).asked.at(-1)?.id;
  expect((await decide(id, { verdict: 'certified' })).status).toBe(204);
  expect((await decide(id, { verdict: 'certified' })).status).toBe(409);
  expect((await write(token)).status).toBe(201);
  expect((await decide(id, { verdict: 'ended' })).body).toMatchObject({ errors: [{ field: 'reason' }] });
  expect((await decide(id, { verdict: 'ended', reason: 'misused' })).status).toBe(204);
  expect((await write(token)).body).toMatchObject({ code: 'no-enterprise' });
  expect((await stage.call('GET', mine, { token })).body).toMatchObject({
    state: 'ended',
    reason: 'misused',
  });
});

test('A refusal names its reason, and the next request may follow', async () => {
  const token = await somebody();
  await ask(token);
  const id = (await list()).asked.at(-1)?.id;
  expect((await decide(id, { verdict: 'refused' })).status).toBe(422);
  expect((await decide(id, { verdict: 'refused', reason: 'name-differs' })).status).toBe(204);
  expect((await stage.call('GET', mine, { token })).body).toMatchObject({
    state: 'refused',
    reason: 'name-differs',
  });
  expect((await ask(token)).status).toBe(204);
});

test('Only operators certify, and they are not told whose account it is', async () => {
  const token = await somebody();
  await ask(token);
  const asked = (await list()).asked.at(-1);
  expect(Object.keys(asked ?? {})).not.toContain('citizenId');
  const officer = await stage.employed('赵明', 'officer', leader.officeId);
  for (const other of [officer.token, token])
    expect((await decide(asked?.id, { verdict: 'certified' }, other)).status).toBe(403);
  expect((await stage.call('GET', '/api/v1/desk/enterprises', { token: officer.token })).status).toBe(403);
});

test.each([true, false])(
  'The public sees its name where it wishes (%s); the office sees it always',
  async (shown) => {
    const { code } = (await write(await entrepreneur(shown))).body;
    const reviewer = await stage.staff('审核员', 'reviewer');
    await review(code, { visibility: 'public' }, reviewer, stage.now());
    const author = (await stage.call('GET', `/api/v1/messages/${code}`)).body['author'];
    expect(author).toBe(shown ? name : '罗***');
    const officer = await stage.employed('赵明', 'officer', leader.officeId);
    const desk = await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: officer.token });
    expect(desk.body['enterprise']).toBe(name);
  },
);

test('Whoever is certified still writes for themselves unless they say otherwise', async () => {
  const token = await entrepreneur();
  const { code } = (await write(token, { asEnterprise: undefined })).body;
  expect((await stage.call('GET', `/api/v1/messages/${code}`, { token })).body).toMatchObject({
    author: '罗***',
  });
});
