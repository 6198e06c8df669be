import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { currentConfig } from '../../src/server/current-config.ts';
import { foldDeltas } from '../../src/server/store/rollups.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';
import { type HappeningName, happeningsOf, leader, type Life, type Players } from '../support/happenings.ts';
import { words } from '../support/story.ts';
import { startWebProcess, type WebProcess } from '../support/web-process.ts';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.ts';

const rounds = 3;
const walkers = 8;
/** Where a message goes when nobody dies: what each of the walkers begins with. */
const ways: readonly (readonly HappeningName[])[] = [
  ['publish', 'accept', 'answer', 'stars', 'reopen', 'answer', 'settle', 'take down', 'restore'],
  ['publish', 'return', 'hand on', 'return again', 'rule', 'answer', 'reopen'],
  ['publish', 'accept', 'order back', 'pause', 'end'],
  ['publish', 'accept', 'merge'],
  ['publish', 'take down', 'restore', 'accept', 'answer', 'withdraw'],
  ['reject', 'publish', 'withdraw'],
];

let stage: ChainStage;
let post: number;
let web: WebProcess | undefined;
let worker: WorkerProcess | undefined;
/** What was answered as done: of which message, by which address. */
const done: { code: string; what: string }[] = [];
let [underway, cutOff, phones] = [0, 0, 0];

beforeAll(async () => {
  stage = await openChainStage();
  // Processes of their own have the clock of the machine.
  vi.useRealTimers();
  post = (await stage.leader(leader)).id;
  await Promise.all(['广元市信访局', '成都市信访局', '苍溪县信访局', '四川省信访局'].map(stage.people));
});
afterAll(async () => {
  await worker?.kill();
  await web?.stop();
  await stage?.close();
});

/** Over the wire; a process that died underway answers nothing. */
const call: Players['call'] = async <T>(method: string, path: string, { body, token }: Sent = {}) => {
  underway += 1;
  try {
    const answer = await fetch(`${web?.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body ?? {}),
    });
    const text = await answer.text();
    const [, code, what] = /messages\/(\d+)\/(.+)$/.exec(path) ?? [];
    if (answer.ok && code && what) done.push({ code, what });
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : {}) as T };
  } finally {
    underway -= 1;
  }
};
type Sent = NonNullable<Parameters<ChainStage['call']>[2]>;

const startAll = async (withWorker: boolean) => {
  const { appUrl: app, privateUrl, ownerUrl: owner, backupUrl: backup } = stage.urls;
  const database = { app, owner, private: privateUrl, retention: null, backup };
  const config = { ...currentConfig(), database, keyFile: stage.keyFile };
  [web, worker] = await Promise.all([
    startWebProcess(stage, { HUMAN_PROOF: 'never', LOG_LEVEL: 'info' }),
    withWorker ? startWorkerProcess(config) : undefined,
  ]);
};
/** Ends both between any two statements. */
async function killAll(): Promise<void> {
  const gone = web && once(web.child, 'exit');
  web?.child.kill('SIGKILL');
  cutOff += underway;
  await Promise.all([gone, worker?.kill()]);
}

async function sent(): Promise<Life> {
  phones += 1;
  const { token } = await stage.citizen(`137${String(phones).padStart(8, '0')}`, new Date());
  const body = {
    ...words({ leader: post, title: `桥面塌陷第${phones}处`, body: `村口石拱桥第${phones}个洞，请修。` }),
    ...{ verification: token, anotherMatter: true },
  };
  const answered = await call('POST', '/api/v1/messages', { body });
  expect(answered.status, JSON.stringify(answered.body)).toBe(201);
  done.push({ code: answered.body.code, what: 'messages' });
  return { code: answered.body.code, author: token };
}

/** Sends message after message and does with each what comes, until its process is gone. */
async function walk(lives: Life[], which: number, happenings: ReturnType<typeof happeningsOf>) {
  const names = Object.keys(happenings) as HappeningName[];
  for (let turn = which; ; turn += 1) {
    const life = await sent();
    lives.push(life);
    const beside = lives[(turn * 7) % lives.length] ?? life;
    for (const name of ways[turn % ways.length] ?? []) await happenings[name](life, beside);
    // Beside its own way each meets somebody else's.
    for (let n = 0; n < 3; n += 1) {
      const name = names[(turn * 5 + n * 3 + which) % names.length];
      if (name) await happenings[name](beside, life);
    }
  }
}

const unfolded = async () =>
  (await rowsOf<{ n: number }>('select count(*)::integer as n from deltas'))[0]?.n ?? 0;

/** The steps by which an address was done. */
const stepsOf: Record<string, readonly string[]> = {
  messages: ['submit'],
  publication: ['publish', 'keep-private'],
  rejection: ['reject'],
  acceptance: ['accept'],
  'transfer-return': ['return-transfer', 'refer-transfer'],
  transfers: ['transfer-on'],
  ruling: ['rule-transfer'],
  merge: ['merge'],
  'ending-decision': ['end'],
  'take-down-decision': ['take-down', 'restore'],
  pause: ['pause'],
  withdrawal: ['withdraw', 'hide'],
  rating: ['rate', 'settle', 'reopen', 'send-up'],
};

/** What was answered as done and stands in no history. */
async function lost(): Promise<string[]> {
  const kept = new Map<string, number>();
  for (const { code, step, n } of await rowsOf<{ code: string; step: string; n: number }>(
    'select m.code, h.step, count(*)::integer as n from history h join messages m on m.id = h.message_id group by 1, 2',
  ))
    kept.set(`${code} ${step}`, n);
  const asked = new Map<string, number>();
  for (const { code, what } of done.filter((each) => each.what in stepsOf))
    asked.set(`${code} ${what}`, (asked.get(`${code} ${what}`) ?? 0) + 1);
  return [...asked].flatMap(([key, n]) => {
    const [code, what = ''] = key.split(' ');
    const there = (stepsOf[what] ?? []).reduce((sum, step) => sum + (kept.get(`${code} ${step}`) ?? 0), 0);
    // The same marks given twice change nothing.
    return there < (what === 'rating' ? 1 : n) ? [`${key}: ${n} done, ${there} kept`] : [];
  });
}

test('Whatever steps a killed web process and worker were in, the numbers are those of a recount, unfolded and folded', async () => {
  const { token: mo } = await stage.employed('审核员莫', 'reviewer');
  const reviewer = await stage.reviewer();
  const step: Players['step'] = (code, name, token, body = {}) =>
    call('POST', `/api/v1/desk/messages/${code}/${name}`, { token, body });
  const happenings = happeningsOf({
    ...stage,
    call,
    step,
    mo,
    reviewer: async () => reviewer,
    now: () => new Date(),
  });
  const lives: Life[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // In the first nobody folds; later the worker dies in the midst of it too.
    await startAll(round > 0);
    const before = done.length;
    const walking = Array.from({ length: walkers }, (_, n) => walk(lives, n + round, happenings));
    const ends = Promise.allSettled(walking);
    while (done.length < before + 100 + round * 17) await pause(1);
    await killAll();
    for (const end of await ends)
      if (end.status === 'rejected')
        expect(String(end.reason)).toMatch(/fetch failed|terminated|other side closed/);
    if (round === 0) expect(await unfolded()).toBeGreaterThan(20);
    expect(await stage.breaches()).toEqual([]);
    expect(await lost()).toEqual([]);
  }
  // The kills met steps on their way, of all sorts before and after.
  expect(cutOff).toBeGreaterThanOrEqual(rounds);
  const taken = (await rowsOf<{ step: string }>('select distinct step from history')).map((row) => row.step);
  expect(taken).toEqual(expect.arrayContaining(Object.values(stepsOf).flatMap((names) => names.slice(0, 1))));
  expect(taken).toEqual(expect.arrayContaining(['answer', 'restore', 'reopen', 'take-in', 'return-order']));

  // Whoever goes on finds everything where it stood.
  await startAll(false);
  for (const life of lives.slice(-4))
    for (const name of ['publish', 'accept', 'answer', 'settle'] as const) await happenings[name](life, life);
  expect(await lost()).toEqual([]);
  expect(await stage.breaches()).toEqual([]);
  expect(await unfolded()).toBeGreaterThan(0);
  while ((await foldDeltas(1000)) > 0);
  expect(await unfolded()).toBe(0);
  expect(await stage.breaches()).toEqual([]);
}, 120_000);
