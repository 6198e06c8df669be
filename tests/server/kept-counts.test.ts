import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { app, appPool } from '../../src/server/store/db.ts';
import { noteHearing, noteMoves } from '../../src/server/store/desk-moves.ts';
import { keptCounts } from '../../src/server/views/desk/kept-counts.ts';
import { officeQueue } from '../../src/server/views/desk/office-queue.ts';
import { reviewQueue } from '../../src/server/views/desk/review-queue.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
let leader: { id: number; officeId: number };
let reviewer: Actor;
let officer: Actor;
let phones = 0;
const at = new Date('2026-11-26T02:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

beforeAll(async () => {
  stage = await setStage();
  leader = await stage.leader('广元市委书记');
  reviewer = await stage.staff('审核员甲', 'reviewer');
  officer = await stage.staff('经办人赵', 'officer', leader.officeId);
});
afterAll(() => stage.close());
beforeEach(() => noteHearing(true));
afterEach(() => noteHearing(false));

function counting() {
  let n = 0;
  return { count: async () => (n += 1), counted: () => n };
}

test('what did not move is counted once, also for those who ask at the same moment', async () => {
  const { count, counted } = counting();
  const of = { what: 'test-once', desks: [1, 2] };
  expect(await Promise.all([keptCounts(of, count, at), keptCounts(of, count, at)])).toEqual([1, 1]);
  expect(await keptCounts(of, count, later(9))).toBe(1);
  expect(counted()).toBe(1);
});

test('a move at one of the desks counts anew; elsewhere it does not', async () => {
  const { count } = counting();
  const of = { what: 'test-move', desks: [1, 2] };
  await keptCounts(of, count, at);
  noteMoves({ at: [3], review: true });
  expect(await keptCounts(of, count, at)).toBe(1);
  noteMoves({ at: [2], review: false });
  expect(await keptCounts(of, count, at)).toBe(2);
});

test('a move during the count makes it old at once', async () => {
  const { count } = counting();
  const of = { what: 'test-during', desks: [1] };
  const first = keptCounts(of, () => new Promise<number>((done) => setTimeout(() => done(count()), 20)), at);
  noteMoves({ at: [1], review: false });
  await first;
  expect(await keptCounts(of, count, at)).toBe(2);
});

test('time alone makes a count old, because lateness comes without a step', async () => {
  const { count } = counting();
  const of = { what: 'test-time', desks: [1] };
  await keptCounts(of, count, at);
  expect(await keptCounts(of, count, later(10))).toBe(2);
});

test('a count that failed is not kept', async () => {
  const of = { what: 'test-fail', desks: [1] };
  await expect(keptCounts(of, () => Promise.reject(new Error('away')), at)).rejects.toThrow('away');
  expect(await keptCounts(of, () => Promise.resolve(7), at)).toBe(7);
});

test('a process that is not told of moves, or was not for a while, counts each time', async () => {
  const { count } = counting();
  const of = { what: 'test-deaf', desks: [1] };
  await keptCounts(of, count, at);
  noteHearing(false);
  expect(await keptCounts(of, count, at)).toBe(2);
  expect(await keptCounts(of, count, at)).toBe(3);
  noteHearing(true);
  expect(await keptCounts(of, count, at)).toBe(4);
});

async function submitted(): Promise<string> {
  const { citizenId } = await stage.citizen(`138${String(phones++).padStart(8, '0')}`);
  const arrival = { by: { citizenId }, source: 'api' as const, idempotencyKey: null };
  return (await submit(words({ leader: leader.id }), arrival, stage.start)).code;
}

test('whoever takes a step sees its counts on the next page', async () => {
  const waiting = async () => (await reviewQueue(app(), reviewer, { limit: 5 }, stage.start)).total;
  const tabs = async () =>
    (await officeQueue(app(), officer, { tab: 'all', limit: 5 }, stage.start)).counts['to-accept'];
  expect([await waiting(), await tabs()]).toEqual([0, 0]);
  const code = await submitted();
  expect([await waiting(), await tabs()]).toEqual([1, 0]);
  await review(code, { visibility: 'public' }, reviewer, stage.start);
  expect([await waiting(), await tabs()]).toEqual([0, 1]);
  await accept(code, officer, stage.start);
  expect(await tabs()).toBe(0);
});

test('a step that was refused moves nothing; what another process did is known once it is told', async () => {
  const late = async () =>
    (await officeQueue(app(), officer, { tab: 'all', limit: 5 }, stage.start)).counts.late;
  expect(await late()).toBe(0);
  await appPool().query(`update messages set due_at = '2020-01-01' where answerable_id = $1`, [
    leader.officeId,
  ]);
  await expect(accept(await submitted(), officer, stage.start)).rejects.toThrow();
  expect(await late()).toBe(0);
  noteMoves({ at: [leader.officeId], review: false });
  expect(await late()).toBe(1);
});
