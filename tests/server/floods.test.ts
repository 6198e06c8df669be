import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { watchFloods } from '../../src/server/after/watch-floods.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { words } from '../support/story.ts';
import { verified } from '../support/verified.ts';

let stage: ApiStage;
let work: AfterWork;
let leader: number;
let reviewer: string;
let phones = 0;
const days = 24 * 60;
const freshPhone = () => `136${String(70_000_000 + phones++)}`;
const draft =
  '新开的夜市每天吵到凌晨，音响声音大得窗户都在抖，孩子第二天上课没有精神。请城管部门规定经营时间，并安排人晚上巡查。';

beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
  work = afterWork(stage);
  leader = (await stage.leader('广元市委书记')).id;
  reviewer = (await stage.employed('林审', 'reviewer')).token;
});
afterEach(async () => {
  await work.settle(stage.now());
  expect(await verified(stage)).toEqual([]);
});
afterAll(() => stage.close());

async function send(phone: string, changes: object = {}, proven?: string) {
  const verification = proven ?? (await stage.confirmed(phone));
  const body = { ...words({ leader }), anotherMatter: true, verification, ...changes };
  return stage.call('POST', '/api/v1/messages', { body });
}
const look = () => watchFloods(stage.now(), 100);
interface Queued {
  code: string;
  flood: { id: number; messages: number; accounts: number } | null;
}
async function queued(): Promise<Queued[]> {
  const at = '/api/v1/desk/queue?room=review&limit=100';
  return (await stage.call<{ items: Queued[] }>('GET', at, { token: reviewer })).body.items;
}
const floodOf = async (code: string) => (await queued()).find((each) => each.code === code)?.flood;

test('Nearly the same text from five accounts is marked for the reviewer as one group; from four, or from one five times, it is not', async () => {
  const codes: string[] = [];
  const alone = await stage.confirmed(freshPhone());
  for (let n = 0; n < 5; n += 1)
    await send(
      '',
      { title: '路灯不亮', body: `村口的路灯坏了${n}盏，晚上走路看不见，老人摔了一跤，请修一修。` },
      alone,
    );
  for (let n = 0; n < 4; n += 1)
    codes.push((await send(freshPhone(), { body: `${'你好。'.repeat(n % 2)}${draft}${n}` })).body.code);
  await look();
  expect((await queued()).filter(({ flood }) => flood)).toEqual([]);
  codes.push((await send(freshPhone(), { body: draft.replaceAll('，', ' ') })).body.code);
  await look();
  const found = await Promise.all(codes.map(floodOf));
  expect(new Set(found.map((flood) => flood?.id)).size).toBe(1);
  expect(found[0]).toMatchObject({ messages: 5, accounts: 5 });
  expect((await queued()).filter(({ flood }) => flood)).toHaveLength(5);
});

test('Nothing is decided by it: the messages wait for review, their clocks run, and the desk is told once', async () => {
  await send(freshPhone(), { body: draft });
  await look();
  await work.settle(stage.now());
  const rows = await rowsOf<{ publication: string; running: string }>(
    `select m.publication, (select count(*) from clocks c where c.message_id = m.id and c.stopped_at is null) as running
     from messages m join flood_members k on k.message_id = m.id join flood_groups g on g.id = k.group_id where g.flooded_at is not null`,
  );
  expect(rows).toHaveLength(6);
  for (const row of rows) expect(row).toEqual({ publication: 'awaiting-review', running: 2 });
  expect(await rowsOf(`select from staff_notices where what = 'flood'`)).toHaveLength(1);
});

test('After three days the same text is new again', async () => {
  stage.later(3 * days + 1);
  const { code } = (await send(freshPhone(), { body: draft })).body;
  await look();
  expect(await floodOf(code)).toBeNull();
});

test('Two workers at once look at each message once', async () => {
  for (let n = 0; n < 6; n += 1) await send(freshPhone(), { body: `${draft}请回复。` });
  const looked = await Promise.all([look(), look()]);
  expect(looked[0] + looked[1]).toBe(6);
  expect(await rowsOf('select from flood_queue')).toEqual([]);
  const groups = await rowsOf(`select from flood_groups where flooded_at > $1`, [
    new Date(stage.now().getTime() - 60_000),
  ]);
  expect(groups).toHaveLength(1);
});

test('An account sends twenty messages in a day, and a cry for help beyond that', async () => {
  const before = currentConfig();
  adoptConfig({ ...before, rateLimit: 'on' });
  const phone = freshPhone();
  const token = await stage.confirmed(phone);
  const another = (changes: object = {}) => send(phone, changes, token);
  for (let n = 0; n < 20; n += 1) expect((await another()).status).toBe(201);
  expect((await another()).body).toMatchObject({ code: 'too-many-today', status: 429 });
  expect((await another({ body: '电梯里困住了三个人，快来。' })).status).toBe(201);
  stage.later(days + 1);
  expect((await send(phone)).status).toBe(201);
  adoptConfig(before);
});
