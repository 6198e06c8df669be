import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { claimReview } from '../../src/server/life/intake/claim-review.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { appPool, keys } from '../../src/server/store/db.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
let leader: { id: number; officeId: number };
let reviewers: Actor[];
let officers: Actor[];
let phones = 0;

beforeAll(async () => {
  stage = await setStage();
  leader = await stage.leader('广元市委书记');
  reviewers = [await stage.staff('审核员甲', 'reviewer'), await stage.staff('审核员乙', 'reviewer')];
  officers = [
    await stage.staff('经办人赵', 'officer', leader.officeId),
    await stage.staff('经办人李', 'officer', leader.officeId),
    await stage.staff('签发人钱', 'approver', leader.officeId),
    await stage.staff('签发人孙', 'approver', leader.officeId),
  ];
});
afterAll(() => stage.close());

async function written(): Promise<{ code: string; author: Actor }> {
  const phone = `138${String(phones++).padStart(8, '0')}`;
  const { citizenId, actor } = await stage.citizen(phone);
  const { code } = await submit(
    words({ leader: leader.id }),
    { by: { citizenId }, source: 'api', idempotencyKey: null },
    stage.start,
  );
  return { code, author: actor };
}

async function outcomes(tries: Promise<unknown>[]): Promise<{ won: number; refusals: string[] }> {
  const settled = await Promise.allSettled(tries);
  const refusals = settled.flatMap((s) =>
    s.status === 'rejected' ? [String((s.reason as { code?: string }).code ?? s.reason)] : [],
  );
  return { won: settled.length - refusals.length, refusals };
}

test('twenty retries of one submission at once make one message', async () => {
  const { citizenId } = await stage.citizen('13900000001');
  const arrival = { by: { citizenId }, source: 'api' as const, idempotencyKey: 'once' };
  const receipts = await Promise.all(
    Array.from({ length: 20 }, () => submit(words({ leader: leader.id }), arrival, stage.start)),
  );
  expect(new Set(receipts.map((r) => r.code)).size).toBe(1);
  expect(receipts.filter((r) => !r.replay)).toHaveLength(1);
});

test('two reviewers publish at once: one wins, the other sees who did it', async () => {
  const { code } = await written();
  const { won, refusals } = await outcomes(
    reviewers.map((r) => review(code, { visibility: 'public' }, r, stage.start)),
  );
  expect(won).toBe(1);
  expect(refusals).toEqual(['taken-by-other']);
});

test('only one reviewer gets a message on the table', async () => {
  const { code } = await written();
  const got = await Promise.all(reviewers.map((r) => claimReview(code, r, stage.start)));
  expect(got.filter(Boolean)).toHaveLength(1);
  const other = reviewers[got.indexOf(false)] as Actor;
  await expect(review(code, { visibility: 'public' }, other, stage.start)).rejects.toMatchObject({
    code: 'locked-by-other',
  });
});

test('two officers accept and two approvers publish at once: each step happens once', async () => {
  const { code } = await written();
  await review(code, { visibility: 'public' }, reviewers[0] as Actor, stage.start);
  expect((await outcomes(officers.slice(0, 2).map((o) => accept(code, o, stage.start)))).won).toBe(1);
  const { replyId } = await draftReply(
    code,
    { type: 'final', text: '已修好。', unit: '广元市信访局' },
    officers[0] as Actor,
    stage.start,
  );
  const { won } = await outcomes(officers.slice(2).map((a) => approveReply(code, replyId, a, stage.start)));
  expect(won).toBe(1);
});

test('a rating sent five times at once closes the message once', async () => {
  const { code, author } = await written();
  await review(code, { visibility: 'public' }, reviewers[0] as Actor, stage.start);
  await accept(code, officers[0] as Actor, stage.start);
  const { replyId } = await draftReply(
    code,
    { type: 'final', text: '已修好。', unit: '广元市信访局' },
    officers[0] as Actor,
    stage.start,
  );
  await approveReply(code, replyId, officers[2] as Actor, stage.start);
  const rating = { solved: 5, attitude: 5, speed: 5, settled: true };
  const { won } = await outcomes(Array.from({ length: 5 }, () => rate(code, rating, author, stage.start)));
  expect(won).toBe(5);
  const { rows } = await appPool().query<{ n: number }>(
    `select count(*) as n from history h join messages m on m.id = h.message_id where m.code = $1 and h.step = 'settle'`,
    [code],
  );
  expect(rows[0]?.n).toBe(1);
});

test('sixty reviews at once, five times as many as there are connections, all come to an end', async () => {
  const codes = (await Promise.all(Array.from({ length: 60 }, written))).map((m) => m.code);
  const { won } = await outcomes(
    codes.map((code) => review(code, { visibility: 'public' }, reviewers[0] as Actor, stage.start)),
  );
  expect(won).toBe(60);
});

test('after all of it every promise of the house holds', async () => {
  const breaches: string[] = [];
  await verify(stage.urls.backupUrl, keys(), (f) => breaches.push(...f.breaches));
  expect(breaches).toEqual([]);
});
