import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { revisit, type Visit } from '../../src/server/life/supervision/revisit.ts';
import { afterWork, type AfterWork, rowsOf } from '../support/after-work.ts';
import { breaches, type InstructingStage, instructingStage } from '../support/instructing-stage.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let on: InstructingStage;
let work: AfterWork;
let now: Date;
const later = (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000));
const refusal = (step: Promise<unknown>) =>
  step.then(
    () => 'taken',
    (e: { code: string }) => e.code,
  );

beforeAll(async () => {
  stage = await setStage();
  on = await instructingStage(stage);
  work = afterWork(stage);
});
beforeEach(() => (now = stage.start));
afterAll(async () => {
  await work.settle(now);
  expect(await breaches(stage)).toEqual([]);
  await stage.close();
});

type Changes = Parameters<InstructingStage['message']>[0];

async function answered(changes: Changes = {}) {
  const made = await on.message(changes, now);
  await accept(made.code, on.officer, now);
  await answer(made.code);
  return made;
}

async function answer(code: string) {
  const reply = { type: 'final', text: '桥已修好。', unit: '广元市交通运输局' } as const;
  const { replyId } = await draftReply(code, reply, on.officer, now);
  await approveReply(code, replyId, on.approver, now);
  await work.settle(now);
}

async function stateOf(id: number) {
  const [row] = await rowsOf<{ next_step: string; handling: string; voice: string; due_at: Date | null }>(
    'select next_step, handling, voice, due_at from messages where id = $1',
    [id],
  );
  return row;
}

const visit = (code: string, outcome: Visit['outcome'], more: Partial<Visit> = {}) =>
  revisit(code, { outcome, words: '', ...more }, on.approver, now);

describe('How a message closes', () => {
  test('three calls in vain, then thirty days after the answer, not before', async () => {
    const { code, id } = await answered();
    for (let i = 0; i < 3; i += 1) {
      expect((await stateOf(id))?.next_step).toBe('visit');
      await visit(code, 'not-reached');
      later(24);
    }
    expect((await stateOf(id))?.next_step).toBe('close');
    await closingAt(new Date('2026-12-09T15:59:00Z'));
    expect((await stateOf(id))?.handling).toBe('answered');
    await closingAt(new Date('2026-12-09T16:01:00Z'));
    expect(await rowsOf('select handling, closed_reason, voice from messages where id = $1', [id])).toEqual([
      { handling: 'closed', closed_reason: 'lapsed', voice: 'not-said' },
    ]);
  });

  test('thirty days without a call never close it', async () => {
    const { id } = await answered();
    await closingAt(new Date('2027-01-20T00:00:00Z'));
    expect(await stateOf(id)).toMatchObject({ handling: 'answered', next_step: 'visit' });
  });

  test('rated settled closes at once; called and settled closes at once', async () => {
    const [a, b] = [await answered(), await answered()];
    await rate(a.code, { solved: 5, attitude: 5, speed: 5, settled: true }, a.author, later(1));
    await visit(b.code, 'settled');
    for (const { id } of [a, b])
      expect(await rowsOf('select handling, closed_reason from messages where id = $1', [id])).toEqual([
        { handling: 'closed', closed_reason: 'settled' },
      ]);
  });

  test('not settled reopens twice; the third goes to the office above; a fourth, after its review, is kept on record and closes', async () => {
    const made = await answered();
    const again = { code: 'not-done', words: '还没有办' };
    await visit(made.code, 'not-settled', again);
    await answer(made.code);
    await rate(made.code, { solved: 1, attitude: 1, speed: 1, settled: false }, made.author, later(1));
    await answer(made.code);
    await visit(made.code, 'not-settled', again);
    expect(await stateOf(made.id)).toMatchObject({ handling: 'in-progress', next_step: 'review-above' });
    const above = await rowsOf<{ id: number }>('select above_id as id from offices where id = $1', [
      on.officeId,
    ]);
    const reviewers = [
      await stage.staff('省局拟稿', 'officer', above[0]?.id ?? 0),
      await stage.staff('省局签发', 'approver', above[0]?.id ?? 0),
    ] as const;
    expect(
      await refusal(
        draftReply(made.code, { type: 'final', text: '复查。', unit: '四川省信访局' }, on.officer, now),
      ),
    ).toBe('not-allowed');
    const { replyId } = await draftReply(
      made.code,
      { type: 'final', text: '复查属实，已责成整改。', unit: '四川省信访局' },
      reviewers[0],
      now,
    );
    expect(await refusal(approveReply(made.code, replyId, on.approver, now))).toBe('not-allowed');
    await approveReply(made.code, replyId, reviewers[1], now);
    await work.settle(now);
    expect((await stateOf(made.id))?.next_step).toBe('visit');
    await visit(made.code, 'not-settled', again);
    expect(await stateOf(made.id)).toMatchObject({
      handling: 'answered',
      next_step: 'close',
      voice: 'not-settled',
    });
  });
});

async function closingAt(at: Date) {
  await fire(at);
  await work.settle(at);
}
