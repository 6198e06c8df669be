import fs from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { lateRows } from '../../src/server/store/late-numbers.ts';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { dropPastDues, foldDeltas } from '../../src/server/store/rollups.ts';
import { dayOf } from '../../src/domain/calendar.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { rowsOf } from '../support/after-work.ts';

const office = '广元市信访局';
const leader = '广元市委书记';

let stage: ChainStage;
let mo: string;
beforeAll(async () => {
  stage = await openChainStage();
  mo = (await stage.employed('审核员莫', 'reviewer')).token;
});
afterAll(() => stage?.close());

interface Life {
  code: string;
  author: string;
}
/** What may happen to a message; whatever is refused where it stands changes nothing. */
const happenings = {
  publish: async ({ code }: Life) =>
    stage.step(code, 'publication', await stage.reviewer(), { visibility: 'public' }),
  hide: async ({ code }: Life) =>
    stage.step(code, 'publication', await stage.reviewer(), { visibility: 'private', code: 'privacy' }),
  reject: async ({ code }: Life) =>
    stage.step(code, 'rejection', await stage.reviewer(), { code: 'unclear', words: '请写清楚地点。' }),
  accept: async ({ code }: Life) => stage.step(code, 'acceptance', (await stage.people(office)).officer),
  return: async ({ code }: Life) =>
    stage.step(code, 'transfer-return', (await stage.people(office)).officer, {
      code: 'other-unit',
      words: '不归我们管。',
    }),
  'hand on': async ({ code }: Life) =>
    stage.step(code, 'transfers', await stage.reviewer(), {
      office: await stage.office('成都市信访局'),
      words: '请你局办理。',
    }),
  'hand back': async ({ code }: Life) =>
    stage.step(code, 'transfers', (await stage.people('成都市信访局')).officer, {
      office: await stage.office(office),
      words: '桥在你处。',
    }),
  answer: async ({ code }: Life) => {
    const { officer, approver } = await stage.people(office);
    const reply = { type: 'final', text: '桥面已修补，二十日通车。联系电话0839-5220000。', unit: office };
    const draft = await stage.step(code, 'replies', officer, reply);
    return stage.step(code, `replies/${draft.body.id}/approval`, approver);
  },
  pause: async ({ code }: Life) =>
    stage.step(code, 'pause', (await stage.people(office)).officer, {
      words: '请补充地点。',
      on: new Date(stage.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10),
    }),
  settle: (life: Life) => rate(life, { solved: 5, attitude: 4, speed: 4, settled: true }),
  reopen: (life: Life) => rate(life, { solved: 1, attitude: 3, speed: 2, settled: false }),
  stars: (life: Life) => rate(life, { solved: 3, attitude: 3, speed: 3 }),
  withdraw: ({ code, author }: Life) =>
    stage.call('POST', `/api/v1/messages/${code}/withdrawal`, { token: author, body: {} }),
  'take down': async ({ code }: Life) => {
    await stage.step(code, 'take-down', await stage.reviewer(), { code: 'rumour', words: '没有核实。' });
    return stage.step(code, 'take-down-decision', mo, { agree: true });
  },
  restore: async ({ code }: Life) => {
    await stage.step(code, 'restoration', mo, { words: '已核实。' });
    return stage.step(code, 'take-down-decision', await stage.reviewer(), { agree: true });
  },
  wait: async () => stage.later(60 * 31),
  fold: () => foldDeltas(3),
};
const rate = ({ code, author }: Life, body: object) =>
  stage.call('PUT', `/api/v1/messages/${code}/rating`, { token: author, body });
// What ends a message comes seldom, so that ways are long.
const seldom: readonly string[] = ['withdraw', 'reject', 'hide'];
const names = Object.keys(happenings).flatMap((name) =>
  Array.from({ length: seldom.includes(name) ? 1 : 3 }, () => name as keyof typeof happenings),
);

/** What is late, counted message by message, against what the kept numbers say at the same moment. */
async function lateBothWays(): Promise<[unknown, unknown]> {
  const now = stage.now();
  const scopes = ['all', 'city:510800', 'source:api', 'kind:help', 'office:1'];
  const kept = await lateRows(app(), scopes, now);
  const open = `from messages m where m.publication = 'public' and m.handling in ('waiting', 'in-progress')`;
  const [counted] = await rowsOf<Record<string, number>>(
    `select (select count(*) ${open} and due_at <= $1 and paused_until is null)::int as owed,
      (select count(*) ${open} and first_due_at <= $1 and first_answered_at is null and kind <> 'thanks')::int as unmet,
      (select count(*) ${open} and contact_due_at <= $1 and contacted_at is null)::int as unheard`,
    [now],
  );
  const of = (scope: string) =>
    Object.fromEntries(
      ['owed', 'unmet', 'unheard'].map((measure) => [
        measure,
        Number(kept.find((row) => row.scope === scope && row.measure === measure)?.n ?? 0),
      ]),
    );
  return [
    [of('all'), of('city:510800'), of('office:1')],
    [counted, counted, { owed: 0, unmet: 0, unheard: 0 }],
  ];
}

test(
  'whatever happens to messages, the numbers kept are those of a recount, and what is late is late',
  { timeout: 150_000 },
  async () => {
    let runs = 0;
    const happening = fc.tuple(fc.nat(2), fc.constantFrom(...names));
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 30, maxLength: 40 }),
        fc.array(fc.constantFrom('help', 'complaint', 'thanks'), { minLength: 3, maxLength: 3 }),
        async (way, kinds) => {
          const lives: Life[] = [];
          await happenings.reject(await stage.sent({ to: leader, title: '请看看路灯' }));
          await happenings.withdraw(await stage.published({ to: leader, title: '请看看路牌' }));
          for (const kind of kinds)
            lives.push(
              await stage.sent({ to: leader, kind, title: `${kind === 'help' ? '请修桥面' : '请管管夜市'}` }),
            );
          for (const life of lives.slice(0, 2)) await happenings.publish(life);
          for (const name of ['accept', 'answer', 'settle', 'reopen', 'answer', 'stars'] as const)
            await happenings[name](lives[0]!);
          for (const name of ['return', 'hand on', 'hand back', 'accept', 'pause'] as const)
            await happenings[name](lives[1]!);
          await happenings[runs++ % 2 === 0 ? 'hide' : 'publish'](lives[2]!);
          for (const [which, name] of way) await happenings[name](lives[which]!);
          expect(await stage.breaches()).toEqual([]);
          const [kept, counted] = await lateBothWays();
          expect(kept).toEqual(counted);
        },
      ),
      { numRuns: 4, seed: 20, endOnFailure: true },
    );
    const steps = (await rowsOf<{ step: string }>('select distinct step from history')).map(
      ({ step }) => step,
    );
    expect(steps).toEqual(
      expect.arrayContaining([
        ...[
          'publish',
          'keep-private',
          'reject',
          'accept',
          'return-transfer',
          'transfer-on',
          'answer',
          'pause',
        ],
        ...['reopen', 'settle', 'rate', 'withdraw', 'take-down', 'restore'],
      ]),
    );
    while ((await foldDeltas(100)) > 0);
    await dropPastDues(dayOf(stage.now()), 1000);
    expect(
      await rowsOf(`select 1 from rollups where measure = 'owed' and n = 0 and month < $1`, [
        dayOf(stage.now()),
      ]),
    ).toEqual([]);
    expect(await stage.breaches()).toEqual([]);
    const [kept, counted] = await lateBothWays();
    expect(kept).toEqual(counted);
  },
);

test('an emergency is late in its hour, before its day is over', async () => {
  const { code } = await stage.sent({
    to: leader,
    kind: 'help',
    title: '有人被困',
    body: '山洪来了，三个人被困在桥头，请马上救人。',
  });
  await happenings.publish({ code, author: '' });
  const [row] = await rowsOf<{ urgency: string; due: Date }>(
    'select urgency, due_at as due from messages where code = $1',
    [code],
  );
  expect(row?.urgency).toBe('emergency');
  const lateAt = async (now: Date) =>
    (await lateRows(app(), ['all'], now)).find(({ measure }) => measure === 'owed')?.n ?? 0;
  const due = row?.due ?? new Date();
  expect(Number(await lateAt(due)) - Number(await lateAt(new Date(due.getTime() - 1)))).toBe(1);
  const [kept, counted] = await lateBothWays();
  expect(kept).toEqual(counted);
});

test('verify finds a number that was changed by hand, by month and over all time', async () => {
  while ((await foldDeltas(100)) > 0);
  await rowsOf(`update rollups set n = n + 1 where scope = 'all' and measure = 'public'`);
  expect(
    (await stage.breaches()).some((breach) => /all public 20\d\d.*kept \d+, recounted/.test(breach)),
  ).toBe(true);
  await rowsOf(`update rollups set n = n - 1 where scope = 'all' and measure = 'public'`);
  await addToTotal('city:510800', 'on-time', 1);
  expect((await stage.breaches()).some((breach) => breach.includes('city:510800 on-time all time'))).toBe(
    true,
  );
  await addToTotal('city:510800', 'on-time', -1);
  expect(await stage.breaches()).toEqual([]);
});

async function addToTotal(scope: string, measure: string, n: number): Promise<void> {
  await rowsOf(
    `update rollup_totals set counts = jsonb_set(counts, array[$2::text], to_jsonb(coalesce((counts->>$2)::bigint, 0) + $3::bigint)) where scope = $1`,
    [scope, measure, n],
  );
}

test('a house from before these numbers has them all after its migration', async () => {
  const migration = ['0125-statistics', '0153-totals-in-one-row']
    .map((name) => fs.readFileSync(`db/migrations/${name}.sql`, 'utf8'))
    .join('\n');
  await asSuperuser(stage.urls.ownerUrl, async (client) => {
    await client.query(`drop index messages_owed_today, messages_unmet_today, messages_unheard_today, rollups_dues;
      drop table rollup_totals; delete from deltas; delete from rollups;
      alter table deltas drop column source, drop column office_id, drop column measures, drop column days, drop column ns,
        add column measure text, add column n integer;
      create temp table had as select id, first_answered_at, answer_days, contact_due_at, ratings, satisfied from messages;
      alter table messages drop column first_answered_at, drop column answer_days, drop column contact_due_at,
        drop column ratings, drop column satisfied`);
    await client.query(`begin; ${migration}; commit`);
    const { rows } = await client.query(
      `select m.code, h.*, m.answer_days as now_days, m.contact_due_at as now_contact from had h join messages m on m.id = h.id
        where (h.first_answered_at, h.answer_days, h.ratings, h.satisfied) is distinct from (m.first_answered_at, m.answer_days, m.ratings, m.satisfied)
          or m.publication = 'public' and m.handling in ('waiting', 'in-progress') and h.contact_due_at is distinct from m.contact_due_at`,
    );
    expect(rows).toEqual([]);
  });
  expect(await stage.breaches()).toEqual([]);
  const [kept, counted] = await lateBothWays();
  expect(kept).toEqual(counted);
});
