import fs from 'node:fs';
import { confirmVerification, startVerification } from '../../src/server/access/verification.ts';
import { appPool, keys } from '../../src/server/store/db.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { insertLimit } from '../limits.ts';
import { load } from '../load.ts';
import type { Row } from '../row.ts';
import type { Stand } from '../stand.ts';

const people = 400;
const seconds = 15;
const connections = 16;
const sentence =
  '我们小区门口的路从去年冬天开始塌陷,下雨积水,晚上没有路灯,老人和孩子经过时很危险,多次向社区反映没有结果,请尽快安排维修。';

/** Accepting a message over HTTP, committed with fsync, with private data, history, clocks and job. */
export async function measureAccepting(stand: Stand, found: (row: Row) => void): Promise<void> {
  const post = await readyPosts();
  await load(stand.webUrl, stand.folder, { connections, seconds: 4, post: post(0, 12_000) });
  const before = await insertLimit(stand.urls.owner, stand.folder, Buffer.byteLength(message(0, '', 0)));
  const measured = await load(stand.webUrl, stand.folder, {
    connections,
    seconds,
    post: post(12_000, seconds * 3_000),
  });
  const rss = residentMb(stand.web.pid ?? 0);
  const after = await insertLimit(stand.urls.owner, stand.folder, Buffer.byteLength(message(0, '', 0)));
  const limit = (before + after) / 2;
  found({
    name: 'messages accepted over HTTP, 16 connections',
    value: measured.perSecond,
    unit: '/s',
    limit,
    ratio: measured.perSecond / limit,
    target: 0.08,
    better: 'higher',
    note: measured.failed ? `${measured.failed} refused or broken` : '',
  });
  found({
    name: 'p99 of accepting a message',
    value: measured.p99,
    unit: 'ms',
    limit: null,
    ratio: null,
    target: 100,
    better: 'lower',
    note: `p50 ${measured.p50.toFixed(1)} ms`,
  });
  found({
    name: 'web process resident after accepting',
    value: rss,
    unit: 'MB',
    limit: null,
    ratio: null,
    target: 400,
    better: 'lower',
  });
}

/** How many messages a second are taken over HTTP, to be compared between boards. */
export async function measureAcceptRate(stand: Stand): Promise<{ perSecond: number; note: string }> {
  const post = await readyPosts();
  await load(stand.webUrl, stand.folder, { connections, seconds: 4, post: post(0, 12_000) });
  const measured = await load(stand.webUrl, stand.folder, {
    connections,
    seconds,
    post: post(12_000, seconds * 3000),
  });
  const failed = measured.failed ? `, ${measured.failed} refused or broken` : '';
  return { perSecond: measured.perSecond, note: `p99 ${measured.p99.toFixed(0)} ms${failed}` };
}

/** Citizens with confirmed phones who write to all leaders in turn; gives so many of their messages after so many. */
async function readyPosts(): Promise<(from: number, count: number) => { path: string; bodies: string[] }> {
  const tokens = await confirmPhones();
  const { rows } = await appPool().query<{ id: number }>(
    `select id from posts where receives and ministry is null order by id`,
  );
  const body = (n: number) =>
    message(n, tokens[n % tokens.length] ?? '', rows[(n * 7919) % rows.length]?.id ?? 0);
  return (from, count) => ({
    path: '/api/v1/messages',
    bodies: Array.from({ length: count }, (_, i) => body(from + i)),
  });
}

/** Lets citizens write to these leaders for some seconds, as fast as they are taken. */
export async function acceptMessages(
  stand: Stand,
  leaders: readonly number[],
  forSeconds: number,
): Promise<void> {
  const tokens = await confirmPhones();
  const bodies = Array.from({ length: forSeconds * 2000 }, (_, i) =>
    message(i, tokens[i % tokens.length] ?? '', leaders[(i * 7919) % leaders.length] ?? 0),
  );
  const post = { path: '/api/v1/messages', bodies };
  await load(stand.webUrl, stand.folder, { connections, seconds: forSeconds, post });
}

/** Proves the promises of the house over everything that the load run wrote. */
export async function verifyAfterLoad(stand: Stand, found: (row: Row) => void): Promise<void> {
  const breaches: string[] = [];
  let checked = 0;
  await verify(stand.urls.backup, keys(), (finding) => {
    breaches.push(...finding.breaches);
    checked = Math.max(checked, finding.checked);
  });
  const note = breaches.slice(0, 3).join('; ') || `most things looked at in one check: ${checked}`;
  found({
    name: 'breaches that verify finds after the load run',
    value: breaches.length,
    unit: '',
    limit: null,
    ratio: null,
    target: 0,
    better: 'lower',
    note,
  });
}

/** Resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb ?? 0) / 1024;
}

async function confirmPhones(): Promise<string[]> {
  const tokens: string[] = [];
  for (let i = 0; i < people; i += 1) {
    const { id, code } = await startVerification(`137${String(i).padStart(8, '0')}`, 'write', new Date());
    tokens.push((await confirmVerification(id, code, new Date())).token);
  }
  return tokens;
}

function message(n: number, verification: string, leader: number): string {
  // Some 400 characters, as on the real board; no two alike.
  const body = Array.from({ length: 6 }, (_, i) => `${i + 1}、${sentence}`).join('') + `编号${n}`;
  return JSON.stringify({
    leader,
    kind: 'help',
    topic: 194,
    title: `门前道路塌陷无人维修 ${n}`,
    body,
    place: '和平路',
    name: '张三丰',
    visibility: 'public',
    pictures: [],
    verification,
    anotherMatter: true,
  });
}
