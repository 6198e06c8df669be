import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { Submission } from '../../src/domain/message.ts';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { askCitizen } from '../../src/server/life/clocks/ask-citizen.ts';
import { askExtension } from '../../src/server/life/clocks/ask-extension.ts';
import { grantExtension, refuseExtension } from '../../src/server/life/clocks/decide-extension.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { keys } from '../../src/server/store/db.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let reviewer: Actor;
let zhao: Actor;
let qian: Actor;
let province: Actor;
let supervision: Actor;
const shanghai = (text: string) => new Date(`${text}+08:00`);
const request = { words: '桥梁检测要等雨停。', internal: '检测队排到下周。', on: '2026-11-30' };
const monday = shanghai('2026-11-16T10:00:00');

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  reviewer = await stage.staff('审核员甲', 'reviewer');
  const { officeId } = await stage.leader('广元市委书记');
  zhao = await stage.staff('经办人赵', 'officer', officeId);
  qian = await stage.staff('签发人钱', 'approver', officeId);
  await stage.staff('签发人孙', 'approver', officeId);
  const [up] = await rowsOf<{ province: number; desk: number }>(
    'select p.id as province, p.above_id as desk from offices o join offices p on p.id = o.above_id where o.id = $1',
    [officeId],
  );
  province = await stage.staff('省督办周', 'supervisor', up?.province as number);
  supervision = await stage.staff('督办台吴', 'supervisor', up?.desk as number);
});
afterAll(() => stage?.close());

/** Accepted on Monday, 9 November; help: due on Monday, 23 November. */
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
const dueOf = async (id: number) =>
  (
    await rowsOf<{ due: Date; first: Date; clock: Date }>(
      `select m.due_at as due, m.first_due_at as first, c.due_at as clock from messages m join clocks c on c.message_id = m.id and c.promise and c.stopped_at is null where m.id = $1`,
      [id],
    )
  )[0];
const requestsOf = (id: number) =>
  rowsOf<{ state: string; asked_of: number }>(
    'select state, asked_of from extensions where message_id = $1 order by asked_at',
    [id],
  );
const noticesOf = async (id: number) =>
  (await rowsOf<{ what: string }>('select what from notices where message_id = $1 order by id', [id])).map(
    (n) => n.what,
  );

describe('more time', () => {
  test('Asked for before the promise is due and granted one step above, it moves the promise; the first date stays', async () => {
    const luo = await accepted();
    const before = await dueOf(luo.id);
    const { extensionId } = await askExtension(luo.code, request, zhao, monday);
    expect((await dueOf(luo.id))?.due).toEqual(before?.due);
    const taken = await grantExtension(luo.code, extensionId, province, shanghai('2026-11-16T15:00:00'));
    const due = shanghai('2026-12-01T00:00:00');
    expect(taken.dueAt).toEqual(due);
    expect(await dueOf(luo.id)).toEqual({ due, clock: due, first: before?.first });
    await work.settle(shanghai('2026-11-16T15:00:01'));
    expect(await noticesOf(luo.id)).toContain('extended');
    expect(work.sms.sent.at(-1)?.words).toContain('批准延期,最迟11月30日答复');
    const told = await rowsOf<{ what: string }>(
      "select changes->>'extension' as what from history where message_id = $1 and step = 'grant-extension'",
      [luo.id],
    );
    expect(told).toEqual([{ what: String(extensionId) }]);
  });

  test('A day of rest moves to the next working day; what is not later, or too late, is refused', async () => {
    const luo = await accepted();
    for (const on of ['2026-11-23', '2026-11-22', '2026-12-08', '2026-02-30', 'soon'])
      await expect(askExtension(luo.code, { ...request, on }, zhao, monday)).rejects.toMatchObject({
        faults: [{ field: 'on' }],
      });
    const { extensionId } = await askExtension(luo.code, { ...request, on: '2026-11-28' }, zhao, monday);
    await grantExtension(luo.code, extensionId, province, monday);
    expect((await dueOf(luo.id))?.due).toEqual(shanghai('2026-12-01T00:00:00'));
  });

  test('Nobody grants their own request, nobody grants it two steps above, nor at the office itself', async () => {
    const luo = await accepted();
    const { extensionId } = await askExtension(luo.code, request, zhao, monday);
    for (const who of [zhao, qian, luo.author, supervision])
      await expect(grantExtension(luo.code, extensionId, who, monday)).rejects.toMatchObject({
        code: 'not-allowed',
      });
    const dual = { ...(zhao as Extract<Actor, { kind: 'staff' }>) };
    dual.duties = [...dual.duties, ...(province as typeof dual).duties];
    await expect(grantExtension(luo.code, extensionId, dual, monday)).rejects.toMatchObject({
      code: 'asker-decides',
    });
  });

  test('One at a time, two in all; a refusal carries words and moves nothing', async () => {
    const luo = await accepted();
    const first = await askExtension(luo.code, request, zhao, monday);
    await expect(askExtension(luo.code, request, qian, monday)).rejects.toMatchObject({
      code: 'extension-asked',
    });
    await expect(
      askCitizen(luo.code, { words: '照片？', on: '2026-11-20' }, zhao, monday),
    ).rejects.toMatchObject({
      code: 'extension-asked',
    });
    await expect(
      refuseExtension(luo.code, first.extensionId, { words: '', actor: province }, monday),
    ).rejects.toMatchObject({ code: 'invalid' });
    const before = await dueOf(luo.id);
    await refuseExtension(luo.code, first.extensionId, { words: '请按期办结。', actor: province }, monday);
    expect(await dueOf(luo.id)).toEqual(before);
    await expect(grantExtension(luo.code, first.extensionId, province, monday)).rejects.toMatchObject({
      code: 'wrong-state',
    });
    for (const on of ['2026-11-24', '2026-11-25']) {
      const { extensionId } = await askExtension(luo.code, { ...request, on }, zhao, monday);
      await grantExtension(luo.code, extensionId, province, monday);
    }
    await expect(askExtension(luo.code, request, zhao, monday)).rejects.toMatchObject({
      code: 'too-often-extended',
    });
    expect((await requestsOf(luo.id)).map((r) => r.state)).toEqual(['refused', 'granted', 'granted']);
  });

  test('Once the promise is late nothing can be asked for; an emergency is put off by hours', async () => {
    const late = await accepted({ kind: 'consultation' });
    await expect(
      askExtension(late.code, request, zhao, shanghai('2026-11-12T00:00:00')),
    ).rejects.toMatchObject({ code: 'too-late' });
    const luo = await accepted({ urgency: 'emergency' });
    const noon = shanghai('2026-11-09T12:00:00');
    await expect(askExtension(luo.code, { ...request, hours: 25 }, zhao, noon)).rejects.toMatchObject({
      code: 'invalid',
    });
    const { extensionId } = await askExtension(luo.code, { ...request, hours: 12 }, zhao, noon);
    await grantExtension(luo.code, extensionId, province, noon);
    expect((await dueOf(luo.id))?.due).toEqual(shanghai('2026-11-10T20:14:00'));
  });

  test('What nobody decides within a working day goes one level up, once, and at the top stays on a clock', async () => {
    const luo = await accepted();
    const { extensionId } = await askExtension(luo.code, request, zhao, monday);
    const asked = async () => (await requestsOf(luo.id))[0]?.asked_of;
    const level = await asked();
    await look(shanghai('2026-11-17T23:59:59'));
    expect(await asked()).toBe(level);
    await look(shanghai('2026-11-18T00:00:00'));
    await look(shanghai('2026-11-18T00:00:01'));
    expect(await asked()).not.toBe(level);
    await expect(grantExtension(luo.code, extensionId, province, monday)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await look(shanghai('2026-11-19T00:00:00'));
    const steps = await rowsOf("select from history where message_id = $1 and step = 'pass-extension-up'", [
      luo.id,
    ]);
    expect(steps).toHaveLength(2);
    // Late meanwhile, it was urged; granted, it is late no more and would be urged anew.
    await look(shanghai('2026-11-24T00:00:00'));
    await grantExtension(luo.code, extensionId, supervision, shanghai('2026-11-24T09:00:00'));
    await look(shanghai('2026-12-01T00:00:00'));
    const urged = await rowsOf("select from history where message_id = $1 and step = 'urge'", [luo.id]);
    expect(urged).toHaveLength(2);
  });

  test('An answer overtakes the request; its clock is silent and nobody can decide it', async () => {
    const luo = await accepted();
    const { extensionId } = await askExtension(luo.code, request, zhao, monday);
    const reply = { type: 'final', text: '已修好。', unit: '广元市信访局' } as const;
    const { replyId } = await draftReply(luo.code, reply, zhao, monday);
    await approveReply(luo.code, replyId, qian, monday);
    expect((await requestsOf(luo.id)).map((r) => r.state)).toEqual(['overtaken']);
    await expect(grantExtension(luo.code, extensionId, province, monday)).rejects.toMatchObject({
      code: 'taken-by-other',
    });
    await look(shanghai('2026-11-18T00:00:00'));
    const up = await rowsOf("select from history where message_id = $1 and step = 'pass-extension-up'", [
      luo.id,
    ]);
    expect(up).toEqual([]);
  });

  test('After all of it every promise of the house holds', async () => {
    const breaches: string[] = [];
    await verify(stage.urls.backupUrl, keys(), (f) => breaches.push(...f.breaches));
    expect(breaches).toEqual([]);
  });
});
