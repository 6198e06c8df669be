import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { officeTabs } from '../../src/domain/office-tabs.ts';
import { app, appPool } from '../../src/server/store/db.ts';
import { officeQueue } from '../../src/server/views/desk/office-queue.ts';
import { rowsOf } from '../support/after-work.ts';
import { manyClocks } from '../support/many-clocks.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await manyClocks(stage.urls.ownerUrl, { late: 2000, unmended: 0, answered: 3000 });
  const owner = new pg.Client(stage.urls.ownerUrl);
  await owner.connect();
  await owner.query('analyze');
  await owner.end();
});
afterAll(() => stage?.close());

/** How often each statement that a connection keeps was planned for its values, and how often not; of the connections there are. */
async function plansOf(): Promise<{ anew: number; kept: number; statement: string }[]> {
  const clients = await Promise.all(Array.from({ length: appPool().totalCount }, () => appPool().connect()));
  try {
    const of =
      'select custom_plans::integer as anew, generic_plans::integer as kept, statement from pg_prepared_statements';
    return (await Promise.all(clients.map(async (client) => (await client.query(of)).rows))).flat();
  } finally {
    for (const client of clients) client.release();
  }
}

// The planner takes five times to find out whether the values matter; for these twenty tables it takes longer than reading them.
test('the first page of each tab is planned once and for all', async () => {
  const [office] = await rowsOf<{ id: number }>(
    'select answerable_id as id from messages group by 1 order by count(*) desc limit 1',
  );
  const officer = await stage.staff('经办人甲', 'officer', office?.id ?? null);
  for (const tab of officeTabs)
    for (let n = 0; n < 24; n += 1) await officeQueue(app(), officer, { tab, limit: 50 }, stage.start);
  const often = (await plansOf()).filter(({ anew, kept }) => anew + kept > 8);
  expect(often.length).toBeGreaterThanOrEqual(officeTabs.length);
  expect(often.filter(({ anew }) => anew > 5).map(({ statement }) => statement)).toEqual([]);
});
