import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldDeltas } from '../../src/server/store/rollups.ts';
import { app } from '../../src/server/store/db.ts';
import { readNumbers } from '../../src/server/views/numbers.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const office = '广元市信访局';
const measure = { what: 'adopted', measure: '暂停机动车尾号限行', on: '2026-11-05' };

let stage: ChainStage;
let mo: string;
beforeAll(async () => {
  stage = await openChainStage();
  mo = (await stage.employed('审核员莫', 'reviewer')).token;
});
afterAll(() => stage?.close());

async function adoptedIn(...scopes: string[]): Promise<number[]> {
  const numbers = await readNumbers(app(), scopes);
  return scopes.map((scope) => numbers.get(scope)?.total.adopted ?? 0);
}
const country = async () => (await adoptedIn('all'))[0];

/** A suggestion that was answered. */
async function answered(): Promise<{ code: string; author: string }> {
  const made = await stage.published({ to: '广元市委书记', kind: 'suggestion' });
  await stage.step(made.code, 'acceptance', (await stage.people(office)).officer);
  await reply(made.code);
  return made;
}
async function reply(code: string): Promise<void> {
  const { officer, approver } = await stage.people(office);
  const draft = { type: 'final', text: '已暂停尾号限行。联系电话0839-5220000。', unit: office };
  const { body } = await stage.step(code, 'replies', officer, draft);
  expect((await stage.step(code, `replies/${body.id}/approval`, approver)).status).toBe(200);
}
/** Proposed by one, confirmed by another; its number. */
async function adopted(code: string): Promise<number> {
  const { officer, approver } = await stage.people(office);
  const mark = await stage.step(code, 'marks', officer, measure);
  expect(await country()).toBe(0);
  expect((await stage.step(code, `marks/${mark.body.id}/confirmation`, approver)).status).toBe(200);
  return Number(mark.body.id);
}

test('an adopted suggestion counts once it is confirmed, in its place, kind and month, and as long as everybody reads of it', async () => {
  const { code, author } = await answered();
  const mark = await adopted(code);
  expect(await adoptedIn('all', 'province:510000', 'city:510800', 'kind:suggestion', 'kind:help')).toEqual([
    ...[1, 1, 1, 1, 0],
  ]);
  const { months } = (await readNumbers(app(), ['all'])).get('all') ?? { months: [] };
  expect(months.map(({ month, counts }) => [month, counts.adopted])).toEqual([['2026-11-01', 1]]);
  await foldDeltas(1000);
  expect(await country()).toBe(1);

  const rated = { solved: 1, attitude: 1, speed: 1, settled: false };
  await stage.call('PUT', `/api/v1/messages/${code}/rating`, { token: author, body: rated });
  expect(await country()).toBe(0);
  await reply(code);
  expect(await country()).toBe(1);

  await stage.step(code, 'take-down', await stage.reviewer(), { code: 'rumour', words: '没有核实。' });
  await stage.step(code, 'take-down-decision', mo, { agree: true });
  expect(await country()).toBe(0);
  await stage.step(code, 'restoration', mo, { words: '已核实。' });
  await stage.step(code, 'take-down-decision', await stage.reviewer(), { agree: true });
  expect(await country()).toBe(1);

  const { approver } = await stage.people(office);
  const ended = { token: approver, body: {} };
  expect((await stage.call('POST', `/api/v1/desk/messages/${code}/marks/${mark}/end`, ended)).status).toBe(
    200,
  );
  expect(await country()).toBe(0);
  expect(await stage.breaches()).toEqual([]);
});
