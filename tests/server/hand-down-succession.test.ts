import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { followSuccession } from '../../src/server/after/follow-succession.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { rowsOf } from '../support/after-work.ts';

// 苍溪县 is merged into 剑阁县 while its offices answer for, hold and work on messages.
const city = '广元市信访局';
const county = '苍溪县信访局';
const bureau = '苍溪县交通运输局';
const heir = '剑阁县信访局';
const heirBureau = '剑阁县交通运输局';
const operator: Actor = { kind: 'machine', name: 'test' };

let stage: ChainStage;
let waiting: string;
let handled: string;
let handedDown: string;
let twice: string;
let due: Date | null;

beforeAll(async () => {
  stage = await openChainStage();
  ({ code: waiting } = await stage.published({ to: '苍溪县委书记' }));
  handled = await stage.accepted('苍溪县委书记', county);
  handedDown = await stage.accepted('广元市委书记', city);
  const order = await stage.ordered(handedDown, city, county);
  await stage.signed(handedDown, order, county);
  await stage.ordered(handedDown, county, bureau);
  twice = await stage.accepted('广元市委书记', city);
  await stage.ordered(twice, city, heir, { role: 'joint' });
  await stage.ordered(twice, city, county);
  due = (await stage.row(handled)).dueAt;
  const merging = { from: ['510824'], into: { code: '510823' }, onDay: '2026-11-08', source: '通知' };
  await changeDirectory((tx) => mergeRegions(tx, merging, operator, stage.now()));
  expect(await rowsOf(`select task from outbox where task = 'follow-succession'`)).toHaveLength(1);
  await followSuccession(stage.now());
});
afterAll(() => stage?.close());

test('what waited for the county waits for its successor, which accepts it', async () => {
  expect(await stage.row(waiting)).toMatchObject({ next: 'accept', answerable: heir, holder: heir });
  const accepted = await stage.step(waiting, 'acceptance', (await stage.people(heir)).officer);
  expect(accepted.status).toBe(200);
});

test('what the county answered for is the successor’s, due when it was', async () => {
  expect(await stage.row(handled)).toMatchObject({
    ...{ next: 'answer', answerable: heir, holder: heir, dueAt: due },
  });
  const draft = { type: 'interim', text: '已派人查看，三日内告知。联系电话0839-6620000。', unit: heir };
  expect((await stage.step(handled, 'replies', (await stage.people(heir)).officer, draft)).status).toBe(201);
  const { body } = await stage.call('GET', `/api/v1/messages/${handled}`);
  const trace = body['trace'] as { step: string; unit: string | null }[];
  expect(trace.at(-1)).toMatchObject({ step: 'succeed', unit: heir });
});

test('its orders go on between the offices of today', async () => {
  expect(await stage.row(handedDown)).toMatchObject({
    ...{ next: 'accept-order', answerable: city, holder: heirBureau },
  });
  const { body } = await stage.call('GET', `/api/v1/desk/messages/${handedDown}`, {
    token: (await stage.people(city)).officer,
  });
  const orders = body['orders'] as unknown as { id: number; from: { name: string }; to: { name: string } }[];
  expect(orders.map((o) => `${o.from.name} → ${o.to.name}`)).toEqual([
    `${city} → ${heir}`,
    `${heir} → ${heirBureau}`,
  ]);
  expect((await stage.signed(handedDown, orders[1]?.id ?? 0, heirBureau)).status).toBe(200);
});

test('where lead and joint unit became one, the city arranges it anew', async () => {
  expect(await stage.row(twice)).toMatchObject({ next: 'answer', answerable: city, holder: city });
  await stage.ordered(twice, city, heir);
});

test('nothing is passed on twice, and everything holds', async () => {
  const steps = async () =>
    (await rowsOf(`select seq from history where step in ('succeed', 'succeed-afresh')`)).length;
  const before = await steps();
  expect(before).toBe(4);
  expect(await followSuccession(stage.now())).toBe(0);
  expect(await steps()).toBe(before);
  expect(await stage.breaches()).toEqual([]);
});
