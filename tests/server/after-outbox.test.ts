import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { relay } from '../../src/server/after/rounds/start-rounds.ts';
import { moveOutbox } from '../../src/server/store/outbox.ts';
import { answerRollCall, freeJobsOfTheDead } from '../../src/server/store/roll-call.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { rowsOf } from '../support/after-work.ts';

let house: TestHouse;
const now = new Date('2026-11-09T01:00:00Z');

beforeAll(async () => void (house = await openTestHouse()));
afterAll(() => house?.close());
beforeEach(async () => {
  await rowsOf('delete from outbox');
  await rowsOf('delete from graphile_worker._private_jobs');
});

const leave = (n: number, task = 'screen') =>
  rowsOf(
    "insert into outbox (task, payload, run_at) select $2, jsonb_build_object('message', i), $3 from generate_series(1, $1) i",
    [n, task, now],
  );
const messages = async () =>
  (
    await rowsOf<{ message: number }>(
      "select (payload->>'message')::integer as message from graphile_worker._private_jobs order by 1",
    )
  ).map((row) => row.message);
/** The connections that answer the roll call of this database; another test file's are none of ours. */
const present = () =>
  rowsOf<{ pid: number }>(`select l.pid from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 2 and l.granted`);
const left = async () => (await rowsOf<{ n: number }>('select count(*)::integer as n from outbox'))[0]?.n;

test('Six relays at once move each row once', async () => {
  await leave(3000);
  const taken = await Promise.all(
    Array.from({ length: 6 }, async () => {
      let total = 0;
      for (let moved = 1; moved > 0; total += moved) moved = await moveOutbox(now, 200, () => ({ tries: 5 }));
      return total;
    }),
  );
  expect(await left()).toBe(0);
  expect(await messages()).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1));
  expect(taken.reduce((sum, n) => sum + n)).toBe(3000);
});

test('A relay that dies between taking and giving leaves every row where it was', async () => {
  await leave(50);
  const dies = () => {
    throw new Error('killed');
  };
  await expect(moveOutbox(now, 100, dies)).rejects.toThrow('killed');
  const client = new pg.Client(house.database.appUrl);
  client.on('error', () => {});
  await client.connect();
  await client.query('begin; delete from outbox');
  await rowsOf('select pg_terminate_backend($1)', [
    (await client.query('select pg_backend_pid() as pid')).rows[0].pid,
  ]);
  await expect.poll(left).toBe(50);
  await client.end().catch(() => {});
  expect(await messages()).toEqual([]);
  expect(await relay(now)).toBe('some');
  expect(await messages()).toHaveLength(50);
});

test('What happens by the author’s own doing makes no job; an unknown happening does, so that its fault shows', async () => {
  const what = ['received', 'followed-up', 'published', 'something-new'];
  await rowsOf(
    "insert into outbox (task, payload, run_at) select 'notify', jsonb_build_object('message', 1, 'what', w, 'cause', w), $2 from unnest($1::text[]) w",
    [what, now],
  );
  await relay(now);
  const rows = await rowsOf<{ what: string }>(
    "select payload->>'what' as what from graphile_worker._private_jobs order by id",
  );
  expect(rows.map((row) => row.what)).toEqual(['published', 'something-new']);
});

test('Of two rows with one key the later is run; what is due later waits in the queue', async () => {
  const later = new Date('2099-01-01T00:00:00Z');
  await rowsOf(
    "insert into outbox (task, payload, run_at, job_key) values ('screen', '{\"message\": 1}', $1, 'k'), ('screen', '{\"message\": 2}', $1, 'k'), ('screen', '{\"message\": 3}', $2, null)",
    [now, later],
  );
  await relay(now);
  expect(await messages()).toEqual([2, 3]);
  const [waits] = await rowsOf<{ run_at: Date; max_attempts: number }>(
    "select run_at, max_attempts from graphile_worker._private_jobs where payload->>'message' = '3'",
  );
  expect(waits).toEqual({ run_at: later, max_attempts: 25 });
});

test('Jobs of a worker that no longer answers the roll call are given back, those of the living are not', async () => {
  await leave(3);
  await relay(now);
  const presence = answerRollCall(house.database.appUrl, 'pool-alive');
  await expect.poll(async () => present()).toHaveLength(1);
  const lock = (message: number, name: string, seconds: number) =>
    rowsOf(
      "update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - make_interval(secs => $3) where payload->>'message' = $1",
      [String(message), name, seconds],
    );
  await lock(1, 'pool-alive', 60);
  await lock(2, 'pool-dead', 60);
  await lock(3, 'pool-beginning', 1);
  expect(await freeJobsOfTheDead(5)).toBe(1);
  const locked = async () =>
    (
      await rowsOf<{ locked_by: string | null }>(
        'select locked_by from graphile_worker._private_jobs order by id',
      )
    ).map((row) => row.locked_by);
  expect(await locked()).toEqual(['pool-alive', null, 'pool-beginning']);
  await presence.leave();
  expect(await freeJobsOfTheDead(5)).toBe(1);
  expect(await locked()).toEqual([null, null, 'pool-beginning']);
});

test('A worker whose connection broke answers the roll call again', async () => {
  const presence = answerRollCall(house.database.appUrl, 'pool-shaken');
  await expect.poll(present).toHaveLength(1);
  const [before] = await present();
  await rowsOf('select pg_terminate_backend($1)', [before?.pid]);
  await expect
    .poll(async () => (await present())[0]?.pid ?? before?.pid, { timeout: 5000 })
    .not.toBe(before?.pid);
  await presence.leave();
  expect(await present()).toEqual([]);
});
