import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { showCode } from '../../src/domain/public-code.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { raiseUrgency } from '../../src/server/life/intake/raise-urgency.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { keepPhone } from '../../src/server/life/people/keep-phone.ts';
import { SmsFault } from '../../src/server/outside/sms/sms-sender.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let stage: Stage;
let work: AfterWork;
let officeId: number;
let jia: Staff;
let yi: Staff;
let zhao: Staff;
let qian: Staff;
let head: Staff;
const minutes = (n: number) => new Date(stage.start.getTime() + n * 60_000);
// The queue waits by the database's own clock: a night that is still to come for certain.
const night = new Date('2099-11-09T23:10:00+08:00');

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  ({ officeId } = await stage.leader('广元市委书记'));
  [jia, yi] = [await stage.staff('审核员甲', 'reviewer'), await stage.staff('审核员乙', 'reviewer')];
  [zhao, qian] = [
    await stage.staff('经办人赵', 'officer', officeId),
    await stage.staff('签发人钱', 'approver', officeId),
  ];
  head = await stage.staff('负责人孙', 'head', officeId);
  await keepPhone({ staffId: zhao.staffId, phone: '139 0000 0001' }, zhao, stage.start);
  await keepPhone({ staffId: jia.staffId, phone: '13900000002' }, jia, stage.start);
});
afterAll(() => stage?.close());
beforeEach(() => void work.sms.sent.splice(0));

const told = (message: number) =>
  rowsOf<{ who: string; what: string; urgent: boolean; sms: string | null }>(
    `select s.name as who, n.what, n.urgent, d.state as sms from staff_notices n join staff s on s.id = n.staff_id
     left join deliveries d on d.staff_notice_id = n.id where n.message_id = $1 order by n.id`,
    [message],
  );
const onDuty = async (who: Staff, queue: string, from: Date, hours: number) =>
  (
    await rowsOf<{ id: number }>(
      'insert into shifts (office_id, queue, staff_id, from_at, to_at, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $4) returning id',
      [officeId, queue, who.staffId, from, new Date(from.getTime() + hours * 3_600_000), head.staffId],
    )
  )[0]?.id;
const rung = (phone: string) => work.sms.sent.filter((s) => s.phone === phone).map((s) => s.words);

describe('An office hears of what comes to it', () => {
  test('of the transfer, the draft, the follow-up and the reopening, each once', async () => {
    const luo = await written(stage);
    await review(luo.code, { visibility: 'public' }, jia, minutes(5));
    await accept(luo.code, zhao, minutes(6));
    const reply = { type: 'final', text: '桥已修好。', unit: '剑阁县交通运输局' } as const;
    const { replyId } = await draftReply(luo.code, reply, zhao, minutes(7));
    await followUp(luo.code, { type: 'facts', text: '还有一处也塌了。' }, luo.author, minutes(8));
    await approveReply(luo.code, replyId, qian, minutes(9));
    await rate(luo.code, { solved: 1, attitude: 3, speed: 3, settled: false }, luo.author, minutes(70));
    await work.settle(minutes(71));
    const heard = await told(luo.id);
    expect(heard.filter((n) => n.who === '经办人赵').map((n) => n.what)).toEqual([
      'new-transfer',
      'follow-up',
      'reopened',
    ]);
    expect(heard.filter((n) => n.what === 'draft-to-approve').map((n) => n.who)).toEqual([
      '签发人钱',
      '负责人孙',
    ]);
    // By day the desk shows it; nothing rings.
    expect(work.sms.sent.filter((s) => s.words.includes('值守'))).toEqual([]);
  });

  test('only whoever is on duty then; a shift that is over or taken back counts no more', async () => {
    const from = minutes(1000);
    await onDuty(zhao, 'handling', from, 2);
    const back = await onDuty(head, 'handling', from, 2);
    await rowsOf('update shifts set taken_back_by = made_by, taken_back_at = made_at where id = $1', [back]);
    const [during, after] = [await written(stage), await written(stage)];
    await review(during.code, { visibility: 'public' }, jia, minutes(1010));
    await work.settle(minutes(1010));
    await review(after.code, { visibility: 'public' }, jia, minutes(1125));
    await work.settle(minutes(1125));
    expect((await told(during.id)).map((n) => n.who)).toEqual(['经办人赵']);
    expect((await told(after.id)).map((n) => n.who)).toEqual(['经办人赵', '负责人孙']);
  });

  test('told three times for one cause, each has one notice', async () => {
    const luo = await written(stage);
    await review(luo.code, { visibility: 'public' }, jia, minutes(5));
    const [left] = await rowsOf<{ payload: object }>(
      `select payload from outbox where task = 'tell-office' and (payload->>'message')::bigint = $1`,
      [luo.id],
    );
    for (let i = 0; i < 2; i += 1)
      await rowsOf("insert into outbox (task, payload, run_at) values ('tell-office', $1, $2)", [
        left?.payload,
        minutes(5),
      ]);
    await work.settle(minutes(5));
    expect((await told(luo.id)).map((n) => n.who)).toEqual(['经办人赵', '负责人孙']);
  });

  test('an office without people: the one above hears, at the end of every chain the operators', async () => {
    const { officeId: empty } = await stage.leader('绵阳市委书记');
    const operator = await stage.staff('运营方', 'operator');
    const province = await stage.leader('四川省委书记');
    const tell = (cause: string) =>
      rowsOf(`insert into outbox (task, payload, run_at) values ('tell-office', $1, $2)`, [
        { office: empty, message: null, what: 'late', cause, urgent: false },
        minutes(5),
      ]);
    const heard = async (cause: string) =>
      (
        await rowsOf<{ staff_id: number }>('select staff_id from staff_notices where cause = $1', [cause])
      ).map((n) => n.staff_id);
    await tell('empty:1');
    await work.settle(minutes(5));
    expect(await heard('empty:1')).toEqual([operator.staffId]);
    const chief = await stage.staff('省局值班', 'officer', province.officeId);
    await tell('empty:2');
    await work.settle(minutes(6));
    expect(await heard('empty:2')).toEqual([chief.staffId]);
  });

  test('whoever reviewed a message does not hear of it as an officer', async () => {
    await rowsOf(
      `insert into staff_roles (staff_id, role, office_id, from_at) values ($1, 'officer', $2, $3)`,
      [yi.staffId, officeId, stage.start],
    );
    const luo = await written(stage);
    await review(luo.code, { visibility: 'public' }, yi, minutes(5));
    await work.settle(minutes(5));
    expect((await told(luo.id)).map((n) => n.who)).toEqual(['经办人赵', '负责人孙']);
    await rowsOf(`update staff_roles set to_at = from_at where staff_id = $1 and role = 'officer'`, [
      yi.staffId,
    ]);
  });
});

describe('The clock', () => {
  test('warns the holder at half and four fifths and says late, each once however often it is looked at', async () => {
    const luo = await written(stage, { kind: 'consultation' });
    await review(luo.code, { visibility: 'public' }, jia, minutes(46));
    // Accepted: of all clocks the promise alone runs on.
    await accept(luo.code, zhao, minutes(47));
    const look = async (time: string) => {
      const now = new Date(`2026-11-${time}:00+08:00`);
      while ((await fire(now)) === 'full');
      await work.settle(now);
    };
    for (const time of ['10T16:30', '10T16:31', '11T11:24', '11T11:25', '12T00:00', '12T00:00'])
      await look(time);
    const heard = (await told(luo.id)).filter((n) => n.who === '经办人赵').map((n) => n.what);
    expect(heard).toEqual(['new-transfer', 'warned-half', 'warned-four-fifths', 'urged']);
  });

  test('of which nobody looked for days speaks once, of the latest', async () => {
    const luo = await written(stage, { kind: 'consultation' });
    await review(luo.code, { visibility: 'public' }, jia, minutes(46));
    // Accepted: of all clocks the promise alone runs on.
    await accept(luo.code, zhao, minutes(47));
    const now = new Date('2026-11-20T10:00:00+08:00');
    while ((await fire(now)) === 'full');
    await work.settle(now);
    const heard = (await told(luo.id)).filter((n) => n.who === '经办人赵').map((n) => n.what);
    expect(heard).toEqual(['new-transfer', 'urged']);
  });
});

describe('By night', () => {
  test('an emergency rings the review desk and then the officer on duty at once, without a word of it', async () => {
    const shift = await onDuty(zhao, 'handling', new Date(night.getTime() - 3_600_000), 10);
    const luo = await written(stage, { body: '书记您好,我家孩子被困在电梯里了,请快来人。' }, night);
    await work.settle(night);
    expect(rung('13900000002')).toEqual([
      `【回音】值守提醒：有特急留言，请立即处理（编号${showCode(luo.code)}），请登录工作台查看。`,
    ]);
    await review(luo.code, { visibility: 'public' }, jia, night);
    await work.settle(night);
    expect(rung('13900000001')).toEqual([
      `【回音】值守提醒：有急件转来，请尽快受理（编号${showCode(luo.code)}），请登录工作台查看。`,
    ]);
    await rowsOf('update shifts set taken_back_by = made_by, taken_back_at = made_at where id = $1', [shift]);
  });

  test('routine waits until seven and is one text message, however much came', async () => {
    const shift = await onDuty(zhao, 'handling', new Date(night.getTime() - 3_600_000), 10);
    for (let i = 0; i < 3; i += 1) {
      const luo = await written(stage, {}, night);
      await review(luo.code, { visibility: 'public' }, jia, night);
      await work.settle(night);
    }
    expect(rung('13900000001')).toEqual([]);
    const waiting = (await work.jobs()).filter((job) => job.task === 'deliver' && !('due' in job.payload));
    expect(waiting.map((job) => job.runAt)).toEqual([new Date('2099-11-10T07:00:00+08:00')]);
    await rowsOf("update graphile_worker._private_jobs set run_at = now() where payload->>'delivery' = $1", [
      String(waiting[0]?.payload['delivery']),
    ]);
    await work.settle(new Date('2099-11-10T07:00:00+08:00'));
    expect(rung('13900000001')).toEqual(['【回音】值守提醒：夜间有 3 条新提醒，请登录工作台查看。']);
    await rowsOf('update shifts set taken_back_by = made_by, taken_back_at = made_at where id = $1', [shift]);
    await rowsOf('delete from graphile_worker._private_jobs');
  });

  test('a gateway that fails is tried again and recorded, as for citizens', async () => {
    // The writer's phone is confirmed first, so that the fault meets the notice.
    const { code } = await written(stage, {}, night);
    await work.settle(night);
    work.sms.failNext(new SmsFault('timeout', false));
    await raiseUrgency(code, 'emergency', { kind: 'machine', name: 'worker' }, night);
    await work.settle(night);
    const luo = (await rowsOf<{ id: number }>('select id from messages where code = $1', [code]))[0] ?? {
      id: 0,
    };
    const delivery = () =>
      rowsOf(
        `select d.state, d.attempts, d.last_error from deliveries d join staff_notices n on n.id = d.staff_notice_id where n.message_id = $1`,
        [luo.id],
      );
    expect(await delivery()).toEqual([{ state: 'waiting', attempts: 1, last_error: 'timeout' }]);
    await work.again();
    await work.settle(night);
    expect(await delivery()).toEqual([{ state: 'sent', attempts: 2, last_error: null }]);
  });
});
