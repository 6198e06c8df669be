import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';
import { written } from '../support/after-work.ts';

let stage: ApiStage;
let office: number;
const tokens: Record<string, string> = {};
const path = '/api/v1/desk/reply-templates';
const as = (who: string, method: string, at: string, body?: object) =>
  stage.call(method, at, { token: tokens[who]!, ...(body && { body }) });
const bridge = { name: '桥梁养护', text: '您反映的“{标题}”（编号{编号}）收悉。\n{单位} {日期}' };

beforeAll(async () => {
  stage = await openApiStage();
  office = (await stage.leader('广元市委书记')).officeId;
  const elsewhere = (await stage.leader('成都市委书记')).officeId;
  tokens['zhao'] = (await stage.employed('赵敏', 'officer', office)).token;
  tokens['qian'] = (await stage.employed('钱岳', 'approver', office)).token;
  tokens['stranger'] = (await stage.employed('外人', 'officer', elsewhere)).token;
  tokens['reviewer'] = (await stage.employed('审核员甲', 'reviewer')).token;
});
afterAll(() => stage?.close());

test('officers of the office keep its templates; nobody else sees or changes them', async () => {
  const made = await as('zhao', 'POST', path, { office, ...bridge });
  expect(made.status).toBe(201);
  const one = `${path}/${made.body.id}`;
  expect((await as('zhao', 'POST', path, { office, ...bridge })).body.errors).toMatchObject([
    { field: 'name', code: 'name-taken' },
  ]);
  expect((await as('stranger', 'POST', path, { office, ...bridge })).body.errors).toMatchObject([
    { field: 'office', code: 'wrong-choice' },
  ]);
  expect((await as('reviewer', 'POST', path, { office, ...bridge })).status).toBe(403);
  expect((await as('reviewer', 'GET', path)).status).toBe(403);
  expect((await as('stranger', 'GET', path)).body).toEqual({ items: [], total: 0 });
  expect((await as('stranger', 'PUT', one, bridge)).status).toBe(404);
  expect((await as('stranger', 'DELETE', one)).status).toBe(404);
  expect((await as('qian', 'PUT', one, { ...bridge, text: `${bridge.text}。` })).status).toBe(204);
  expect((await as('qian', 'PUT', one, { ...bridge, text: '{姓名}您好' })).body.errors).toMatchObject([
    { field: 'text', code: 'unknown-field' },
  ]);
  expect((await as('zhao', 'GET', path)).body).toMatchObject({
    total: 1,
    items: [{ name: '桥梁养护', by: '钱岳', uses: 0, office: { id: office } }],
  });
});

test('a reply written from a template counts for it; its public title fills it in, not what was blacked out', async () => {
  const made = await written(stage, { title: '罗大山家门口桥塌了', body: '请派人看看。' }, stage.now());
  const reviewer = await stage.staff('审核员乙', 'reviewer');
  const redacted = { title: '某人家门口桥塌了' };
  await review(made.code, { visibility: 'public', redacted }, reviewer, stage.now());
  await accept(made.code, await stage.staff('孙立', 'head', office), stage.now());
  const [template] = (await as('zhao', 'GET', path)).body.items;
  const at = `/api/v1/desk/messages/${made.code}`;
  const unit = '广元市交通运输局';
  const filled = await as(
    'zhao',
    'GET',
    `${at}/reply-templates/${template?.id}?unit=${encodeURIComponent(unit)}`,
  );
  expect(String(filled.body['text'])).toMatch(
    /^您反映的“某人家门口桥塌了”（编号\d{4} \d{4} \d{4}）收悉。\n广元市交通运输局 2026年11月9日。$/,
  );
  const draft = { type: 'interim', text: String(filled.body['text']), unit, template: template?.id };
  expect((await as('zhao', 'POST', `${at}/replies`, draft)).status).toBe(201);
  expect((await as('zhao', 'GET', path)).body.items).toMatchObject([{ uses: 1 }]);
  expect((await as('stranger', 'GET', `${at}/reply-templates/${template?.id}`)).status).toBe(404);
});

test('of many, words find one; what is retired is gone from the list and its name is free again', async () => {
  for (let n = 0; n < 30; n += 1)
    await as('zhao', 'POST', path, { office, name: `路灯${n}`, text: '已报修。' });
  const list = await as('zhao', 'GET', `${path}?limit=5`);
  expect(list.body).toMatchObject({ total: 31 });
  expect(list.body.items).toHaveLength(5);
  const found = (await as('zhao', 'GET', `${path}?q=${encodeURIComponent('路灯7')}`)).body.items;
  expect(found.map(({ name }) => name)).toEqual(['路灯7']);
  expect((await as('zhao', 'DELETE', `${path}/${found[0]?.id}`)).status).toBe(204);
  expect((await as('zhao', 'DELETE', `${path}/${found[0]?.id}`)).status).toBe(404);
  expect((await as('zhao', 'POST', path, { office, name: '路灯7', text: '已换灯。' })).status).toBe(201);
});
