import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { followChange } from '../../src/server/after/follow-change.ts';
import { endPolicy, type PolicyGiven, setPolicy } from '../../src/server/life/clocks/set-policy.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { rowsOf } from '../support/after-work.ts';

// Monday, 9 November 2026: acceptance and its like take two working days by default, judging and ruling one.
const city = '广元市信访局';
const county = '苍溪县信访局';
const housing = '苍溪县住房和城乡建设局';
let stage: ChainStage;
let operator: Actor;
const shanghai = (text: string) => new Date(`${text}+08:00`);

beforeAll(async () => {
  stage = await openChainStage();
  operator = await stage.staff('运营方', 'operator');
});
afterAll(() => stage?.close());

const within = (clock: PolicyGiven['clock'], hours: number): PolicyGiven => ({
  ...{ clock, region: '510800', office: null, kind: null, urgency: null },
  ...{ length: hours, unit: 'hours', ground: '市政府办公室通知' },
});
async function dueOf(code: string, what: string): Promise<Date[]> {
  const rows = await rowsOf<{ due: Date }>(
    'select c.due_at as due from clocks c join messages m on m.id = c.message_id where m.code = $1 and c.what = $2 and c.stopped_at is null order by c.id',
    [code, what],
  );
  return rows.map((row) => row.due);
}
const hoursFromNow = (hours: number) => new Date(stage.now().getTime() + hours * 3_600_000);

test('an office has as long to accept, a unit to sign and an orderer to judge as the policy of its place says', async () => {
  const set = [];
  for (const [clock, hours] of [
    ['accept', 4],
    ['accept-order', 3],
    ['judge', 5],
    ['extension', 6],
  ] as const)
    set.push(await setPolicy(within(clock, hours), false, operator, stage.now()));
  const { code: waiting } = await stage.published({ to: '广元市委书记' });
  expect(await dueOf(waiting, 'accept')).toEqual([hoursFromNow(4)]);
  const code = await stage.accepted('广元市委书记', city);
  const order = await stage.ordered(code, city, county);
  expect(await dueOf(code, 'accept-order')).toEqual([hoursFromNow(3)]);
  await stage.signed(code, order, county);
  await stage.reported(code, order, county);
  expect(await dueOf(code, 'judge')).toEqual([hoursFromNow(5)]);
  const asked = await stage.step(code, 'extensions', (await stage.people(city)).officer, {
    ...{ words: '还在等检测。', internal: '等检测报告。', on: '2026-11-30' },
  });
  expect(asked.status).toBe(201);
  expect(await dueOf(code, 'extension')).toEqual([hoursFromNow(6)]);
  for (const { id } of set) await endPolicy(id, false, operator, stage.now());
  const { code: usual } = await stage.published({ to: '广元市委书记' });
  expect(await dueOf(usual, 'accept')).toEqual([shanghai('2026-11-12T00:00:00')]);
});

test('running clocks of several orders follow, and until then each unit may return its own', async () => {
  const code = await stage.accepted('广元市委书记', city);
  await stage.ordered(code, city, county);
  await stage.ordered(code, city, '剑阁县信访局', { role: 'joint' });
  const { id } = await setPolicy(within('accept-order', 1), true, operator, stage.now());
  const [change] = await rowsOf<{ id: number }>('select max(id) as id from clock_changes');
  await followChange({ change: change?.id as number }, stage.now());
  expect(await dueOf(code, 'accept-order')).toEqual([hoursFromNow(1), hoursFromNow(1)]);
  const until = await rowsOf<{ until: Date }>(
    'select a.return_until_at as until from assignments a join messages m on m.id = a.message_id where m.code = $1',
    [code],
  );
  expect(until.map((row) => row.until)).toEqual([hoursFromNow(1), hoursFromNow(1)]);
  await endPolicy(id, false, operator, stage.now());
  expect(await stage.breaches()).toEqual([]);
});

test('who rules on what came back twice has as long as the policy says', async () => {
  const { id } = await setPolicy(within('rule', 7), false, operator, stage.now());
  const code = await stage.accepted('广元市委书记', city);
  const order = await stage.ordered(code, city, county);
  await stage.signed(code, order, county);
  for (const unit of ['苍溪县交通运输局', housing])
    await stage.returned(code, await stage.ordered(code, county, unit), unit);
  expect(await dueOf(code, 'rule')).toEqual([hoursFromNow(7)]);
  await endPolicy(id, false, operator, stage.now());
});
