import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { followSuccession } from '../../src/server/after/follow-succession.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { rowsOf } from '../support/after-work.ts';

// 苍溪县 is complained of in each of these; it is merged into 剑阁县, and that one into 旺苍县.
const city = '广元市信访局';
const county = '苍溪县信访局';
const heir = '剑阁县信访局';
const last = '旺苍县信访局';
const operator: Actor = { kind: 'machine', name: 'test' };

let stage: ChainStage;
let led: string;
let answering: string;
let answered: string;
let closed: string;
let helped: string;
let untouched: string;
let due: Date | null;

beforeAll(async () => {
  stage = await openChainStage();
  led = await complaint('广元市委书记', city);
  await stage.signed(led, await stage.ordered(led, city, heir), heir);
  answering = await complaint('剑阁县委书记', heir);
  due = (await stage.row(answering)).dueAt;
  answered = await complaint('剑阁县委书记', heir);
  await answer(answered, heir);
  closed = await complaint('剑阁县委书记', heir, true);
  helped = await complaint('广元市委书记', city);
  await stage.signed(helped, await stage.ordered(helped, city, heir, { role: 'joint' }), heir);
  untouched = await stage.accepted('剑阁县委书记', heir);
});
afterAll(() => stage?.close());

/** A complaint of the county, accepted by the office; answered, settled and so closed where that is wanted. */
async function complaint(to: string, office: string, settled = false): Promise<string> {
  const { code, author } = await stage.published({ to, kind: 'complaint' });
  const named = { offices: [await stage.office(county)], words: '' };
  expect((await stage.step(code, 'complained-of', author, named)).status).toBe(200);
  expect((await stage.step(code, 'acceptance', (await stage.people(office)).officer)).status).toBe(200);
  if (!settled) return code;
  await answer(code, office);
  const body = { solved: 5, attitude: 5, speed: 5, settled: true };
  await stage.call('PUT', `/api/v1/messages/${code}/rating`, { token: author, body });
  expect((await stage.row(code)).handling).toBe('closed');
  return code;
}
async function answer(code: string, office: string): Promise<void> {
  const { officer, approver } = await stage.people(office);
  const draft = { type: 'final', text: '已查实并整改。联系电话0839-5220000。', unit: office };
  const { body } = await stage.step(code, 'replies', officer, draft);
  expect((await stage.step(code, `replies/${body.id}/approval`, approver)).status).toBe(200);
}
async function merged(from: string, into: string): Promise<void> {
  const merging = { from: [from], into: { code: into }, onDay: '2026-11-08', source: '通知' };
  await changeDirectory((tx) => mergeRegions(tx, merging, operator, stage.now()));
}
async function reads(code: string, office: string): Promise<number> {
  const token = (await stage.people(office)).officer;
  return (await stage.call('GET', `/api/v1/desk/messages/${code}`, { token })).status;
}
async function steps(code: string): Promise<string[]> {
  const rows = await rowsOf<{ step: string }>(
    'select h.step from history h join messages m on m.id = h.message_id where m.code = $1 order by h.seq',
    [code],
  );
  return rows.map(({ step }) => step);
}
async function complainedOf(code: string): Promise<string[]> {
  const rows = await rowsOf<{ name: string; way: string }>(
    'select o.name, k.way from conflicts k join offices o on o.id = k.office_id join messages m on m.id = k.message_id where m.code = $1 order by k.id',
    [code],
  );
  return rows.map(({ name, way }) => `${name} ${way}`);
}

test('before the merger 剑阁县 handles the complaints of its neighbour', async () => {
  for (const code of [led, answering, answered, closed, helped]) expect(await reads(code, heir)).toBe(200);
  expect(await followSuccession(stage.now())).toBe(0);
});

test('merged with who is complained of, it holds, answers and reads none of them any more', async () => {
  await merged('510824', '510823');
  expect((await stage.breaches()).some((each) => each.includes('succeeds one that is complained of'))).toBe(
    true,
  );
  await followSuccession(stage.now());
  for (const code of [led, answering, answered, closed, helped]) {
    expect(await complainedOf(code), code).toEqual([`${county} named`, `${heir} inherited`]);
    expect(await reads(code, heir), code).toBe(404);
  }
  expect(await stage.row(led)).toMatchObject({ next: 'answer', holder: city, answerable: city });
  expect(await stage.row(answering)).toMatchObject({
    ...{ next: 'answer', holder: city, answerable: city, dueAt: due },
  });
  expect(await stage.row(answered)).toMatchObject({ handling: 'answered', holder: city, answerable: city });
  expect(await stage.row(helped)).toMatchObject({ next: 'answer', holder: city, answerable: city });
  expect((await stage.row(closed)).handling).toBe('closed');
  expect((await steps(closed)).at(-1)).toBe('inherit-complaint');
  expect(await stage.breaches()).toEqual([]);
});

test('the level above goes on with them, and gives them to no office complained of', async () => {
  await answer(answering, city);
  const { officer } = await stage.people(city);
  const order = { office: await stage.office(heir), role: 'lead', words: '请办。' };
  const refused = await stage.step(led, 'assignments', officer, order);
  expect(refused.body.errors).toMatchObject([{ field: 'office', code: 'complained-of' }]);
});

test('what complains of nobody stays with it', async () => {
  expect(await stage.row(untouched)).toMatchObject({ holder: heir, answerable: heir });
  expect(await reads(untouched, heir)).toBe(200);
});

test('it goes on to the successor of the successor, once for each', async () => {
  const before = await steps(closed);
  await followSuccession(stage.now());
  expect(await steps(closed)).toEqual(before);
  await merged('510823', '510821');
  await followSuccession(stage.now());
  expect(await complainedOf(closed)).toEqual([
    ...[`${county} named`, `${heir} inherited`, `${last} inherited`],
  ]);
  expect(await stage.row(untouched)).toMatchObject({ holder: last, answerable: last });
  expect(await stage.breaches()).toEqual([]);
});
