import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterWork } from '../support/after-work.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const city = '广元市信访局';

let stage: ChainStage;
beforeAll(async () => {
  stage = await openChainStage();
});
afterAll(() => stage?.close());

const look = (code: string, token: string, body: object = { what: 'phone', reason: '核实情况' }) =>
  stage.call('POST', `/api/v1/desk/messages/${code}/reveals`, { ...(token && { token }), body });

test('Officer Zhao sees the phone with a reason; strangers, the reviewer and a unit that was not asked see nothing', async () => {
  const code = await stage.accepted('广元市委书记', city);
  const { officer } = await stage.people(city);
  expect((await look(code, officer)).body).toMatchObject({ what: 'phone', value: '13900000001' });
  expect((await look(code, officer, { what: 'name', reason: '' })).body).toMatchObject({ status: 422 });
  expect((await look(code, officer, { what: 'address', reason: '核实' })).status).toBe(422);
  expect((await look(code, '')).status).toBe(401);
  expect((await look(code, await stage.reviewer())).status).toBe(403);
  for (const other of ['苍溪县信访局', '成都市信访局'])
    expect((await look(code, (await stage.people(other)).officer)).status, other).toBe(404);
});

test('Luo reads what she was told; another citizen reads nothing of it, and staff have notices of their own', async () => {
  const { code, author } = await stage.published({ to: '广元市委书记' });
  await afterWork(stage).settle(stage.now());
  const notices = (token: string) => stage.call('GET', '/api/v1/mine/notices', { token });
  expect((await notices(author)).body.items).toMatchObject([{ what: 'published', code, read: false }]);
  expect((await notices(await stage.confirmed('13700002222', 'own'))).body.items).toEqual([]);
  expect((await notices(await stage.reviewer())).status).toBe(403);
});
