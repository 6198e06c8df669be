import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoardStory, tellBoardStory } from '../support/board-story.ts';
import { freePort } from '../support/free-port.ts';
import { ask } from '../support/plain-ask.ts';
import { openSite, type Site } from '../support/site.ts';
import { takeDown } from '../support/take-down.ts';
import { startWebProcess, type WebProcess } from '../support/web-process.ts';

let site: Site;
let story: BoardStory;
let web: WebProcess;
let metrics: number;
beforeAll(async () => {
  site = await openSite();
  story = await tellBoardStory(site.stage, new Date());
  const port = await freePort();
  metrics = await freePort();
  web = await startWebProcess(site.stage, {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WEB_PROCESSES: '2',
    METRICS_PORT: String(metrics),
  });
  await Promise.all([0, 1].map(answersMetrics));
}, 60_000);
afterAll(async () => {
  await web?.stop();
  await site?.close();
});

test('A page that is asked for again and again is drawn by one of two processes for both, and a hidden one is gone from both within a second', async () => {
  const path = `/messages/${story.bridge}`;
  const both = () => Promise.all([0, 1].map(pagesOf));
  // Until both have drawn it to keep it: they do once they hear each other.
  while ((await both()).some(({ drawn }) => drawn === 0)) expect(await statusOf(path)).toBe(200);
  expect((await both()).map(({ drawn }) => drawn)).toEqual([1, 1]);

  const until = performance.now() + 26_000;
  while (performance.now() < until) {
    expect(await statusOf(path)).toBe(200);
    await pause(20);
  }
  const after = await both();
  // Each by itself would have drawn it three times in this time.
  expect(after.reduce((sum, { drawn }) => sum + drawn, 0)).toBeLessThanOrEqual(2 + 4);
  expect(after.reduce((sum, { taken }) => sum + taken, 0)).toBeGreaterThanOrEqual(2);

  await takeDown(site.stage, story.bridge, story.office.reviewer);
  await pause(1000);
  for (let asked = 0; asked < 40; asked += 1) expect(await statusOf(path)).toBe(410);
}, 60_000);

/** On a connection of its own, which the system hands to one of the two. */
async function statusOf(path: string): Promise<number> {
  return (await ask(web.url + path)).status;
}

async function pagesOf(place: number): Promise<{ drawn: number; taken: number }> {
  const { body } = await ask(`http://127.0.0.1:${metrics + place}/metrics`);
  const count = (line: RegExp) => Number(line.exec(body.toString())?.[1] ?? 0);
  return {
    drawn: count(/^huiyin_pages_total\{from="drawn"\} (\d+)$/m),
    taken: count(/^huiyin_pages_taken_total (\d+)$/m),
  };
}

async function answersMetrics(place: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await pagesOf(place).catch(() => null)) return;
    await pause(50);
  }
  throw new Error('a process did not come to work');
}
