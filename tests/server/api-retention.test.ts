import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '../../src/server/api/app.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { afterWork, rowsOf, written } from '../support/after-work.ts';

const path = '/api/v1/desk/retention';
let stage: ApiStage;
let jia: string;
let yi: string;
beforeAll(async () => {
  stage = await openApiStage();
  jia = (await stage.employed('运营甲', 'operator')).token;
  yi = (await stage.employed('运营乙', 'operator')).token;
});
afterAll(() => stage?.close());

const call = (method: string, at: string, token: string, body?: unknown) =>
  stage.call(method, at, { token, ...(body !== undefined && { body }) });

test('Two programs of two operators order and confirm; one alone is refused', async () => {
  expect((await call('PUT', `${path}/sessions`, jia, { days: 200 })).status).toBe(204);
  expect((await call('PUT', `${path}/sessions`, jia, { days: 20 })).body.errors).toMatchObject([
    { field: 'days', code: 'kept-otherwise' },
  ]);
  const made = await call('POST', `${path}/orders`, jia, { rules: ['sessions'] });
  expect(made.status).toBe(201);
  const decision = `${path}/orders/${made.body.id}/decision`;
  expect((await call('PUT', decision, jia, { agree: true })).body).toMatchObject({
    code: 'second-operator-confirms',
  });
  expect((await call('PUT', decision, yi, { agree: true })).status).toBe(204);
  expect((await call('POST', `${path}/counts`, yi)).status).toBe(204);
  const { body } = await call('GET', path, yi);
  expect(body['orders']).toMatchObject([{ state: 'confirmed', orderedBy: '运营甲', decidedBy: '运营乙' }]);
});

test('Where staff prove themselves, a program’s token orders and confirms nothing', async () => {
  const before = currentConfig();
  adoptConfig(readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'https://board.example', STAFF_ENTRY: 'full' }));
  try {
    const refused = { status: 403, code: 'confirm-first' };
    expect((await call('POST', `${path}/orders`, jia, { rules: ['sessions'] })).body).toMatchObject(refused);
    expect((await call('PUT', `${path}/orders/1/decision`, yi, { agree: true })).body).toMatchObject(refused);
    expect((await call('PUT', `${path}/sessions`, jia, { days: 200 })).body).toMatchObject(refused);
  } finally {
    adoptConfig(before);
  }
});

test('A person asks by the token of a phone that was just confirmed, for erasure and for the file', async () => {
  const made = await written(stage, {}, stage.now());
  const token = await stage.confirmed(made.phone, 'own');
  expect((await call('PUT', '/api/v1/mine/erasure', token, { publicTexts: 'keep' })).status).toBe(204);
  expect((await call('PUT', '/api/v1/mine/erasure', jia, { publicTexts: 'keep' })).status).toBe(403);
  const { body } = await call('GET', `${path}/requests`, yi);
  expect(body['requests']).toMatchObject([{ state: 'asked', stillHandled: 1, messages: 1 }]);
  expect(JSON.stringify(body)).not.toContain(made.code);
  expect((await call('DELETE', '/api/v1/mine/erasure', token)).status).toBe(204);

  expect((await call('GET', '/api/v1/mine/export', token)).status).toBe(404);
  expect((await call('POST', '/api/v1/mine/export', token)).status).toBe(204);
  await afterWork(stage).settle(stage.now());
  const again = await stage.confirmed(made.phone, 'own');
  expect((await call('GET', '/api/v1/mine/export', again)).body['madeAt']).not.toBeNull();
  const file = await api.request('/api/v1/mine/export/file', {
    headers: { authorization: `Bearer ${again}` },
  });
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect(await rowsOf('select 1 from erasure_requests where taken_back_at is not null')).toHaveLength(1);
});
