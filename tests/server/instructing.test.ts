import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { acceptReport, sendReportBack } from '../../src/server/life/instructing/decide-report.ts';
import { instruct } from '../../src/server/life/instructing/instruct.ts';
import { noteInstruction } from '../../src/server/life/instructing/note-instruction.ts';
import { reportInstruction } from '../../src/server/life/instructing/report-instruction.ts';
import { takeInstructionBack } from '../../src/server/life/instructing/take-back.ts';
import { board } from '../../src/server/views/board.ts';
import { instructionThread } from '../../src/server/views/desk/leader/instruction-thread.ts';
import { rowsOf } from '../support/after-work.ts';
import { breaches, type InstructingStage, instructingStage } from '../support/instructing-stage.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let on: InstructingStage;
let now: Date;
const later = (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000));
const thread = (code: string, who: Actor) => instructionThread(board(), code, who);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (e: { code: string }) => e.code,
  );

beforeAll(async () => {
  stage = await setStage();
  on = await instructingStage(stage);
});
beforeEach(() => (now = stage.start));
afterAll(async () => {
  expect(await breaches(stage)).toEqual([]);
  await stage.close();
});

const given = (changes: object = {}) => ({
  to: [{ post: on.deputyPostId }, { office: on.officeId }],
  words: '三日内修好，结果报我。',
  reportOn: '2026-11-12',
  ...changes,
});

describe('A party secretary instructs', () => {
  test('from the instruction to the accepted report: receipt, report, sent back, reported again, accepted', async () => {
    const { code } = await on.message();
    await instruct(code, given(), on.secretary, later(1));
    const [one] = await thread(code, on.secretary);
    expect(one).toMatchObject({
      post: '广元市委书记',
      by: '何书记',
      words: '三日内修好，结果报我。',
      parentId: null,
    });
    expect(one?.addressees.map((a) => [a.to, a.lead, a.state])).toEqual([
      ['广元市副市长（分管城建、交通、环保）', true, 'issued'],
      ['广元市信访局', false, 'issued'],
    ]);
    // 12 November, 24:00 in Shanghai.
    expect(one?.addressees[0]?.dueAt.toISOString()).toBe('2026-11-12T16:00:00.000Z');
    const deputy = one?.addressees[0]?.id as number;
    expect((await thread(code, on.deputy))[0]?.addressees[0]?.may).toMatchObject({
      note: true,
      passOn: true,
    });

    await noteInstruction(code, deputy, on.deputy, later(1));
    expect(await refusal(noteInstruction(code, deputy, on.deputy, now))).toBe('wrong-state');
    await reportInstruction(code, { id: deputy, words: '已围挡。' }, on.deputy, later(1));
    // The office of the post has the clock now: two working days.
    const [clock] = await rowsOf<{ owner_id: number; due_at: Date }>(
      'select c.owner_id, c.due_at from addressees a join clocks c on c.id = a.clock_id where a.id = $1',
      [deputy],
    );
    expect(clock).toEqual({ owner_id: on.officeId, due_at: new Date('2026-11-11T16:00:00.000Z') });
    const back = { id: deputy, words: '只围挡不行，何时修好？', reportOn: '2026-11-14' };
    await sendReportBack(code, back, on.secretary, later(1));
    // Saturday becomes Monday.
    const [again] = await thread(code, on.deputy);
    expect(again?.addressees[0]).toMatchObject({
      state: 'noted',
      dueAt: new Date('2026-11-16T16:00:00.000Z'),
    });
    await reportInstruction(code, { id: deputy, words: '11月13日修好。' }, on.deputy, later(1));
    await acceptReport(code, deputy, on.officer, later(1));
    const [done] = await thread(code, on.secretary);
    expect(done?.addressees[0]?.state).toBe('accepted');
    expect(done?.addressees[0]?.said.map((s) => [s.what, s.text, s.by])).toEqual([
      ['report', '已围挡。', '罗副市长'],
      ['back', '只围挡不行，何时修好？', '何书记'],
      ['report', '11月13日修好。', '罗副市长'],
    ]);
    const steps = await rowsOf<{ step: string; role: string }>(
      `select step, role from history h join messages m on m.id = h.message_id where m.code = $1 and seq > 2 order by seq`,
      [code],
    );
    expect(steps.map((s) => `${s.step} ${s.role}`)).toEqual([
      'instruct leader',
      'note-instruction deputy',
      'report-instruction deputy',
      'send-back-report instructor',
      'report-instruction deputy',
      'accept-report instructing office',
    ]);
  });

  test('no word of it lies in the open, and the message’s own life does not move', async () => {
    const { code, id } = await on.message();
    const before = await rowsOf(
      'select publication, handling, next_step, holder_id, due_at from messages where id = $1',
      [id],
    );
    await instruct(code, given(), on.secretary, now);
    expect(
      await rowsOf('select publication, handling, next_step, holder_id, due_at from messages where id = $1', [
        id,
      ]),
    ).toEqual(before);
    const rows = await rowsOf(
      `select to_jsonb(i)::text || to_jsonb(a)::text || h.changes::text || o.payload::text as all from instructions i join addressees a on a.instruction_id = i.id
       join history h on h.message_id = i.message_id join outbox o on true where i.message_id = $1`,
      [id],
    );
    expect(JSON.stringify(rows)).not.toContain('三日内');
  });

  test('the deputy passes it on to a unit, which sees that and nothing else; taking back ends both', async () => {
    const { code } = await on.message();
    const { instructionId } = await instruct(
      code,
      given({ to: [{ post: on.deputyPostId }] }),
      on.secretary,
      now,
    );
    const own = (await thread(code, on.deputy))[0]?.addressees[0]?.id as number;
    const passed = given({ to: [{ office: on.unitId }], words: '市交通局派队抢修。', passedOn: own });
    expect(await refusal(instruct(code, passed, on.worker, later(1)))).toBe('not-allowed');
    await instruct(code, passed, on.deputy, now);
    const seen = await thread(code, on.worker);
    expect(seen.map((i) => [i.post, i.by, i.words, i.parentId])).toEqual([
      ['广元市副市长（分管城建、交通、环保）', '罗副市长', '市交通局派队抢修。', own],
    ]);
    expect((await thread(code, on.secretary)).map((i) => i.words)).toEqual([
      '三日内修好，结果报我。',
      '市交通局派队抢修。',
    ]);
    await takeInstructionBack(code, { id: instructionId, words: '已另行安排。' }, on.secretary, later(1));
    expect((await thread(code, on.officer)).flatMap((i) => i.addressees.map((a) => a.state))).toEqual([
      'taken-back',
      'taken-back',
    ]);
    expect(await refusal(reportInstruction(code, { id: own, words: '好' }, on.deputy, later(1)))).toBe(
      'taken-by-other',
    );
  });

  test('who may not: the office gives none, strangers learn nothing, nobody judges their own report', async () => {
    const { code } = await on.message();
    for (const who of [on.officer, on.deputy, on.reviewer, on.stranger, on.supervisor])
      expect(await refusal(instruct(code, given(), who, now))).toBe('not-allowed');
    await instruct(code, given({ to: [{ office: on.officeId }] }), on.secretary, now);
    expect(await thread(code, on.stranger)).toEqual([]);
    expect(await thread(code, on.reviewer)).toEqual([]);
    expect(await thread(code, on.supervisor)).toHaveLength(1);
    const id = (await thread(code, on.officer))[0]?.addressees[0]?.id as number;
    await reportInstruction(code, { id, words: '已修好。' }, on.officer, later(1));
    // The office was itself instructed: only the leader accepts.
    expect(await refusal(acceptReport(code, id, on.approver, now))).toBe('not-allowed');
    expect(await refusal(acceptReport(code, id, on.stranger, now))).toBe('not-allowed');
    await acceptReport(code, id, on.secretary, now);
  });

  test('only deputies of the region and units below can be instructed, by a day that can be', async () => {
    const { code } = await on.message();
    const chengdu = await stage.leader('成都市委书记');
    const [other] = await rowsOf<{ id: number }>(
      `select id from posts where name = '成都市副市长（分管三农）'`,
    );
    for (const to of [
      [{ office: chengdu.officeId }],
      [{ post: on.postId }],
      [{ post: other?.id ?? 0 }],
      [],
      [{ office: on.unitId }, { office: on.unitId }],
    ])
      expect(await refusal(instruct(code, given({ to }), on.secretary, now)), JSON.stringify(to)).toBe(
        'invalid',
      );
    for (const reportOn of ['2026-11-08', '2028-01-01', '2026-02-30', 'soon', ''])
      expect(await refusal(instruct(code, given({ reportOn }), on.secretary, now)), reportOn).toBe('invalid');
    expect(await refusal(instruct(code, given({ words: ' ' }), on.secretary, now))).toBe('invalid');
    await instruct(code, given({ to: [{ office: on.unitId }], reportOn: '2026-11-09' }), on.secretary, now);
  });

  test('pressed twice it is given once; two at once each have their place', async () => {
    const { code } = await on.message();
    const [a, b] = await Promise.all([
      instruct(code, given(), on.secretary, now),
      instruct(code, given(), on.secretary, now),
    ]);
    expect(a?.instructionId).toBe(b?.instructionId);
    await instruct(code, given({ words: '另外查明原因。' }), on.secretary, now);
    expect(await thread(code, on.secretary)).toHaveLength(2);
  });
});
