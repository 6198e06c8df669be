import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { startVerification } from '../../src/server/access/verification.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { reject } from '../../src/server/life/intake/reject.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { SmsFault } from '../../src/server/outside/sms/sms-sender.ts';
import { showCode } from '../../src/domain/public-code.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let reviewer: Actor;
const minutes = (n: number) => new Date(stage.start.getTime() + n * 60_000);
// The queue waits by the database's own clock: a night that is still to come for certain.
const night = new Date('2099-11-09T23:10:00+08:00');

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  reviewer = await stage.staff('审核员甲', 'reviewer');
  await work.settle(stage.start);
});
afterAll(() => stage?.close());
beforeEach(() => void work.sms.sent.splice(0));

const deliveriesOf = (id: number) =>
  rowsOf<{ what: string; state: string; attempts: number; last_error: string | null }>(
    'select n.what, d.state, d.attempts, d.last_error from notices n left join deliveries d on d.notice_id = n.id where n.message_id = $1 order by n.id',
    [id],
  );
const toPhone = (phone: string) =>
  work.sms.sent.filter((each) => each.phone === phone).map((each) => each.words);

describe('Luo follows her message by telephone', () => {
  test('She hears of the transfer with its date, of the answer, and nothing of what she does herself', async () => {
    const luo = await written(stage);
    const [officer, approver] = [
      await stage.staff('经办人赵', 'officer', luo.officeId),
      await stage.staff('签发人钱', 'approver', luo.officeId),
    ];
    await work.settle(minutes(1));
    expect(toPhone(luo.phone).filter((words) => !words.includes('验证码'))).toEqual([]);

    await review(luo.code, { visibility: 'public' }, reviewer, minutes(48));
    await work.settle(minutes(48));
    await accept(luo.code, officer, minutes(60));
    await work.settle(minutes(60));
    const { replyId } = await draftReply(
      luo.code,
      { type: 'final', text: '桥将于十二月修复。', unit: '剑阁县交通运输局' },
      officer,
      minutes(61),
    );
    await approveReply(luo.code, replyId, approver, minutes(62));
    await work.settle(minutes(62));
    await rate(luo.code, { solved: 5, attitude: 5, speed: 5, settled: false }, luo.author, minutes(70));
    await work.settle(minutes(70));

    const code = showCode(luo.code);
    expect(toPhone(luo.phone).filter((words) => !words.includes('验证码'))).toEqual([
      `【回音】您的留言(编号${code})已公开并转交办理,最迟11月23日答复。`,
      `【回音】您的留言(编号${code})已答复,请登录查看并评价。`,
    ]);
    expect(await deliveriesOf(luo.id)).toEqual([
      { what: 'published', state: 'sent', attempts: 1, last_error: null },
      { what: 'accepted', state: null, attempts: null, last_error: null },
      { what: 'answered', state: 'sent', attempts: 1, last_error: null },
    ]);
  });

  test('No text message holds a word of the message, a name or a reason', async () => {
    const luo = await written(stage, { title: '渡口夜里没有灯', body: '渡口的灯坏了三个月,夜里摔过人。' });
    await reject(luo.code, { code: 'unclear', words: '请写明是哪一个渡口。' }, reviewer, minutes(5));
    await work.settle(minutes(5));
    const [sent] = toPhone(luo.phone).filter((words) => !words.includes('验证码'));
    expect(sent).toBe(
      `【回音】您的留言(编号${showCode(luo.code)})未通过审核,请登录查看原因,可在12月9日前修改后再次提交。`,
    );
  });
});

describe('at night', () => {
  test('a rejection waits until seven, an emergency rings at once', async () => {
    const [calm, pressing] = [
      await written(stage),
      await written(stage, { body: '书记您好,我家孩子被困在电梯里了,请快来人。' }),
    ];
    await reject(calm.code, { code: 'unclear', words: '请写清楚地点。' }, reviewer, night);
    await review(pressing.code, { visibility: 'public' }, reviewer, night);
    // As if they had signed in that day: a number at which nobody was for long gets no messages.
    await rowsOf('update citizens set seen_at = $1', [night]);
    await work.settle(night);
    expect(toPhone(calm.phone).filter((words) => words.includes('编号'))).toEqual([]);
    expect(toPhone(pressing.phone).filter((words) => words.includes('编号'))).toEqual([
      `【回音】您的留言(编号${showCode(pressing.code)})已公开并转交办理,最迟11月10日8:14答复。`,
    ]);
    const waiting = (await work.jobs()).filter((job) => job.task === 'deliver');
    expect(waiting.map((job) => job.runAt)).toEqual([new Date('2099-11-10T07:00:00+08:00')]);
    expect(await deliveriesOf(calm.id)).toMatchObject([{ what: 'rejected', state: 'waiting', attempts: 0 }]);
    await rowsOf('delete from graphile_worker._private_jobs');
  });
});

test('where nobody signed in for half a year the number may be a stranger’s: no text message leaves', async () => {
  const luo = await written(stage);
  await rowsOf("update citizens set seen_at = seen_at - interval '181 days' where id = $1", [luo.citizenId]);
  await review(luo.code, { visibility: 'public' }, reviewer, minutes(5));
  await work.settle(minutes(5));
  expect(toPhone(luo.phone).filter((words) => words.includes('编号'))).toEqual([]);
  expect(await deliveriesOf(luo.id)).toMatchObject([{ state: 'failed', last_error: 'no-phone' }]);
});

describe('exactly once', () => {
  test('the same happening told three times is one notice and one text message', async () => {
    const luo = await written(stage);
    await review(luo.code, { visibility: 'private' }, reviewer, minutes(5));
    const [left] = await rowsOf<{ payload: object }>(
      "select payload from outbox where task = 'notify' and payload->>'what' = 'kept-private'",
    );
    for (let i = 0; i < 2; i += 1)
      await rowsOf("insert into outbox (task, payload, run_at) values ('notify', $1, $2)", [
        left?.payload,
        minutes(5),
      ]);
    await work.settle(minutes(5));
    expect(await deliveriesOf(luo.id)).toMatchObject([{ what: 'kept-private', state: 'sent' }]);
    expect(toPhone(luo.phone).filter((words) => words.includes('不对外公开'))).toHaveLength(1);
  });

  test('a delivery whose worker died after sending is sent under the same reference, which the gateway knows', async () => {
    const luo = await written(stage);
    await review(luo.code, { visibility: 'public' }, reviewer, minutes(5));
    await work.settle(minutes(5));
    const [delivery] = await rowsOf<{ id: number }>(
      "update deliveries d set state = 'waiting' from notices n where n.id = d.notice_id and n.message_id = $1 returning d.id",
      [luo.id],
    );
    await rowsOf(
      "insert into outbox (task, payload, run_at) values ('deliver', jsonb_build_object('delivery', $1::bigint), $2)",
      [delivery?.id, minutes(5)],
    );
    const references: string[] = [];
    const send = work.sms.send.bind(work.sms);
    work.sms.send = async (phone, words, reference) => {
      references.push(reference);
      await send(phone, words, reference);
    };
    await work.settle(minutes(6));
    work.sms.send = send;
    expect(references).toEqual([`notice-${delivery?.id}`]);
    expect(toPhone(luo.phone).filter((words) => words.includes('编号'))).toHaveLength(1);
    expect(await deliveriesOf(luo.id)).toMatchObject([{ state: 'sent' }]);
  });
});

describe('when the gateway fails', () => {
  const published = async () => {
    const luo = await written(stage);
    await work.settle(minutes(1));
    await review(luo.code, { visibility: 'public' }, reviewer, minutes(5));
    return luo;
  };

  test('a fault that passes is tried again, and every try is recorded', async () => {
    const luo = await published();
    work.sms.failNext(new SmsFault('timeout', false), new SmsFault('http-503', false));
    await work.settle(minutes(5));
    expect(await deliveriesOf(luo.id)).toMatchObject([
      { state: 'waiting', attempts: 1, last_error: 'timeout' },
    ]);
    const [job] = await work.jobs();
    expect(job).toMatchObject({ task: 'deliver', attempts: 1, error: 'SmsFault timeout' });
    expect(job?.runAt.getTime()).toBeGreaterThan(Date.now());
    await work.again();
    await work.settle(minutes(6));
    expect(await deliveriesOf(luo.id)).toMatchObject([
      { state: 'waiting', attempts: 2, last_error: 'http-503' },
    ]);
    await work.again();
    await work.settle(minutes(7));
    expect(await deliveriesOf(luo.id)).toMatchObject([{ state: 'sent', attempts: 3, last_error: null }]);
    expect(toPhone(luo.phone).filter((words) => words.includes('已公开'))).toHaveLength(1);
  });

  test('a number that does not exist fails at once and for good', async () => {
    const luo = await published();
    work.sms.failNext(new SmsFault('bad-number', true));
    await work.settle(minutes(5));
    expect(await deliveriesOf(luo.id)).toMatchObject([
      { state: 'failed', attempts: 1, last_error: 'bad-number' },
    ]);
    expect(await work.jobs()).toEqual([]);
  });

  test('after the tenth try the delivery is recorded as failed', async () => {
    const luo = await published();
    work.sms.failNext(...Array.from({ length: 10 }, () => new SmsFault('unreachable', false)));
    for (let i = 0; i < 10; i += 1) {
      await work.settle(minutes(5 + i));
      await work.again();
    }
    expect(await deliveriesOf(luo.id)).toMatchObject([
      { state: 'failed', attempts: 10, last_error: 'unreachable' },
    ]);
    expect(await work.jobs()).toEqual([]);
  });
});

describe('confirmation codes', () => {
  test('the code reaches the phone and stands nowhere in the clear', async () => {
    const { id, code } = await startVerification('13700000001', 'sign-in', minutes(1));
    const [left] = await rowsOf<{ text: string }>(
      "select payload::text as text from outbox where payload->>'verification' = $1",
      [id],
    );
    expect(left?.text).not.toContain(code);
    await work.settle(minutes(2));
    expect(toPhone('13700000001')).toEqual([
      `【回音】验证码${code},10分钟内有效。请勿告诉他人;如非本人操作,请不必理会。`,
    ]);
  });

  test('a stale code is not sent', async () => {
    await startVerification('13700000002', 'sign-in', minutes(1));
    await work.settle(minutes(11));
    expect(toPhone('13700000002')).toEqual([]);
    expect(await work.jobs()).toEqual([]);
  });

  test('of a fault while sending, the queue keeps a code and no words', async () => {
    await startVerification('13700000003', 'sign-in', minutes(1));
    work.sms.failNext(
      Object.assign(new SmsFault('x', false), { message: 'to 13700000003 failed', code: undefined }),
    );
    await work.settle(minutes(2));
    expect(await work.jobs()).toMatchObject([{ task: 'deliver-code', error: 'SmsFault' }]);
    await work.again();
    await work.settle(minutes(3));
    expect(toPhone('13700000003')).toHaveLength(1);
  });
});
