import { afterAll, beforeAll, expect, test } from 'vitest';
import { appPool } from '../../src/server/store/db.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import type { Loose } from '../support/api-stage.ts';

const city = '广元市信访局';
const county = '苍溪县信访局';
const bureau = '苍溪县交通运输局';
const housing = '苍溪县住房和城乡建设局';

interface Row {
  code: string;
  order: { role: string; state: string; from: { name: string }; dueAt: string } | null;
}

let stage: ChainStage;
let code: string;
beforeAll(async () => {
  stage = await openChainStage();
  code = await stage.accepted('广元市委书记', city);
});
afterAll(() => stage.close());

/** Under which tabs an office finds the message, and by which order it has it. */
async function found(office: string): Promise<{ tabs: string[]; order: Row['order'] | undefined }> {
  const { officer } = await stage.people(office);
  const read = async (tab: string) => {
    const { body } = await stage.call('GET', `/api/v1/desk/queue?room=office&tab=${tab}`, { token: officer });
    return {
      items: body['items'] as unknown as Row[],
      counts: body['counts'] as unknown as Record<string, number>,
    };
  };
  const { items, counts } = await read('all');
  const tabs: string[] = [];
  for (const [tab, count] of Object.entries(counts)) {
    const page = (await read(tab)).items;
    expect(page.length, `${office}, ${tab}`).toBe(count);
    if (page.some((row) => row.code === code)) tabs.push(tab);
  }
  return { tabs: tabs.sort(), order: items.find((row) => row.code === code)?.order };
}
const judged = async (order: number, by: string): Promise<Loose> =>
  (await stage.step(code, `assignments/${order}/result-approval`, (await stage.people(by)).officer)).body;

test('whoever has it by an order finds it, with the order’s own time; who handed it on keeps it in sight', async () => {
  const toCounty = await stage.ordered(code, city, county);
  expect(await found(city)).toEqual({ tabs: ['all', 'handed-down'], order: null });
  const offered = await found(county);
  expect(offered).toMatchObject({
    tabs: ['all', 'to-accept'],
    order: { role: 'lead', state: 'offered', from: { name: city } },
  });

  await stage.signed(code, toCounty, county);
  const working = await found(county);
  expect(working.tabs).toEqual(['all', 'to-work']);
  // First it had to be signed for, now it has to be done.
  expect(Date.parse(working.order?.dueAt ?? '')).toBeGreaterThan(Date.parse(offered.order?.dueAt ?? ''));

  const help = await stage.ordered(code, county, housing, { role: 'joint' });
  expect((await found(county)).tabs).toEqual(['all', 'to-work']);
  const toBureau = await stage.ordered(code, county, bureau);
  expect((await found(county)).tabs).toEqual(['all', 'handed-down']);
  expect((await found(bureau)).tabs).toEqual(['all', 'to-accept']);
  expect(await found(housing)).toMatchObject({ tabs: ['all', 'to-accept'], order: { role: 'joint' } });

  await stage.signed(code, help, housing);
  expect((await found(housing)).tabs).toEqual(['all', 'to-work']);
  await stage.reported(code, help, housing);
  expect((await found(housing)).tabs).toEqual(['all']);
  expect((await found(county)).tabs).toEqual(['all', 'handed-down', 'to-judge']);
  await judged(help, county);
  expect(await found(housing)).toEqual({ tabs: [], order: undefined });

  await stage.signed(code, toBureau, bureau);
  await stage.reported(code, toBureau, bureau);
  expect((await found(county)).tabs).toEqual(['all', 'to-judge']);
  await judged(toBureau, county);
  await stage.reported(code, toCounty, county);
  expect((await found(city)).tabs).toEqual(['all', 'to-judge']);
  await judged(toCounty, city);
  expect((await found(city)).tabs).toEqual(['all', 'to-answer']);
  expect((await found(county)).tabs).toEqual([]);
});

test('what came back twice stands where it is to be ruled on', async () => {
  code = await stage.accepted('广元市委书记', city);
  const toCounty = await stage.ordered(code, city, county);
  await stage.signed(code, toCounty, county);
  await stage.returned(code, await stage.ordered(code, county, bureau), bureau);
  await stage.returned(code, await stage.ordered(code, county, housing), housing);
  expect((await found(county)).tabs).toEqual(['all', 'to-rule']);
  expect((await found(city)).tabs).toEqual(['all', 'handed-down']);
});

test('whoever waited while an order was taken back does not work on it any more', async () => {
  const other = await stage.accepted('广元市委书记', city);
  await stage.signed(other, await stage.ordered(other, city, county), county);
  const help = await stage.ordered(other, county, housing, { role: 'joint' });
  const meanwhile = await appPool().connect();
  await meanwhile.query('begin');
  await meanwhile.query('select id from messages where code = $1 for update', [other]);
  const late = stage.signed(other, help, housing);
  await untilWaiting();
  await meanwhile.query(`update assignments set state = 'cancelled', ended_at = now() where id = $1`, [help]);
  await meanwhile.query('update messages set history_seq = history_seq where code = $1', [other]);
  await meanwhile.query('commit');
  meanwhile.release();
  expect((await late).status).toBe(409);
});

async function untilWaiting(): Promise<void> {
  const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  while ((await appPool().query(waits)).rows.length === 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
