import { looksOnRecord } from '../../scripts/stories/looks-on-record.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rollOf } from '../../src/domain/visiting.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { beginCall } from '../../src/server/life/supervision/begin-call.ts';
import { revisit, type Visit } from '../../src/server/life/supervision/revisit.ts';
import { setVisitRule } from '../../src/server/life/supervision/set-visit-rule.ts';
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

describe('Who is called', () => {
  test('every author, until the head of the office says otherwise; the draw is recorded at the answer and can be checked', async () => {
    const head = await stage.staff('孙主任', 'head', on.officeId);
    const first = await answered();
    expect((await stateOf(first.id))?.next_step).toBe('visit');
    expect(await refusal(setVisitRule({ officeId: on.officeId, percent: 40 }, on.officer, now))).toBe(
      'not-allowed',
    );
    expect(await refusal(setVisitRule({ officeId: on.unitId, percent: 40 }, head, now))).toBe('not-allowed');
    expect(await refusal(setVisitRule({ officeId: on.officeId, percent: 101 }, head, now))).toBe('invalid');
    await setVisitRule({ officeId: on.officeId, percent: 40 }, head, now);
    const made = [];
    for (let i = 0; i < 14; i += 1) made.push(await answered({ title: `第${i}座桥` }));
    made.push(await answered({ kind: 'complaint', title: '投诉' }));
    for (const { id } of made) {
      const [plan] = await rowsOf<{ roll: number; percent: number; asked: boolean; why: string }>(
        'select roll, percent, asked, why from visit_plans where message_id = $1',
        [id],
      );
      expect(plan?.roll).toBe(rollOf(id, 1));
      expect(plan?.asked).toBe(plan?.why === 'complaint' || rollOf(id, 1) < 40);
      expect((await stateOf(id))?.next_step).toBe(plan?.asked ? 'visit' : 'close');
    }
    const passed = await rowsOf<{ n: number }>(
      `select count(*)::integer as n from history where step = 'skip-visit' and changes->>'reason' = 'not-sampled'`,
    );
    expect(passed[0]?.n).toBeGreaterThan(3);
    await setVisitRule({ officeId: on.officeId, percent: 0 }, head, now);
    const none = await answered();
    expect((await stateOf(none.id))?.next_step).toBe('close');
    // 30 days after the answer, 24:00: 9 December.
    expect((await stateOf(none.id))?.due_at?.toISOString()).toBe('2026-12-09T16:00:00.000Z');
    // Not called, yet dissatisfied: called after all.
    await rate(none.code, { solved: 2, attitude: 2, speed: 2 }, none.author, later(1));
    await work.settle(now);
    expect((await stateOf(none.id))?.next_step).toBe('visit');
    await setVisitRule({ officeId: on.officeId, percent: 100 }, head, now);
  });

  test('an author who rated needs no call, one who is dissatisfied keeps it', async () => {
    const [content, sad] = [await answered(), await answered()];
    await rate(content.code, { solved: 4, attitude: 4, speed: 3 }, content.author, later(1));
    await rate(sad.code, { solved: 1, attitude: 3, speed: 1 }, sad.author, now);
    await work.settle(now);
    expect((await stateOf(content.id))?.next_step).toBe('close');
    expect((await stateOf(sad.id))?.next_step).toBe('visit');
    await work.settle(now);
    const again = await rowsOf(`select from history where message_id = $1 and step = 'skip-visit'`, [
      content.id,
    ]);
    expect(again).toHaveLength(1);
  });
});

describe('A call', () => {
  test('hands the phone out to one caller at a time, each look written down; never to whoever drafted', async () => {
    const { code, phone } = await answered();
    expect(await refusal(beginCall(code, on.officer, now))).toBe('not-allowed');
    expect(await refusal(beginCall(code, on.stranger, now))).toBe('not-allowed');
    expect(await refusal(beginCall(code, on.secretary, now))).toBe('not-allowed');
    const colleague = await stage.staff('李娜', 'officer', on.officeId);
    expect((await beginCall(code, on.approver, now)).phone).toBe(phone);
    expect(await refusal(beginCall(code, colleague, now))).toBe('call-by-other');
    expect(await refusal(revisit(code, { outcome: 'settled', words: '' }, colleague, now))).toBe(
      'call-by-other',
    );
    later(0.2);
    expect((await beginCall(code, colleague, now)).phone).toBe(phone);
    await revisit(code, { outcome: 'settled', words: '' }, colleague, now);
    expect(await refusal(beginCall(code, colleague, now))).toBe('wrong-state');
    const looks = await looksOnRecord(stage.urls.backupUrl, code);
    expect(looks).toEqual([
      { staff: on.approver.name, what: 'phone', reason: '回访' },
      { staff: colleague.name, what: 'phone', reason: '回访' },
    ]);
  });

  test('not settled needs a code and words; it reopens with them, and the words lie encrypted', async () => {
    const { code, id } = await answered();
    expect(await refusal(visit(code, 'not-settled', { words: '两家未装' }))).toBe('invalid');
    expect(await refusal(visit(code, 'not-settled', { code: 'differs' }))).toBe('invalid');
    await visit(code, 'not-settled', { code: 'differs', words: '两家还是直排油烟' });
    expect(await stateOf(id)).toMatchObject({
      handling: 'in-progress',
      next_step: 'answer',
      voice: 'not-settled',
    });
    const rows = await rowsOf(
      `select to_jsonb(v)::text || h.changes::text as all from visits v join history h on h.message_id = v.message_id where v.message_id = $1`,
      [id],
    );
    expect(JSON.stringify(rows)).toContain('differs');
    expect(JSON.stringify(rows)).not.toContain('油烟');
    // Reopened: its next answer is always visited.
    await answer(code);
    expect(await rowsOf('select why from visit_plans where message_id = $1 and round = 2', [id])).toEqual([
      { why: 'reopened' },
    ]);
  });
});
