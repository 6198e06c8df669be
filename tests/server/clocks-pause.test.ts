import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { askCitizen } from '../../src/server/life/clocks/ask-citizen.ts';
import { resume } from '../../src/server/life/clocks/resume.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { keys } from '../../src/server/store/db.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { readWords } from '../../src/server/store/people.ts';
import type { Submission } from '../../src/domain/message.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let reviewer: Actor;
let zhao: Actor;
let qian: Actor;
let above: Actor;
const shanghai = (text: string) => new Date(`${text}+08:00`);
const asking = { words: '请补充桥的具体位置和照片。', on: '2026-11-18' };

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  reviewer = await stage.staff('审核员甲', 'reviewer');
  const { officeId } = await stage.leader('广元市委书记');
  zhao = await stage.staff('经办人赵', 'officer', officeId);
  qian = await stage.staff('签发人钱', 'approver', officeId);
  await stage.staff('签发人孙', 'approver', officeId);
  const [city] = await rowsOf<{ above: number }>('select above_id as above from offices where id = $1', [
    officeId,
  ]);
  above = await stage.staff('省督办周', 'supervisor', city?.above as number);
});
afterAll(() => stage?.close());

/** A message that the office accepted on Monday, 9 November; help: due on 23 November. */
async function accepted(changes: Partial<Submission> = {}) {
  const message = await written(stage, { anotherMatter: true, ...changes });
  await review(message.code, { visibility: 'public' }, reviewer, shanghai('2026-11-09T09:00:00'));
  await accept(message.code, zhao, shanghai('2026-11-09T10:00:00'));
  return message;
}
async function look(now: Date): Promise<void> {
  while ((await fire(now)) === 'full');
  await work.settle(now);
}
const clockOf = async (id: number) =>
  (
    await rowsOf<Record<string, unknown>>(
      `select c.due_at, c.paused_at, c.resumes_at, c.next_at, c.idle_ms::float8 as idle, c.stage, m.due_at as told, m.paused_until from clocks c
       join messages m on m.id = c.message_id where m.id = $1 and c.promise and c.stopped_at is null`,
      [id],
    )
  )[0];
const stepsOf = async (id: number) =>
  (await rowsOf<{ step: string }>('select step from history where message_id = $1 order by seq', [id])).map(
    (row) => row.step,
  );
const pausesOf = async (id: number) =>
  (
    await rowsOf<{ how: string }>('select ended_by as how from pauses where message_id = $1 order by at', [
      id,
    ])
  ).map((row) => row.how);

describe('the office asks the citizen for more', () => {
  test('The promise stands still with a date, the author is told at once, at night too, and reads the words', async () => {
    const luo = await accepted();
    const night = shanghai('2026-11-10T22:30:00');
    await askCitizen(luo.code, asking, zhao, night);
    expect(await clockOf(luo.id)).toMatchObject({
      due_at: shanghai('2026-11-24T00:00:00'),
      told: shanghai('2026-11-24T00:00:00'),
      paused_at: night,
      resumes_at: shanghai('2026-11-19T00:00:00'),
      next_at: shanghai('2026-11-19T00:00:00'),
      paused_until: shanghai('2026-11-19T00:00:00'),
    });
    await work.settle(night);
    expect(work.sms.sent.at(-1)).toMatchObject({ phone: luo.phone });
    expect(work.sms.sent.at(-1)?.words).toContain('请在11月18日前登录补充');
    const words = await readWords('citizen:1', [luo.id], ['asked']);
    expect(words.map((w) => w.content['text'])).toEqual([asking.words]);
  });

  test('What the citizen then writes makes it run at once, later by the working days it stood still', async () => {
    const luo = await accepted();
    await askCitizen(luo.code, asking, zhao, shanghai('2026-11-10T16:00:00'));
    await followUp(
      luo.code,
      { type: 'thanks', text: '先谢谢。' },
      luo.author,
      shanghai('2026-11-12T09:00:00'),
    );
    expect((await clockOf(luo.id))?.['paused_at']).not.toBeNull();
    await followUp(
      luo.code,
      { type: 'facts', text: '在石桥村三组。' },
      luo.author,
      shanghai('2026-11-13T20:00:00'),
    );
    // Wednesday to Friday: three working days.
    expect(await clockOf(luo.id)).toMatchObject({
      due_at: shanghai('2026-11-27T00:00:00'),
      told: shanghai('2026-11-27T00:00:00'),
      paused_at: null,
      paused_until: null,
    });
    expect(await stepsOf(luo.id)).toEqual(['submit', 'publish', 'accept', 'pause', 'follow-up', 'supply']);
    expect(await pausesOf(luo.id)).toEqual(['citizen']);
  });

  test('On its date it runs by itself, once, however often the worker looks', async () => {
    const luo = await accepted();
    await askCitizen(luo.code, asking, zhao, shanghai('2026-11-10T16:00:00'));
    await look(shanghai('2026-11-18T23:59:59'));
    expect((await clockOf(luo.id))?.['paused_at']).not.toBeNull();
    // The worker was away over the weekend; the promise stood still until its date and no longer.
    await look(shanghai('2026-11-21T08:00:00'));
    await look(shanghai('2026-11-21T08:00:01'));
    expect(await clockOf(luo.id)).toMatchObject({ due_at: shanghai('2026-12-02T00:00:00'), paused_at: null });
    expect((await stepsOf(luo.id)).filter((step) => step === 'resume-due')).toHaveLength(1);
    expect(await pausesOf(luo.id)).toEqual(['date']);
    expect(
      await rowsOf('select from firings f join clocks c on c.id = f.clock_id where c.message_id = $1', [
        luo.id,
      ]),
    ).toEqual([]);
  });

  test('A pause over its warnings gives none of them late, and counts only used time', async () => {
    const luo = await accepted();
    await askCitizen(luo.code, { ...asking, on: '2026-12-08' }, zhao, shanghai('2026-11-10T16:00:00'));
    await look(shanghai('2026-11-25T08:00:00'));
    expect(
      await rowsOf('select from firings f join clocks c on c.id = f.clock_id where c.message_id = $1', [
        luo.id,
      ]),
    ).toEqual([]);
    await resume(luo.code, above, shanghai('2026-11-25T09:00:00'));
    expect(await pausesOf(luo.id)).toEqual(['above']);
    expect(await clockOf(luo.id)).toMatchObject({ stage: 0, due_at: shanghai('2026-12-09T00:00:00') });
  });

  test('Twice at most, 30 days at most, not when late, not by those above, not without words', async () => {
    const luo = await accepted();
    const at = shanghai('2026-11-10T16:00:00');
    await expect(askCitizen(luo.code, { ...asking, words: ' ' }, zhao, at)).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(askCitizen(luo.code, { ...asking, on: '2026-12-11' }, zhao, at)).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(askCitizen(luo.code, { ...asking, on: '2026-11-09' }, zhao, at)).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(askCitizen(luo.code, asking, above, at)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(askCitizen(luo.code, asking, luo.author, at)).rejects.toMatchObject({ code: 'not-allowed' });
    await askCitizen(luo.code, asking, zhao, at);
    await expect(askCitizen(luo.code, asking, qian, at)).rejects.toMatchObject({ code: 'taken-by-other' });
    await resume(luo.code, zhao, shanghai('2026-11-11T09:00:00'));
    await expect(resume(luo.code, zhao, shanghai('2026-11-11T09:00:00'))).rejects.toMatchObject({
      code: 'wrong-state',
    });
    await askCitizen(luo.code, asking, zhao, shanghai('2026-11-12T09:00:00'));
    await resume(luo.code, zhao, shanghai('2026-11-12T10:00:00'));
    await expect(askCitizen(luo.code, asking, zhao, shanghai('2026-11-13T09:00:00'))).rejects.toMatchObject({
      code: 'too-often-paused',
    });
    const late = await accepted({ kind: 'consultation' });
    await expect(askCitizen(late.code, asking, zhao, shanghai('2026-11-12T00:00:00'))).rejects.toMatchObject({
      code: 'too-late',
    });
  });

  test('An emergency waits 24 hours at most, by the hour', async () => {
    const luo = await accepted({ urgency: 'emergency' });
    const at = shanghai('2026-11-09T12:00:00');
    await expect(askCitizen(luo.code, { words: '在哪里？', hours: 25 }, zhao, at)).rejects.toMatchObject({
      code: 'invalid',
    });
    await askCitizen(luo.code, { words: '在哪里？', hours: 6 }, zhao, at);
    await followUp(luo.code, { type: 'facts', text: '三组。' }, luo.author, shanghai('2026-11-09T14:30:00'));
    // Received at 8:14, due 24 hours later, and 2½ hours waited.
    expect((await clockOf(luo.id))?.['due_at']).toEqual(shanghai('2026-11-10T10:44:00'));
  });

  test('An answer, or the author’s withdrawal, ends the waiting with it', async () => {
    const [luo, mei] = [await accepted(), await accepted()];
    for (const { code } of [luo, mei]) await askCitizen(code, asking, zhao, shanghai('2026-11-10T16:00:00'));
    const reply = { type: 'final', text: '已修好。', unit: '广元市信访局' } as const;
    const { replyId } = await draftReply(luo.code, reply, zhao, shanghai('2026-11-11T09:00:00'));
    await approveReply(luo.code, replyId, qian, shanghai('2026-11-11T10:00:00'));
    await withdraw(mei.code, '', mei.author, shanghai('2026-11-11T10:00:00'));
    expect([await pausesOf(luo.id), await pausesOf(mei.id)]).toEqual([['overtaken'], ['overtaken']]);
    await look(shanghai('2026-11-19T00:00:00'));
    expect((await stepsOf(luo.id)).at(-1)).toBe('urge');
    expect((await stepsOf(mei.id)).at(-1)).toBe('withdraw');
  });

  test('After all of it every promise of the house holds', async () => {
    const breaches: string[] = [];
    await verify(stage.urls.backupUrl, keys(), (f) => breaches.push(...f.breaches));
    expect(breaches).toEqual([]);
  });
});
