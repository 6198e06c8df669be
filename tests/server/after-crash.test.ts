import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { manyClocks } from '../support/many-clocks.ts';
import { rowsOf } from '../support/after-work.ts';
import { confirmVerification, startVerification } from '../../src/server/access/verification.ts';
import { onLoopback } from '../support/picture-kit.ts';
import { SmsGateway } from '../support/sms-gateway.ts';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.ts';

/** Ten thousand clocks ran out while nobody was there. */
const sorts = { late: 8600, unmended: 500, answered: 500, waiting: 400 };
const all = sorts.late + sorts.unmended + sorts.answered + sorts.waiting;
let house: TestHouse;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  await manyClocks(house.database.ownerUrl, sorts);
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await house?.close();
});

const begin = async (env: NodeJS.ProcessEnv = {}) => {
  const worker = await startWorkerProcess(house.config, env);
  workers.push(worker);
  return worker;
};
const count = async (sql: string) =>
  (await rowsOf<{ n: number }>(`select count(*)::integer as n from ${sql}`))[0]?.n ?? 0;
const effects = () => count("history where step in ('urge', 'lapse', 'close', 'resume-due')");
const until = (what: () => Promise<boolean>) =>
  vi.waitFor(async () => expect(await what()).toBe(true), { timeout: 200_000, interval: 50 });

/** Makes somebody the author of 1,400 late messages; gives the code that confirmed the phone. */
async function authorOfMany(phone: string): Promise<string> {
  const { id, code } = await startVerification(phone, 'write', new Date());
  const { citizenId } = await confirmVerification(id, code, new Date());
  await rowsOf("delete from outbox where task = 'deliver-code'");
  await rowsOf(
    "update messages set author_id = case when id in (select id from messages where handling = 'in-progress' order by id limit 1400) then $1::bigint end",
    [citizenId],
  );
  return code;
}

test('Workers killed at any moment fire 10,000 clocks exactly once and take each step once', async () => {
  const [first, second] = await Promise.all([begin(), begin()]);
  await until(async () => (await effects()) > 100);
  await first.kill();
  const atFirstKill = await effects();
  const third = await begin();
  await until(async () => (await effects()) > atFirstKill + 1500);
  await second.kill();
  const atSecondKill = await effects();
  expect(atSecondKill).toBeLessThan(all);
  await until(async () => (await effects()) >= all && (await count('graphile_worker._private_jobs')) === 0);
  expect(await third.stop()).toBe(0);

  // The table's key forbids the same firing twice; none may be missing either.
  expect(await count('firings')).toBe(3 * (all - sorts.waiting));
  expect(await count('clocks where stopped_at is null and (stage <> 3 or next_at is not null)')).toBe(
    sorts.waiting,
  );
  expect(await count('outbox')).toBe(0);
  expect(
    await rowsOf(
      'select step, count(*)::integer as n, count(distinct message_id)::integer as messages from history group by step order by step',
    ),
  ).toEqual([
    { step: 'close', n: sorts.answered, messages: sorts.answered },
    { step: 'lapse', n: sorts.unmended, messages: sorts.unmended },
    { step: 'resume-due', n: sorts.waiting, messages: sorts.waiting },
    { step: 'urge', n: sorts.late, messages: sorts.late },
  ]);
  expect(await count('messages where history_seq <> 2')).toBe(0);
  expect(await count("messages where attention = 'urged' and handling = 'in-progress'")).toBe(sorts.late);
  expect(await count('messages where paused_until is not null')).toBe(0);
  expect(await count('clocks where promise and stopped_at is null and due_at > now()')).toBe(sorts.waiting);
  expect(await count("pauses where ended_by is distinct from 'date'")).toBe(0);
  expect(await count("messages where handling = 'closed' and closed_reason in ('lapsed', 'rejected')")).toBe(
    sorts.unmended + sorts.answered,
  );
}, 300_000);

test('Workers killed while they tell 400 authors tell each once', async () => {
  const code = await authorOfMany('13800138000');
  await rowsOf(`insert into outbox (task, payload, run_at) select 'notify', jsonb_build_object('message', id, 'what', 'answered', 'cause', id || ':9'), now()
    from messages where author_id is not null limit 400`);
  const gateway = new SmsGateway('k', () => new Date());
  await onLoopback(gateway.answer, async (url) => {
    const [first, second] = await Promise.all([
      begin({ SMS_URL: url, SMS_KEY: 'k' }),
      begin({ SMS_URL: url, SMS_KEY: 'k' }),
    ]);
    await until(async () => gateway.taken.length > 40);
    await first.kill();
    await until(
      async () =>
        (await count("deliveries where state = 'sent'")) === 400 &&
        (await count('graphile_worker._private_jobs')) === 0,
    );
    await second.stop();
    const log = [...first.lines, ...second.lines].join('\n');
    for (const secret of ['13800138000', code, '已答复']) expect(log).not.toContain(secret);
  });
  expect(await count('notices')).toBe(400);
  expect(await count('deliveries')).toBe(400);
  expect(gateway.taken).toHaveLength(400);
  expect(new Set(gateway.taken.map((each) => each.text)).size).toBe(400);
}, 120_000);

test('A worker whose connections all break, again and again, goes on where it was', async () => {
  await authorOfMany('13800138001');
  const worker = await begin();
  await rowsOf(
    "insert into outbox (task, payload, run_at) select 'notify', jsonb_build_object('message', id, 'what', 'accepted', 'cause', id || ':10'), now() from messages where author_id is not null",
  );
  for (let i = 0; i < 4; i += 1) {
    await rowsOf(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename = current_user`,
    ).catch(() => {});
    await new Promise((go) => setTimeout(go, 250));
  }
  await until(
    async () =>
      (await count("notices where what = 'accepted'")) === 1400 &&
      (await count('outbox')) === 0 &&
      (await count('graphile_worker._private_jobs')) === 0,
  );
  expect(await worker.stop()).toBe(0);
}, 120_000);

test('A worker without a database of its own says what to set', async () => {
  const alone = { ...house.config, database: null };
  await expect(startWorkerProcess(alone)).rejects.toThrow('the worker ended with 1');
});
