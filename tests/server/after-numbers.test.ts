import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { app } from '../../src/server/store/db.ts';
import { foldDeltas } from '../../src/server/store/rollups.ts';
import { readNumbers, readTotals } from '../../src/server/views/numbers.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { rowsOf } from '../support/after-work.ts';

let house: TestHouse;
beforeAll(async () => void (house = await openTestHouse()));
afterAll(() => house?.close());
beforeEach(() => rowsOf('delete from deltas'));

const scopesOfChengdu = [
  'all',
  'province:510000',
  'city:510100',
  'region:510104',
  'post:7',
  'topic:12',
  'kind:help',
  'source:web',
  'office:31',
];

/** One movement of a message to the head of a county of Chengdu. */
const moves = (measure: string, n: number, month = '2026-11-01') =>
  rowsOf(
    `insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, source, office_id, measures, days, ns)
    values ($1, 7, '510104', '510000', '510100', 12, 'help', 'web', 31, array[$2], '{null}', array[$3::integer])`,
    [month, measure, n],
  );
const totals = async (measure: 'received' | 'public' | 'private', scopes = scopesOfChengdu) =>
  [...(await readNumbers(app(), scopes)).values()].map((numbers) => numbers.total[measure]);

test('who asks for nothing is told nothing: a place without places below it', async () => {
  await moves('public', 1);
  expect([...(await readTotals(app(), []))]).toEqual([]);
  expect([...(await readNumbers(app(), []))]).toEqual([]);
});

describe('a movement', () => {
  test('counts over all time before it is folded, half folded, and after', async () => {
    const of = async () => (await readTotals(app(), ['city:510100'])).get('city:510100')?.adopted;
    await moves('adopted', 2);
    await moves('adopted', 3, '2026-10-01');
    expect(await of()).toBe(5);
    await foldDeltas(1);
    expect(await of()).toBe(5);
    await foldDeltas(1);
    expect(await of()).toBe(5);
    await moves('adopted', -5);
    expect(await of()).toBe(0);
    await foldDeltas(10);
    expect(await of()).toBe(0);
  });

  test('counts in each of its scopes, the same before it is folded as after', async () => {
    await moves('public', 1);
    await moves('public', 2, '2026-10-01');
    expect(await totals('public')).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3]);
    expect(await foldDeltas(5000)).toBe(2);
    expect(await rowsOf('select from deltas')).toEqual([]);
    expect(await totals('public')).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3]);
    expect(
      (await readNumbers(app(), ['city:510100']))
        .get('city:510100')
        ?.months.map(({ month, counts }) => [month, counts.public]),
    ).toEqual([
      ['2026-10-01', 2],
      ['2026-11-01', 1],
    ]);
  });

  test('of a private message counts in the national total alone', async () => {
    await moves('private', 4);
    expect(await totals('private')).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 0]);
    await foldDeltas(5000);
    expect(await totals('private')).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await rowsOf("select distinct scope from rollups where measure = 'private'")).toEqual([
      { scope: 'all' },
    ]);
  });

  test('at a ministry, which lies nowhere, counts in no region', async () => {
    await rowsOf(
      `insert into deltas (month, post_id, topic_id, kind, source, measures, days, ns) values ('2026-11-01', 900, 12, 'suggestion', 'web', '{received}', '{null}', '{1}')`,
    );
    await foldDeltas(5000);
    expect(await totals('received', ['post:900', 'kind:suggestion', 'province:510000'])).toEqual([1, 1, 0]);
  });

  test('that is taken back leaves no trace in the total', async () => {
    await moves('received', 5);
    await foldDeltas(5000);
    await moves('received', -5);
    const months = async () =>
      (await readNumbers(app(), ['region:510104']))
        .get('region:510104')
        ?.months.filter(({ counts }) => counts.received !== 0);
    expect(await months()).toEqual([]);
    await foldDeltas(5000);
    expect(await months()).toEqual([]);
  });
});

test('Numbers are exact at any moment while three folders fold what six writers write', async () => {
  const before = (await totals('received', ['all']))[0] ?? 0;
  let written = 0;
  let writing = true;
  const write = async () => {
    for (let i = 0; i < 60; i += 1) {
      // +3 and −1 in one statement: a reader who saw one of them alone would see an odd number.
      await rowsOf(`insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, source, measures, days, ns)
        select '2026-11-01', p, '510104', '510000', '510100', 12, 'help', 'web', '{received}', '{null}', array[n] from (values (1, 3), (2, -1)) v (p, n)`);
      written += 2;
    }
  };
  const folding = async () => {
    while (writing) await foldDeltas(7);
  };
  const seen: number[] = [];
  const reading = async () => {
    while (writing) {
      seen.push(((await totals('received', ['all']))[0] ?? 0) - before);
    }
  };
  const others = Promise.all([folding(), folding(), folding(), reading(), reading()]);
  await Promise.all(Array.from({ length: 6 }, write));
  writing = false;
  await others;
  while ((await foldDeltas(5000)) > 0);
  expect((await totals('received', ['all']))[0]).toBe(before + written);
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((n) => n < 0 || n > written || n % 2 !== 0)).toEqual([]);
  const [recount] = await rowsOf<{ n: number }>(
    "select sum(n)::integer as n from rollups where scope = 'all' and measure = 'received'",
  );
  expect(recount?.n).toBe(before + written);
  expect(
    await rowsOf("select (counts->>'received')::integer as n from rollup_totals where scope = 'all'"),
  ).toEqual([{ n: before + written }]);
});
