import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveMessage } from '../../src/server/store/message-columns.ts';
import { type SetPart, statementOf } from '../../src/server/store/sets.ts';
import { stopClocks } from '../../src/server/store/step-parts.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { manyClocks } from '../support/many-clocks.ts';

let database: FreshDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  await manyClocks(database.ownerUrl, { late: 2000, unmended: 0, answered: 0 });
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  await owner.query('analyze messages, clocks');
  await owner.query(`set plan_cache_mode = 'force_generic_plan'`);
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

/** The plan that a kept statement has, for any values. */
async function planOf(set: SetPart): Promise<string> {
  const { statement } = statementOf([set]);
  await owner.query(`prepare ${set.name} (json) as ${statement.text}`);
  const { rows } = await owner.query<{ 'QUERY PLAN': string }>(`explain execute ${set.name} ('[]')`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const of = { messageId: 1, now: new Date('2026-03-02T01:00:00Z') };

test.each([
  ['the promise', `(c.promise or c.what in ('lateness', 'extension'))`],
  ['the clock of review', `c.what = 'review'`],
  ['the clock of whose turn it is', `not c.promise and c.what in ('transfer', 'accept', 'rule')`],
])('a step that stops %s looks at the clocks of its own message', async (_, which) => {
  const plan = await planOf(stopClocks(`stopped_${which.length}`, which, of));
  expect(plan).toMatch(/using clocks_(?:of_message|promise_running) on clocks/);
  expect(plan).not.toMatch(/Seq Scan on clocks|clocks_running/);
});

test('a step that moves its message goes to it by its key', async () => {
  const plan = await planOf(moveMessage(1, { handling: 'waiting' }));
  expect(plan).toContain('using messages_pkey on messages');
  expect(plan).not.toContain('Seq Scan on messages');
});
