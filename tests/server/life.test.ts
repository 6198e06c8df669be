import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { reviewWords } from '../../src/server/life/citizen/review-words.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { app } from '../../src/server/store/db.ts';
import { deskMessage } from '../../src/server/views/desk/desk-message.ts';
import { officeQueue } from '../../src/server/views/desk/office-queue.ts';
import { reviewQueue } from '../../src/server/views/desk/review-queue.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { searchMessages } from '../../src/server/views/searching/search-messages.ts';
import { messagePage } from '../../src/server/views/message-page.ts';
import { ownMessage } from '../../src/server/views/mine/message.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
let now: Date;
const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

beforeAll(async () => {
  stage = await setStage();
  now = stage.start;
});
afterAll(() => stage.close());

describe('A message from its first word to a rated answer', () => {
  let code: string;
  let author: Actor;
  let reviewer: Actor;
  let officer: Actor;
  let approver: Actor;
  let followUpId: number;

  test('Luo writes to the party secretary of Guangyuan and is told who answers by when', async () => {
    const { id, officeId } = await stage.leader('广元市委书记');
    const luo = await stage.citizen('13800138000');
    author = luo.actor;
    reviewer = await stage.staff('审核员甲', 'reviewer');
    officer = await stage.staff('经办人赵', 'officer', officeId);
    approver = await stage.staff('签发人钱', 'approver', officeId);
    const arrival = { by: { citizenId: luo.citizenId }, source: 'api' as const, idempotencyKey: 'k1' };
    const receipt = await submit(
      words({ leader: id, body: '书记您好。桥塌了,我的电话13800138000,请尽快修。' }),
      arrival,
      now,
    );
    code = receipt.code;
    expect(receipt.state).toEqual({
      publication: 'awaiting-review',
      handling: 'waiting',
      voice: 'not-said',
      attention: 'normal',
    });
    // Received Monday 9 Nov 08:14; review ends Tuesday; ten working days from Tuesday: Tuesday 24 Nov, 24:00.
    expect(receipt.dueAt?.toISOString()).toBe('2026-11-24T16:00:00.000Z');
    const again = await submit(
      words({ leader: id, body: '书记您好。桥塌了,我的电话13800138000,请尽快修。' }),
      arrival,
      now,
    );
    expect(again).toMatchObject({ code, replay: true });
  });

  test('nobody but the author sees it before review', async () => {
    expect(await messagePage(app(), code)).toBeUndefined();
    const own = await ownMessage(app(), code, author);
    expect(own?.body).toContain('13800138000');
    const stranger = await stage.citizen('13800138001');
    expect(await ownMessage(app(), code, stranger.actor)).toBeUndefined();
    await expect(deskMessage(app(), code, officer)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the reviewer blacks out the phone and publishes; it goes to the office on the clock', async () => {
    const queue = await reviewQueue(app(), reviewer, { limit: 20 }, now);
    expect(queue.items.map((i) => i.code)).toEqual([code]);
    later(48);
    const taken = await review(
      code,
      { visibility: 'public', redacted: { body: '书记您好。桥塌了,我的电话〔手机号已隐去〕,请尽快修。' } },
      reviewer,
      now,
    );
    expect(taken.state.publication).toBe('public');
    // Transferred the same Monday: ten working days end on Monday 23 Nov, a day earlier than told.
    expect(taken.dueAt?.toISOString()).toBe('2026-11-23T16:00:00.000Z');
    const page = await messagePage(app(), code);
    expect(page?.body).not.toContain('13800138000');
    expect(page?.author).toBe('罗***');
    await indexTexts(10);
    const filter = { region: '510000', status: 'waiting' as const };
    const listed = await searchMessages(app(), { q: '桥塌', filter, sort: 'time' }, { limit: 10 });
    expect(listed.items.map((i) => i.code)).toEqual([code]);
  });

  test('a second reviewer who comes too late learns who did what', async () => {
    const second = await stage.staff('审核员乙', 'reviewer');
    await expect(review(code, { visibility: 'private' }, second, now)).rejects.toMatchObject({
      code: 'taken-by-other',
      with: { who: '审核员甲', step: 'publish' },
    });
  });

  test('the office accepts, drafts, and a second person publishes the answer', async () => {
    later(60);
    expect(
      (await officeQueue(app(), officer, { tab: 'to-accept', limit: 10 }, now)).counts['to-accept'],
    ).toBe(1);
    expect((await accept(code, officer, now)).state.handling).toBe('in-progress');
    const interim = await draftReply(
      code,
      { type: 'interim', text: '已派人到现场查看。', unit: '苍溪县交通运输局' },
      officer,
      later(60),
    );
    await approveReply(code, interim.replyId, approver, later(5));
    const final = await draftReply(
      code,
      { type: 'final', text: '便桥已于今日搭好,新桥明年三月动工。', unit: '苍溪县交通运输局' },
      officer,
      later(60),
    );
    expect((await messagePage(app(), code))?.voices.replies).toHaveLength(1);
    const taken = await approveReply(code, final.replyId, approver, later(5));
    expect(taken.state.handling).toBe('answered');
    const page = await messagePage(app(), code);
    expect(page?.answerUnit).toBe('苍溪县交通运输局');
    expect(page?.next).toBe('visit');
    expect(page?.trace.map((s) => s.step)).toEqual([
      'submit',
      'publish',
      'accept',
      'publish-interim',
      'answer',
    ]);
  });

  test('Officer Zhao cannot approve her own draft', async () => {
    const head = await stage.staff('主任孙', 'head', (await stage.leader('广元市委书记')).officeId);
    await rate(code, { solved: 2, attitude: 4, speed: 4, settled: false }, author, later(60));
    const draft = await draftReply(
      code,
      { type: 'final', text: '已补充修复护栏。', unit: '苍溪县交通运输局' },
      head,
      later(60),
    );
    await expect(approveReply(code, draft.replyId, head, now)).rejects.toMatchObject({
      code: 'drafter-approves',
    });
    await approveReply(code, draft.replyId, approver, later(1));
  });

  test('the citizen follows up, rates and says settled; words wait for review', async () => {
    const follow = await followUp(code, { type: 'thanks', text: '谢谢,孩子能走桥了。' }, author, later(600));
    followUpId = follow.followUpId;
    expect(follow.state.handling).toBe('answered');
    expect((await messagePage(app(), code))?.voices.followUps).toEqual([]);
    await reviewWords({ kind: 'follow-up', id: followUpId }, { visibility: 'public' }, reviewer, later(5));
    expect((await messagePage(app(), code))?.voices.followUps[0]?.text).toBe('谢谢,孩子能走桥了。');
    const rated = await rate(
      code,
      { solved: 5, attitude: 5, speed: 4, words: '办得好', settled: true },
      author,
      later(5),
    );
    expect(rated.state).toMatchObject({ handling: 'closed', voice: 'settled' });
    const page = await messagePage(app(), code);
    expect(page?.closedReason).toBe('settled');
    expect(page?.voices.ratings.at(-1)).toMatchObject({ solved: 5, words: null, wordsState: 'none' });
  });

  test('every change has its row of history', async () => {
    const desk = await deskMessage(app(), code, officer);
    expect(desk.history.map((h) => h.seq)).toEqual(desk.history.map((_, i) => i + 1));
    expect(desk.original?.body).toContain('13800138000');
  });
});
