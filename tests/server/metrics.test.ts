import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { countStep } from '../../src/server/store/step-counts.ts';
import { countedSms } from '../../src/server/after/sms-counts.ts';
import { SmsFault } from '../../src/server/outside/sms/sms-sender.ts';
import { type Watch, startWatch } from '../../src/front/metrics/start-watch.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { ask } from '../support/plain-ask.ts';
import { throwawayFolder } from '../support/test-server.ts';

let house: TestHouse;
let watch: Watch;
beforeAll(async () => {
  house = await openTestHouse();
  watch = await startWatch(
    { host: '127.0.0.1', port: 0, token: 'a-long-token' },
    { pages: null, apiPaths: ['/api/v1/messages/:code'] },
  );
});
afterAll(async () => {
  await watch.stop();
  await house.close();
});

const read = async (): Promise<string> =>
  (await ask(watch.url, { authorization: 'Bearer a-long-token' })).body.toString();

/** The value of one line, as in `huiyin_outbox_rows` or `huiyin_steps_total{step="accept",outcome="done"}`. */
const valueOf = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.split(' ')[1] ?? Number.NaN,
  );

test('Only whoever shows the token is told, and nothing else is there', async () => {
  expect((await ask(watch.url)).status).toBe(401);
  expect((await ask(watch.url, { authorization: 'Bearer a-long-toke' })).status).toBe(401);
  expect((await ask(watch.url.replace('/metrics', '/'))).status).toBe(404);
  expect((await ask(watch.url, { authorization: 'Bearer a-long-token' }, 'POST')).status).toBe(404);
  const told = await ask(watch.url, { authorization: 'Bearer a-long-token' });
  expect([told.status, told.headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
});

test('What waits in the database is told with its age, and moves with it', async () => {
  const before = await read();
  expect([valueOf(before, 'huiyin_database_up'), valueOf(before, 'huiyin_outbox_rows')]).toEqual([1, 0]);
  await rowsOf(
    "insert into outbox (task, payload, run_at) values ('notify', '{}', now() - interval '90 seconds')",
  );
  await rowsOf("select 1 from graphile_worker.add_job('screen', run_at => now() - interval '2 hours')");
  const after = await read();
  expect(valueOf(after, 'huiyin_outbox_rows')).toBe(1);
  expect(valueOf(after, 'huiyin_outbox_oldest_seconds')).toBeGreaterThanOrEqual(90);
  expect(valueOf(after, 'huiyin_jobs_waiting')).toBe(1);
  expect(valueOf(after, 'huiyin_jobs_oldest_seconds')).toBeGreaterThanOrEqual(7200);
  expect(valueOf(after, 'huiyin_clocks_overdue')).toBe(0);
  expect(valueOf(after, 'huiyin_deltas_unfolded')).toBe(0);
  expect(after).toMatch(/huiyin_nodejs_eventloop_lag_p99_seconds \d/);
  expect(after).toMatch(/huiyin_pool_connections\{pool="app",state="waiting"\} 0/);
});

test('Requests are told by kind of address, never by what stands in it; what nobody knows is one and the same', async () => {
  const request = (method: string, target: string, status: number) =>
    watch.note({ method, target, status, seconds: 0.01 });
  request('GET', '/api/v1/messages/412026110912?q=张伟', 200);
  for (const made of ['/api/v1/made-up', '/a/b/c', '/sign-in/13800138000']) request('GET', made, 404);
  request('BREW', '/readyz', 405);
  const text = await read();
  const line = 'huiyin_request_seconds_count{route="/api/v1/messages/*",method="GET",status="200"}';
  expect(valueOf(text, line)).toBe(1);
  expect(valueOf(text, 'huiyin_request_seconds_count{route="other",method="GET",status="404"}')).toBe(3);
  expect(valueOf(text, 'huiyin_request_seconds_count{route="/readyz",method="other",status="405"}')).toBe(1);
  expect(text).not.toMatch(/412026110912|13800138000|张伟|made-up/);
});

test('Steps, refusals and text messages are counted, and telling twice counts nothing twice', async () => {
  countStep('accept', 'done');
  countStep('accept', 'wrong-state');
  const sms = countedSms({
    send: async (phone) => {
      if (phone === '1') throw new SmsFault('timeout', false);
    },
  });
  await sms.send('2', '', '');
  await expect(sms.send('1', '', '')).rejects.toThrow();
  await read();
  const text = await read();
  expect(valueOf(text, 'huiyin_steps_total{step="accept",outcome="done"}')).toBe(1);
  expect(valueOf(text, 'huiyin_steps_total{step="accept",outcome="wrong-state"}')).toBe(1);
  expect(valueOf(text, 'huiyin_sms_total{outcome="sent"}')).toBe(1);
  expect(valueOf(text, 'huiyin_sms_total{outcome="failed:timeout"}')).toBe(1);
});

test('On an address that others reach nothing is told without a token', () => {
  const env = { DATA_DIR: throwawayFolder(), METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' };
  expect(() => readConfig(env)).toThrow(/METRICS_TOKEN_FILE is not set|METRICS_TOKEN_FILE: is not set/);
  const file = path.join(env.DATA_DIR, 'token');
  fs.writeFileSync(file, 'secret-token\n', { mode: 0o600 });
  expect(readConfig({ ...env, METRICS_TOKEN_FILE: file }).metrics).toEqual({
    host: '0.0.0.0',
    port: 9464,
    token: 'secret-token',
  });
  expect(readConfig({ DATA_DIR: env.DATA_DIR }).metrics).toBeNull();
});
