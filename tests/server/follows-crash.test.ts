import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyClocks } from '../support/many-clocks.ts';
import { rowsOf } from '../support/after-work.ts';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.ts';

const followers = 12_000;
let house: TestHouse;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  await manyClocks(house.database.ownerUrl, { late: 1, unmended: 0, answered: 0 });
  await rowsOf("update messages set publication = 'public', title = '路灯', published_at = now()");
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await house?.close();
});

const begin = async () => {
  const worker = await startWorkerProcess(house.config);
  workers.push(worker);
  return worker;
};
const count = async (sql: string) =>
  (await rowsOf<{ n: number }>(`select count(*)::integer as n from ${sql}`))[0]?.n ?? 0;
const told = () => count("notices where what = 'news-answered'");

test('Workers killed while they tell 12,000 followers tell each once, and others get their turn between', async () => {
  await rowsOf(`with people as (insert into citizens (created_at) select now() from generate_series(1, ${followers}) returning id)
    insert into follows (citizen_id, what, ref, made_at)
    select p.id, 'message', (select min(id) from messages where publication = 'public'), now() from people p`);
  await rowsOf(`insert into outbox (task, payload, run_at)
    select 'notify', jsonb_build_object('message', min(id), 'what', 'answered', 'news', 'news-answered', 'cause', min(id) || ':9'), now() from messages where publication = 'public'`);
  const [first] = await Promise.all([begin(), begin()]);
  await vi.waitFor(async () => expect(await told()).toBeGreaterThan(500), { timeout: 60_000, interval: 5 });
  await first.kill();
  const atKill = await told();
  expect(atKill).toBeLessThan(followers);
  // Somebody else's job, left in the middle of it, does not wait for the end.
  await rowsOf(`insert into outbox (task, payload, run_at) values ('sweep', '{}', now())`);
  await vi.waitFor(
    async () =>
      expect(
        (await count('outbox')) +
          (await count(
            "graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'sweep'",
          )),
      ).toBe(0),
    { timeout: 60_000, interval: 5 },
  );
  expect(await told()).toBeLessThan(followers);
  const third = await begin();
  await vi.waitFor(async () => expect(await told()).toBe(followers), { timeout: 120_000, interval: 50 });
  await vi.waitFor(async () => expect(await count('outbox')).toBe(0), { timeout: 20_000, interval: 50 });
  expect(await third.stop()).toBe(0);
  expect(
    await count(
      "(select citizen_id from notices where what = 'news-answered' group by 1 having count(*) > 1) x",
    ),
  ).toBe(0);
}, 300_000);
