import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appPool } from '../../src/server/store/db.ts';
import type { TestHouse } from '../support/house.ts';
import { openImportHouse } from '../support/import-house.ts';
import { aRow, csvOf, fileOf, plainMap, startImport } from '../support/import-kit.ts';

let house: TestHouse;
const total = 5000;

beforeAll(async () => (house = await openImportHouse()));
afterAll(() => house?.close());

const rowsDone = async (): Promise<number> => {
  const { rows } = await appPool().query<{ done: number }>(
    'select coalesce(max(next_row), 0)::int as done from imports',
  );
  return rows[0]?.done ?? 0;
};

async function killAfter(words: string[], least: number): Promise<number> {
  const child = startImport(house.config, words);
  const gone = once(child, 'close');
  while ((await rowsDone()) < least && child.exitCode === null) await pause(5);
  child.kill('SIGKILL');
  await gone;
  expect(child.signalCode).toBe('SIGKILL');
  return rowsDone();
}

test('An import that is killed again and again goes on where it was and makes nothing twice', async () => {
  // Every hundredth row is refused; every 250th has the number of the row before, which half the time was refused.
  const rows = Array.from({ length: total }, (_, n) =>
    aRow(n % 250 === 1 ? n - 1 : n, n % 100 === 50 ? { 时间: '昨天' } : {}),
  );
  const words = [fileOf(csvOf(rows)), '--map', fileOf(JSON.stringify(plainMap))];
  const refused = total / 100 + total / 500;

  let done = 0;
  for (const least of [200, 1200, 2600]) {
    const reached = await killAfter(words, least);
    expect(reached).toBeGreaterThan(done);
    expect(reached).toBeLessThan(total);
    done = reached;
  }
  const child = startImport(house.config, words);
  let out = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  expect(await once(child, 'close')).toEqual([0, null]);

  expect(out).toContain(`Went on at row ${done + 1}`);
  expect(out).toMatch(
    new RegExp(
      `rows in +${total}\\n.*new messages +${total - refused}\\n.*already there +0\\n.*refused +${refused}\\n`,
    ),
  );
  const { rows: counted } = await appPool()
    .query(`select count(*)::int as messages, count(distinct import_ref)::int as refs,
    (select count(*)::int from history) as history, (select count(*)::int from replies) as replies,
    (select sum(ns[array_position(measures, 'public')])::int from deltas) as counted, (select count(*)::int from imports) as imports from messages`);
  const made = total - refused;
  expect(counted[0]).toEqual({
    messages: made,
    refs: made,
    history: made,
    replies: made,
    counted: made,
    imports: 1,
  });
}, 240_000);
