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
import { type Happenings, happeningsOf, leader, type Life } from '../support/happenings.ts';

let stage: ChainStage;
let happenings: Happenings & typeof timely;
beforeAll(async () => {
  stage = await openChainStage();
  const { token: mo } = await stage.employed('审核员莫', 'reviewer');
  happenings = { ...happeningsOf({ ...stage, mo }), ...timely };
});
afterAll(() => stage?.close());

// What ends a message comes seldom, so that ways are long.
const seldom: readonly string[] = ['withdraw', 'reject', 'hide', 'merge', 'end'];
const timely: Record<'wait' | 'fold', (life: Life, beside?: Life) => Promise<unknown>> = {
  wait: async () => stage.later(60 * 31),
  fold: () => foldDeltas(3),
};

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
    const names = Object.keys(happenings).flatMap((name) =>
      Array.from({ length: seldom.includes(name) ? 1 : 3 }, () => name as keyof typeof happenings),
    );
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
            await happenings[name](lives[0]!, lives[1]!);
          for (const name of ['return', 'hand on', 'hand back', 'accept', 'pause'] as const)
            await happenings[name](lives[1]!, lives[2]!);
          await happenings[runs++ % 2 === 0 ? 'hide' : 'publish'](lives[2]!);
          const [ruled, merged, ended] = await Promise.all(
            ['路口', '桥头', '村口'].map((where) => stage.published({ to: leader, title: `请看看${where}` })),
          );
          for (const name of ['return', 'hand on', 'return again', 'rule'] as const)
            await happenings[name](ruled!, merged!);
          for (const name of ['accept', 'merge'] as const) await happenings[name](merged!, ruled!);
          for (const name of ['accept', 'end'] as const) await happenings[name](ended!, ruled!);
          for (const [which, name] of way)
            await happenings[name](lives[which]!, lives[(which + 1) % lives.length]!);
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
        ...[
          'refer-transfer',
          'rule-transfer',
          'merge',
          'take-in',
          'propose-end',
          'end',
          'assign',
          'return-order',
        ],
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
    // That a return or a ruling ended a turn to accept it cannot know: it dates those by the turn that they had.
    const { rows } = await client.query(
      `select m.code, h.*, m.answer_days as now_days, m.contact_due_at as now_contact from had h join messages m on m.id = h.id
        where (h.first_answered_at, h.answer_days, h.ratings, h.satisfied) is distinct from (m.first_answered_at, m.answer_days, m.ratings, m.satisfied)
          or m.publication = 'public' and m.handling in ('waiting', 'in-progress') and h.contact_due_at is distinct from m.contact_due_at
            and (h.contact_due_at is not null or m.next_step in ('accept', 'acknowledge', 'pass-on'))`,
    );
    expect(rows).toEqual([]);
  });
  expect(await stage.breaches()).toEqual([]);
  const [kept, counted] = await lateBothWays();
  expect(kept).toEqual(counted);
});
