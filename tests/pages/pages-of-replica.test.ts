import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeys } from '../../src/server/store/keys.ts';
import { freePort } from '../support/free-port.ts';
import { ask } from '../support/plain-ask.ts';
import { canCopyServers, type Pair, startPair } from '../support/standby.ts';
import { throwawayFolder } from '../support/test-server.ts';
import { startWebProcess, type WebProcess } from '../support/web-process.ts';

if (!canCopyServers) process.stdout.write('Left out: pages from a replica need postgresql-15 of Debian.\n');

let pair: Pair;
let web: WebProcess;
let metrics: number;
beforeAll(async () => {
  if (!canCopyServers) return;
  pair = await startPair();
  await onPrimary(`insert into topics (id, name, name_en) values (30001, '水电气热', 'Utilities')`);
  const keyFile = path.join(throwawayFolder(), 'keys.json');
  createKeys(keyFile);
  metrics = await freePort();
  const urls = {
    appUrl: pair.url('huiyin_app', 'primary'),
    privateUrl: pair.url('huiyin_private', 'primary'),
  };
  web = await startWebProcess(
    { urls: urls as never, keyFile },
    {
      DATABASE_URL_REPLICA: pair.url('huiyin_app', 'standby'),
      METRICS_PORT: String(metrics),
      PAGE_CACHE_MB: '0',
    },
  );
}, 60_000);
afterAll(async () => {
  await web?.stop();
  await pair?.close();
});

async function onPrimary(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: pair.url('postgres', 'primary') });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** What visitors read so far: from the replica, or past it. */
async function reads(): Promise<Record<'replica' | 'behind', number>> {
  const { body } = await ask(`http://127.0.0.1:${metrics}/metrics`);
  const count = (from: string) =>
    Number(
      new RegExp(`^huiyin_visitors_reads_total\\{from="${from}"\\} (\\d+)$`, 'm').exec(
        body.toString(),
      )?.[1] ?? 0,
    );
  return { replica: count('replica'), behind: count('behind') };
}

const readByAnybody = [
  ...[
    '/',
    '/messages',
    '/leaders',
    '/regions',
    '/ministries',
    '/topics',
    '/topics/30001',
    '/offices',
    '/guidance',
  ],
  ...[
    '/adopted',
    '/statistics',
    '/statistics/topics/30001',
    '/open-data',
    '/feeds/messages.atom',
    '/sitemap.xml',
  ],
] as const;

describe.skipIf(!canCopyServers)('A web process beside a replica', () => {
  test.each(readByAnybody)('reads %s for a visitor from there, also where no page is kept', async (at) => {
    // The standby follows within moments.
    for (let looks = 0; looks < 100; looks += 1) {
      const before = await reads();
      expect((await ask(web.url + at)).status).toBe(200);
      if ((await reads()).replica === before.replica + 1) return;
      await pause(20);
    }
    expect.unreachable(`${at} was never read from the replica`);
  });

  test('asks it for nothing where somebody writes or reads what is their own', async () => {
    const before = await reads();
    for (const at of ['/write', '/write/matter', '/mine', '/sign-in', '/desk']) await ask(web.url + at);
    await ask(`${web.url}/track`, {}, 'POST');
    expect((await reads()).replica).toBe(before.replica + 1);
  });

  test('shows what is committed also while the replica stands still', async () => {
    await pair.holdStandby();
    await onPrimary(`update topics set name = '供水供电' where id = 30001`);
    const before = await reads();
    const began = performance.now();
    // A topic's name is remembered for a second.
    while (!(await ask(`${web.url}/topics`)).body.includes('供水供电')) {
      expect(performance.now() - began).toBeLessThan(5000);
      await pause(50);
    }
    const after = await reads();
    expect(after.replica).toBe(before.replica);
    expect(after.behind).toBeGreaterThan(before.behind);
    await pair.letStandby();
  });
});
