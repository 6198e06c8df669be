import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { written } from '../support/after-work.ts';

let stage: ApiStage;
let office: number;
const tokens: Record<string, string> = {};
const rules = '/api/v1/desk/signature-rules';
const as = (who: string, method: string, at: string, body?: object) =>
  stage.call(method, at, { token: tokens[who]!, ...(body && { body }) });
const good = {
  type: 'final',
  text: '石拱桥12月4日前修好。咨询电话：0839-3266000。',
  unit: '广元市交通运输局',
};

beforeAll(async () => {
  stage = await openApiStage();
  office = (await stage.leader('广元市委书记')).officeId;
  for (const [who, name, role] of [
    ['zhao', '赵敏', 'officer'],
    ['qian', '钱岳', 'approver'],
    ['sun', '孙立', 'head'],
    ['li', '李为', 'approver'],
  ] as const)
    tokens[who] = (await stage.employed(name, role, office)).token;
  tokens['operator'] = (await stage.employed('方舟', 'operator')).token;
});
afterAll(() => stage?.close());

async function inHand(changes: object = {}): Promise<string> {
  const made = await written(
    stage,
    { title: '桥塌了', body: '请问石拱桥什么时候修好？', ...changes },
    stage.now(),
  );
  await review(made.code, { visibility: 'public' }, await stage.staff('审核员', 'reviewer'), stage.now());
  await accept(made.code, await stage.staff('周全', 'officer', office), stage.now());
  return made.code;
}
const draft = async (code: string, body: object = good) =>
  Number((await as('zhao', 'POST', `/api/v1/desk/messages/${code}/replies`, body)).body.id);
const sign = (who: string, code: string, id: number) =>
  as(who, 'POST', `/api/v1/desk/messages/${code}/replies/${id}/approval`, {});
const handlingOf = async (code: string) =>
  ((await as('zhao', 'GET', `/api/v1/desk/messages/${code}`)).body['state'] as { handling: string }).handling;

test('only operators set how many sign, within one and three', async () => {
  expect((await as('sun', 'PUT', rules, { signatures: 2 })).status).toBe(403);
  expect((await as('sun', 'GET', rules)).status).toBe(403);
  expect((await as('operator', 'PUT', rules, { signatures: 4 })).status).toBe(422);
  expect((await as('operator', 'PUT', rules, { office: 999999, signatures: 2 })).body.errors).toMatchObject([
    { field: 'office', code: 'wrong-choice' },
  ]);
  expect((await as('operator', 'GET', rules)).body).toEqual({ items: [] });
});

test('without a rule one signature publishes', async () => {
  const code = await inHand();
  expect((await sign('qian', code, await draft(code))).body).toMatchObject({
    state: { handling: 'answered' },
  });
});

test('an office with two signatures: two others than the drafter, in any order, and the trail shows them', async () => {
  await as('operator', 'PUT', rules, { office, signatures: 3 });
  const set = await as('operator', 'PUT', rules, { office, signatures: 2 });
  expect(set.status).toBe(200);
  expect((await as('operator', 'GET', rules)).body.items).toMatchObject([{ signatures: 2, by: '方舟' }]);
  const code = await inHand();
  const id = await draft(code);
  expect((await sign('zhao', code, id)).status).toBe(403);
  expect((await sign('sun', code, id)).body).toMatchObject({ state: { handling: 'in-progress' } });
  expect((await sign('sun', code, id)).body).toMatchObject({ status: 409, code: 'signed-already' });
  const open = await as('qian', 'GET', `/api/v1/desk/messages/${code}`);
  expect(open.body['replies']).toMatchObject([{ needed: 2, signatures: [{ name: '孙立' }], state: 'draft' }]);
  expect((await stage.call('GET', `/api/v1/messages/${code}`)).body.voices.replies).toEqual([]);
  stage.later(1);
  expect((await sign('qian', code, id)).body).toMatchObject({ state: { handling: 'answered' } });
  const signed = (await as('qian', 'GET', `/api/v1/desk/messages/${code}`)).body;
  expect(signed['replies']).toMatchObject([
    { state: 'published', signatures: [{ name: '孙立' }, { name: '钱岳' }] },
  ]);
  expect(signed.history.map(({ step }) => step).slice(-3)).toEqual(['draft-reply', 'sign-reply', 'answer']);
  expect((await sign('li', code, id)).status).toBe(409);
});

test('sent back after a signature, the new draft is signed anew', async () => {
  const code = await inHand();
  const id = await draft(code);
  await sign('sun', code, id);
  const back = await as('qian', 'POST', `/api/v1/desk/messages/${code}/replies/${id}/return`, {
    words: '写明费用。',
  });
  expect(back.status).toBe(200);
  const again = await draft(code);
  expect((await sign('qian', code, again)).body).toMatchObject({ state: { handling: 'in-progress' } });
  expect((await sign('sun', code, again)).body).toMatchObject({ state: { handling: 'answered' } });
});

test('a rule for the kind goes before the office’s own number; ended, the wider one holds again', async () => {
  const set = await as('operator', 'PUT', rules, { office, kind: 'help', signatures: 1 });
  const code = await inHand();
  await sign('qian', code, await draft(code));
  expect(await handlingOf(code)).toBe('answered');
  expect((await as('operator', 'DELETE', `${rules}/${set.body.id}`)).status).toBe(204);
  expect((await as('operator', 'DELETE', `${rules}/${set.body.id}`)).status).toBe(404);
  const next = await inHand();
  await sign('qian', next, await draft(next));
  expect(await handlingOf(next)).toBe('in-progress');
});

test('two who sign at once are two signatures, never one too many', async () => {
  const code = await inHand();
  const id = await draft(code);
  const both = await Promise.all([sign('qian', code, id), sign('sun', code, id), sign('li', code, id)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
  const [reply] = (await as('zhao', 'GET', `/api/v1/desk/messages/${code}`)).body['replies'] as {
    signatures: [];
  }[];
  expect(reply?.signatures).toHaveLength(2);
});

test('an empty formula is refused at the API too; a doubt goes through, with its reason, to whoever signs', async () => {
  const code = await inHand();
  const at = `/api/v1/desk/messages/${code}/replies`;
  const formula = { ...good, text: '您好，您的留言已收悉，已转有关部门办理。' };
  expect((await as('zhao', 'POST', at, formula)).body).toMatchObject({
    status: 422,
    code: 'reply-stopped',
    errors: [{ field: 'text', code: 'reply-formula-only' }],
  });
  const doubted = { ...good, text: '石拱桥已修好。', despite: '留言人已在现场确认。' };
  const look = await as('zhao', 'POST', `${at}/look`, {
    type: 'final',
    text: doubted.text,
    unit: doubted.unit,
  });
  expect(look.body).toMatchObject({ findings: [{ check: 'no-contact', severity: 'warns' }] });
  expect((await as('zhao', 'POST', at, doubted)).body).toMatchObject({ findings: [{ check: 'no-contact' }] });
  expect((await as('sun', 'GET', `/api/v1/desk/messages/${code}`)).body['replies']).toMatchObject([
    { findings: [{ check: 'no-contact' }], despite: '留言人已在现场确认。' },
  ]);
  expect(
    (await as('operator', 'POST', `${at}/look`, { ...look, type: 'final', text: 'x', unit: 'x' })).status,
  ).toBe(404);
});
