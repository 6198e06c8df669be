import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { named } from '../../src/server/store/compose.ts';
import { appPool, keys } from '../../src/server/store/db.ts';
import { withMessage } from '../../src/server/store/lock-message.ts';
import { amongOthers } from '../../src/server/store/lock-together.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import type { Tx } from '../../src/server/store/tx.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
let leader: { id: number; officeId: number };
let reviewer: Actor;
let officer: Actor;
let stranger: Actor;
let phones = 0;

beforeAll(async () => {
  stage = await setStage();
  leader = await stage.leader('广元市委书记');
  reviewer = await stage.staff('审核员甲', 'reviewer');
  officer = await stage.staff('经办人赵', 'officer', leader.officeId);
  stranger = await stage.staff('经办人吴', 'officer', (await stage.leader('成都市委书记')).officeId);
});
afterAll(() => stage.close());

async function arrived(n: number): Promise<string[]> {
  const codes: string[] = [];
  for (let i = 0; i < n; i += 1) {
    const { citizenId } = await stage.citizen(`138${String(phones++).padStart(8, '0')}`);
    const arrival = { by: { citizenId }, source: 'api' as const, idempotencyKey: null };
    codes.push((await submit(words({ leader: leader.id }), arrival, stage.start)).code);
  }
  await Promise.all(codes.map((code) => review(code, { visibility: 'public' }, reviewer, stage.start)));
  return codes;
}

interface Line {
  code: string;
  seq: number;
  step: string;
  xmin: string;
}

async function lines(codes: readonly string[], step: string): Promise<Line[]> {
  const { rows } = await appPool().query<Line>(
    'select m.code, h.seq, h.step, h.xmin::text from history h join messages m on m.id = h.message_id where m.code = any ($1) and h.step = $2 order by m.code',
    [codes, step],
  );
  return rows;
}

test('steps that come at once share transactions, and each message keeps its own history', async () => {
  const codes = await arrived(12);
  const taken = await Promise.all(codes.map((code) => accept(code, officer, stage.start)));
  expect(taken.map(({ code, state }) => [code, state.handling])).toEqual(
    codes.map((code) => [code, 'in-progress']),
  );
  const accepted = await lines(codes, 'accept');
  expect(accepted.map(({ code }) => code)).toEqual([...codes].sort());
  expect(new Set(accepted.map(({ xmin }) => xmin)).size).toBeLessThan(12);
});

test('who is refused among others leaves nothing behind, and the others come through', async () => {
  const codes = await arrived(6);
  const settled = await Promise.allSettled([
    ...codes.map((code, i) => accept(code, i % 2 === 0 ? officer : stranger, stage.start)),
    accept('200001019999', officer, stage.start),
    accept('nonsense', officer, stage.start),
  ]);
  const outcome = settled.map((s) =>
    s.status === 'fulfilled' ? 'done' : (s.reason as { code: string }).code,
  );
  const not = 'not-allowed';
  expect(outcome).toEqual(['done', not, 'done', not, 'done', not, 'not-found', 'not-found']);
  expect((await lines(codes, 'accept')).map(({ code }) => code)).toEqual(
    codes.filter((_, i) => i % 2 === 0).sort(),
  );
});

test('eight times the same message at once: one step, seven refusals', async () => {
  const [code = ''] = await arrived(1);
  const settled = await Promise.allSettled(
    Array.from({ length: 8 }, () => accept(code, officer, stage.start)),
  );
  expect(settled.filter((s) => s.status === 'fulfilled')).toHaveLength(1);
  expect(await lines([code], 'accept')).toHaveLength(1);
});

test('a message that somebody holds keeps nobody else waiting', async () => {
  const codes = await arrived(4);
  const [held = '', ...free] = codes;
  let letGo = (): void => {};
  const holding = withMessage(held, () => new Promise<void>((resolve) => (letGo = resolve)));
  await new Promise((resolve) => setTimeout(resolve, 100));
  let late = false;
  const waiting = accept(held, officer, stage.start).then(() => (late = true));
  await Promise.all(free.map((code) => accept(code, officer, stage.start)));
  expect(late).toBe(false);
  expect(await lines(codes, 'accept')).toHaveLength(3);
  letGo();
  await Promise.all([holding, waiting]);
  expect(await lines(codes, 'accept')).toHaveLength(4);
});

const bad = named(`insert into review_locks (message_id, staff_id, until_at) values ($1, $2, now())`);

test('what the database refuses fails alone', async () => {
  const codes = await arrived(5);
  const breaking = async (tx: Tx, { row }: { row: { id: number } }) => tx.write(bad, [row.id, 987_654]);
  const settled = await Promise.allSettled(
    codes.map((code, i) => (i === 2 ? amongOthers(code, breaking) : accept(code, officer, stage.start))),
  );
  expect(settled.map(({ status }) => status)).toEqual(
    codes.map((_, i) => (i === 2 ? 'rejected' : 'fulfilled')),
  );
  expect(settled[2]).toMatchObject({ reason: { code: '23503' } });
  expect(await lines(codes, 'accept')).toHaveLength(4);
});

test('a step among others that asks after it has written is a fault, and is not kept', async () => {
  const [first = '', second = ''] = await arrived(2);
  const careless = async (tx: Tx, { row }: { row: { id: number } }) => {
    tx.write(bad, [row.id, 987_654]);
    await tx.rows(bad, []);
  };
  const settled = await Promise.allSettled([
    accept(first, officer, stage.start),
    amongOthers(second, careless),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('everything holds after it', async () => {
  const breaches: string[] = [];
  await verify(stage.urls.backupUrl, keys(), (finding) => breaches.push(...finding.breaches));
  expect(breaches).toEqual([]);
});
