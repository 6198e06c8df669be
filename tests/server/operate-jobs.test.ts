import { Logger, run, type Runner } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';

let database: FreshDatabase;
let app: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  app = new pg.Pool({ connectionString: database.appUrl, max: 5 });
  app.on('error', () => {});
  app.on('connect', (client) => client.on('error', () => {}));
});

afterAll(async () => {
  await app.end();
  await database.drop();
});

const logger = new Logger(() => () => {});

/** Runs a worker with the app role until `until` is kept. */
async function work(
  tasks: NonNullable<Parameters<typeof run>[0]['taskList']>,
  until: Promise<unknown>,
): Promise<void> {
  const runner: Runner = await run({
    pgPool: app,
    taskList: tasks,
    logger,
    noHandleSignals: true,
    crontab: '* * * * * tick',
  });
  try {
    await until;
  } finally {
    await runner.stop();
  }
}

test('A worker with the app role runs a job that the app role added in its transaction', async () => {
  await app.query("begin; select graphile_worker.add_job('notify', '{\"message\": 7}'::json); commit");
  const seen = Promise.withResolvers<unknown>();
  await work({ notify: async (payload) => seen.resolve(payload), tick: async () => {} }, seen.promise);
  expect(await seen.promise).toEqual({ message: 7 });
  await vi.waitFor(async () => {
    const left = await app.query("select from graphile_worker.jobs where task_identifier = 'notify'");
    expect(left.rowCount).toBe(0);
  }, 5000);
});

test('A job of a queue that fails is kept with its error for another try', async () => {
  await app.query(`select graphile_worker.add_job('break', '{}'::json, queue_name := 'one', job_key := 'k')`);
  const breaking = async (): Promise<void> => {
    throw new Error('gateway away');
  };
  const kept = vi.waitFor(async () => {
    const { rows } = await app.query(
      "select attempts, last_error, queue_name from graphile_worker.jobs where task_identifier = 'break'",
    );
    expect(rows).toMatchObject([{ attempts: 1, last_error: 'gateway away', queue_name: 'one' }]);
  }, 5000);
  await work({ break: breaking, tick: async () => {} }, kept);
});

test('A job added while the worker waits is picked up at once by notification', async () => {
  const seen = Promise.withResolvers<number>();
  const done = seen.promise.then((took) => expect(took).toBeLessThan(1500));
  const later = setTimeout(
    () =>
      void app.query("select graphile_worker.add_job('later', json_build_object('at', $1::bigint))", [
        Date.now(),
      ]),
    300,
  );
  await work(
    {
      later: async (payload) => seen.resolve(Date.now() - (payload as { at: number }).at),
      tick: async () => {},
    },
    done,
  );
  clearTimeout(later);
});

test('The app role cannot change the shape of the job tables', async () => {
  await expect(app.query('drop table graphile_worker._private_jobs')).rejects.toThrow(/owner/);
  await expect(app.query('insert into graphile_worker.migrations (id) values (999)')).rejects.toThrow(
    /denied/,
  );
});
