import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { relay } from '../../src/server/after/rounds/start-rounds.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { reject } from '../../src/server/life/intake/reject.ts';
import { SmsFault, type SmsSender } from '../../src/server/outside/sms/sms-sender.ts';
import { closeStore, keys, openStore } from '../../src/server/store/db.ts';
import { afterWork, rowsOf, written } from '../support/after-work.ts';
import { backUpTo, bareDatabase, restoreFrom } from '../support/keeping.ts';
import { setStage, type Stage } from '../support/story.ts';
import { throwawayFolder } from '../support/test-server.ts';

// Some tests restore a board twice.
vi.setConfig({ testTimeout: 120_000 });

const folder = throwawayFolder();
const dataDir = path.join(folder, 'data');
let stage: Stage;
let reviewer: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  stage = await setStage();
  reviewer = await stage.staff('审核员甲', 'reviewer');
});
afterAll(async () => {
  await stage.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** What a gateway hears: the reference under which it takes a text message once. */
function gateway() {
  const heard: string[] = [];
  const sms: SmsSender = {
    send: async (_phone, _text, reference) => void (reference.startsWith('notice') && heard.push(reference)),
  };
  return { heard, sms };
}
const silent: SmsSender = {
  send: () => Promise.reject(new SmsFault('no-answer', false)),
};

const notices = () =>
  rowsOf<{ message_id: number; what: string }>(
    'select message_id, what from notices order by message_id, what',
  );

test('What was not told when the backup was made is told after a restore, once, and no text message is swallowed as an old one', async () => {
  const [first, second, third] = [await written(stage), await written(stage), await written(stage)];
  // The gateway did not answer when the third was to be told.
  await review(third.code, { visibility: 'public' }, reviewer, stage.start);
  await afterWork(stage, { sms: silent }).settle(stage.start);
  await review(first.code, { visibility: 'public' }, reviewer, stage.start);
  // A worker took the first notice and died with it; the second never left the outbox.
  await relay(stage.start);
  await rowsOf(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'died', attempts = 1
    where task_id = (select id from graphile_worker._private_tasks where identifier = 'notify')`);
  await reject(second.code, { code: 'unclear', words: '请写明地点。' }, reviewer, stage.start);
  const kept = path.join(folder, 'kept');
  const manifest = await backUpTo(kept, { backupUrl: stage.urls.backupUrl, dataDir });
  expect(manifest.jobs.rows).toBeGreaterThan(0);
  expect(manifest.tables.find(({ name }) => name === 'public.outbox')?.rows).toBeGreaterThan(0);
  const untold = await notices();

  // The first house goes on, with a worker that frees what the dead one held.
  await rowsOf('update graphile_worker._private_jobs set locked_at = null, locked_by = null');
  const here = gateway();
  const house = afterWork(stage, here);
  await house.again();
  await house.settle(stage.start);
  const told = await notices();
  expect(told.length).toBe(untold.length + 2);
  expect(here.heard.length).toBe(3);

  const database = await bareDatabase();
  await restoreFrom(kept, manifest, { ownerUrl: database.ownerUrl, dataDir });
  const held = keys();
  await closeStore();
  openStore({
    app: database.appUrl,
    private: database.privateUrl,
    retention: database.retentionUrl,
    keys: held,
  });
  expect(await notices()).toEqual(untold);
  const there = gateway();
  const again = afterWork({ ...stage, urls: { ...stage.urls, ...database } }, there);
  await rowsOf('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
  await again.settle(stage.start);
  await again.settle(stage.start);
  expect(await notices()).toEqual(told);
  // What was on its way keeps its reference, so that a gateway takes it once; what is new is never taken for old.
  expect(there.heard.length).toBe(3);
  expect(there.heard.filter((each) => here.heard.includes(each))).toEqual([here.heard.toSorted()[0]]);
  await closeStore();
  await database.drop();
});
