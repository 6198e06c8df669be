import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { acceptReport } from '../../src/server/life/instructing/decide-report.ts';
import { instruct } from '../../src/server/life/instructing/instruct.ts';
import { publishInstruction } from '../../src/server/life/instructing/publish-instruction.ts';
import { reportInstruction } from '../../src/server/life/instructing/report-instruction.ts';
import { appointHolder } from '../../src/server/life/directory/changes/appoint-holder.ts';
import { vacatePost } from '../../src/server/life/directory/changes/vacate-post.ts';
import { app } from '../../src/server/store/db.ts';
import { board } from '../../src/server/views/board.ts';
import { instructionThread } from '../../src/server/views/desk/leader/instruction-thread.ts';
import { messagePage } from '../../src/server/views/message-page.ts';
import { afterWork, rowsOf } from '../support/after-work.ts';
import { breaches, type InstructingStage, instructingStage, leaderAt } from '../support/instructing-stage.ts';
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

describe('What everybody sees of it', () => {
  test('the trace tells which post instructed and when; its words only once the leader makes them public', async () => {
    const { code } = await on.message();
    const { instructionId: id } = await instruct(code, given(), on.secretary, later(2));
    const before = await messagePage(board(), code);
    expect(before?.trace.at(-1)).toMatchObject({
      step: 'instruct',
      at: now,
      instruction: { post: '广元市委书记', words: null },
    });
    expect(JSON.stringify(before)).not.toMatch(/三日内|何书记|副市长/);
    expect(
      await refusal(publishInstruction(code, { id, words: '请回电13800138000。' }, on.secretary, now)),
    ).toBe('invalid');
    expect(await refusal(publishInstruction(code, { id, words: '三日内修好。' }, on.officer, now))).toBe(
      'not-allowed',
    );
    await publishInstruction(code, { id, words: '三日内修好。' }, on.secretary, later(1));
    const after = await messagePage(board(), code);
    expect(after?.trace.at(-1)).toMatchObject({ step: 'instruct', instruction: { words: '三日内修好。' } });
  });

  test('on a private message nothing of it is public, nor can it be made so', async () => {
    const { code } = await on.message({ visibility: 'private' });
    const { instructionId: id } = await instruct(code, given(), on.secretary, now);
    expect(await messagePage(board(), code)).toBeUndefined();
    expect(await refusal(publishInstruction(code, { id, words: '三日内修好。' }, on.secretary, now))).toBe(
      'wrong-state',
    );
  });
});

describe('Late', () => {
  test('whoever owes the report is urged once, the leader’s office is told, and the promise to the citizen is not', async () => {
    const { code, id } = await on.message();
    await instruct(code, given({ to: [{ office: on.unitId }] }), on.secretary, now);
    const work = afterWork(stage);
    await work.settle(now);
    now = new Date('2026-11-12T17:00:00Z');
    for (let i = 0; i < 3; i += 1) {
      await fire(now);
      await work.settle(now);
    }
    const urged = await rowsOf<{ step: string }>(
      `select step from history where message_id = $1 and step in ('urge', 'urge-instruction')`,
      [id],
    );
    expect(urged.map((u) => u.step)).toEqual(['urge-instruction']);
    const [state] = await rowsOf<{ attention: string }>('select attention from messages where id = $1', [id]);
    expect(state?.attention).toBe('normal');
  });
});

describe('The post lasts while its holders change', () => {
  test('a new holder carries on from that minute; the old one has no way in; the author of an old instruction stays', async () => {
    const { code } = await on.message();
    await instruct(code, given({ to: [{ office: on.unitId }] }), on.secretary, now);
    const keeper: Actor = { kind: 'machine', name: 'directory' };
    const appoint = (name: string, fromOn: string) =>
      app()
        .transaction()
        .execute((tx) => appointHolder(tx, { postId: on.postId, name, fromOn }, keeper, now));
    await appoint('何书记', '2026-01-01');
    const still = (await staffActor(on.secretary.staffId, later(1))) as Actor;
    expect(await thread(code, still)).toHaveLength(1);
    await app()
      .transaction()
      .execute((tx) => vacatePost(tx, { postId: on.postId, onDay: '2026-11-09' }, keeper, later(1)));

    const gone = (await staffActor(on.secretary.staffId, now)) as Actor;
    expect(await refusal(instruct(code, given({ words: '再查。' }), gone, now))).toBe('not-allowed');
    expect(await thread(code, gone)).toEqual([]);
    // Vacant: the office still sees the thread and may accept the report.
    const id = (await thread(code, on.officer))[0]?.addressees[0]?.id as number;
    await reportInstruction(code, { id, words: '已修好。' }, on.worker, later(1));
    expect((await thread(code, on.officer))[0]?.addressees[0]?.may.decide).toBe(true);

    await appoint('孟书记', '2026-11-09');
    const meng = await leaderAt('孟书记', on.postId, now);
    const [old] = await thread(code, meng);
    expect(old).toMatchObject({ by: '何书记', may: { takeBack: true, publish: true } });
    await acceptReport(code, id, meng, later(1));
    await instruct(code, given({ words: '再查。' }), meng, now);
    expect((await thread(code, meng)).map((i) => i.by)).toEqual(['何书记', '孟书记']);
  });
});
