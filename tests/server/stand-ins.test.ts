import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayOf, endOf } from '../../src/domain/calendar.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { declareConflict } from '../../src/server/life/handling/conflicts/declare-conflict.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { endStaffDuty } from '../../src/server/life/people/end-duty.ts';
import { agreeToStandIn, endStandIn, nameStandIn } from '../../src/server/life/people/stand-in.ts';
import { board } from '../../src/server/views/board.ts';
import { staffList } from '../../src/server/views/desk/staff-list.ts';
import { standIns } from '../../src/server/views/desk/stand-ins.ts';
import { rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let stage: Stage;
let officeId: number;
let reviewer: Staff;
let operator: Staff;
let [head, zhao, qian]: Staff[] = [];
let n = 0;
const hour = 3_600_000;
const now = new Date();
const today = dayOf(now);
const hours = (some: number) => new Date(now.getTime() + some * hour);
const refusal = (code: string) => expect.objectContaining({ code });
const fault = (code: string) => expect.objectContaining({ faults: [expect.objectContaining({ code })] });
const again = async (who: Staff, at = now) => (await staffActor(who.staffId, at)) as Staff;
const days = (to = today, from = today) => ({ officeId, fromOn: from, toOn: to });

beforeAll(async () => {
  stage = await setStage();
  ({ officeId } = await stage.leader('广元市委书记'));
  [reviewer, operator] = [await stage.staff('审核员', 'reviewer'), await stage.staff('方舟', 'operator')];
});
afterAll(() => stage?.close());
beforeEach(async () => {
  n += 1;
  head = await stage.staff(`孙${n}`, 'head', officeId);
  zhao = await stage.staff(`赵${n}`, 'officer', officeId);
  qian = await stage.staff(`钱${n}`, 'officer', officeId);
});

const named = async (by: Actor = head!, at = now) =>
  (await nameStandIn({ ...days(), absentId: head!.staffId, deputyId: zhao!.staffId }, by, at)).standInId;

async function drafted(by: Staff) {
  const { code } = await written(stage, {}, hours(-3));
  await review(code, { visibility: 'public' }, reviewer, hours(-2));
  await accept(code, qian!, hours(-1));
  const reply = { type: 'final', text: '桥已修好，请放心通行。', unit: '广元市交通运输局' } as const;
  const { replyId } = await draftReply(code, reply, by, now);
  return { code, replyId };
}

describe('Whoever stands in', () => {
  test('signs for the head while the head is away, and history says for whom', async () => {
    const { code, replyId } = await drafted(qian!);
    await expect(approveReply(code, replyId, zhao!, now)).rejects.toEqual(refusal('not-allowed'));
    await named();
    const standing = await again(zhao!);
    expect(standing.duties).toContainEqual({
      role: 'head',
      officeId,
      postId: null,
      forStaffId: head!.staffId,
    });
    await approveReply(code, replyId, standing, now);
    const rows = await rowsOf<{ step: string; actor: number; changes: Record<string, unknown> }>(
      `select h.step, h.actor_id as actor, h.changes from history h join messages m on m.id = h.message_id where m.code = $1 order by h.seq`,
      [code],
    );
    const last = rows.at(-1);
    expect(last?.actor).toBe(zhao!.staffId);
    expect(last?.changes['for']).toBe(head!.staffId);
    expect(rows.slice(0, -1).every(({ changes }) => !('for' in changes))).toBe(true);
  });

  test('what they may do anyway they do as themselves, and never sign their own draft', async () => {
    await named();
    const standing = await again(zhao!);
    const { code, replyId } = await drafted(standing);
    const [row] = await rowsOf<{ changes: object }>(
      `select h.changes from history h join messages m on m.id = h.message_id where m.code = $1 order by h.seq desc limit 1`,
      [code],
    );
    expect(row?.changes).not.toHaveProperty('for');
    await expect(approveReply(code, replyId, standing, now)).rejects.toThrow();
  });

  test('has nothing before the first day, nothing after the last, to the minute', async () => {
    const [from, to] = [addDays(today, 2), addDays(today, 3)];
    await nameStandIn({ ...days(to, from), absentId: head!.staffId, deputyId: zhao!.staffId }, head!, now);
    const isHead = async (at: Date) => (await again(zhao!, at)).duties.some(({ role }) => role === 'head');
    expect(await isHead(now)).toBe(false);
    expect(await isHead(new Date(endOf(addDays(today, 1)).getTime() - 1))).toBe(false);
    expect(await isHead(endOf(addDays(today, 1)))).toBe(true);
    expect(await isHead(new Date(endOf(to).getTime() - 1))).toBe(true);
    expect(await isHead(endOf(to))).toBe(false);
  });

  test('loses it the minute in which it is ended, the lent duty ends, or its owner leaves', async () => {
    const standsIn = async (at: Date) => (await again(zhao!, at)).duties.some((d) => d.forStaffId);
    const first = await named();
    expect(await standsIn(now)).toBe(true);
    await endStandIn(first, zhao!, hours(0.1));
    expect(await standsIn(hours(0.1))).toBe(false);
    await named(head!, hours(0.2));
    expect(await standsIn(hours(0.3))).toBe(true);
    const [duty] = await rowsOf<{ id: number }>(
      'select id::int from staff_roles where staff_id = $1 and stand_in_id is null',
      [head!.staffId],
    );
    await rowsOf('update staff set left_at = now() where id = $1', [head!.staffId]);
    expect(await standsIn(hours(0.3))).toBe(false);
    await rowsOf('update staff set left_at = null where id = $1', [head!.staffId]);
    expect(await standsIn(hours(0.3))).toBe(true);
    await endStaffDuty({ staffId: head!.staffId, dutyId: duty!.id }, operator, hours(0.4));
    expect(await standsIn(hours(0.4))).toBe(false);
  });

  test('may no more than the one replaced: not where they declared a conflict, nor themselves', async () => {
    const { code, replyId } = await drafted(qian!);
    await declareConflict(code, '当事人是亲属', head!, now);
    await named();
    await expect(approveReply(code, replyId, await again(zhao!), now)).rejects.toEqual(
      refusal('not-allowed'),
    );
    const other = await drafted(qian!);
    await declareConflict(other.code, '当事人是邻居', zhao!, now);
    await expect(approveReply(other.code, other.replyId, await again(zhao!), now)).rejects.toThrow();
  });
});

describe('Who says so', () => {
  test('the head and an operator at once; whoever is away asks, and is agreed to', async () => {
    const ask = { ...days(), absentId: zhao!.staffId, deputyId: qian!.staffId };
    const { standInId, settled } = await nameStandIn(ask, zhao!, now);
    expect(settled).toBe(false);
    expect((await again(qian!)).duties).toHaveLength(1);
    await expect(agreeToStandIn(standInId, zhao!, now)).rejects.toEqual(refusal('not-allowed'));
    await agreeToStandIn(standInId, head!, now);
    expect((await again(qian!)).duties).toHaveLength(2);
    await expect(agreeToStandIn(standInId, operator, now)).rejects.toEqual(refusal('wrong-state'));
    const told = await rowsOf<{ staff: number; what: string }>(
      'select staff_id::int as staff, what from staff_notices where stand_in_id = $1 order by what, staff_id',
      [standInId],
    );
    expect(told).toContainEqual({ staff: head!.staffId, what: 'stand-in-asked' });
    expect(told.filter(({ what }) => what === 'stand-in').map(({ staff }) => staff)).toEqual([
      zhao!.staffId,
      qian!.staffId,
    ]);
  });

  test('nobody names for others who is not their head, and nobody lends out what was lent to them', async () => {
    const other = { ...days(), absentId: qian!.staffId, deputyId: zhao!.staffId };
    await expect(nameStandIn(other, zhao!, now)).rejects.toEqual(refusal('not-allowed'));
    await named(operator);
    await expect(nameStandIn(other, await again(zhao!), now)).rejects.toEqual(refusal('not-allowed'));
    await expect(nameStandIn(other, { kind: 'visitor' }, now)).rejects.toEqual(refusal('sign-in-needed'));
  });

  test('both work at the office, are two, and one at a time; the days are in order and not over', async () => {
    const stranger = await stage.staff('外人', 'officer', (await stage.leader('成都市委书记')).officeId);
    const one = { ...days(), absentId: head!.staffId, deputyId: zhao!.staffId };
    await expect(nameStandIn({ ...one, deputyId: stranger.staffId }, head!, now)).rejects.toEqual(
      fault('no-such-colleague'),
    );
    await expect(nameStandIn({ ...one, deputyId: head!.staffId }, head!, now)).rejects.toEqual(
      fault('no-such-colleague'),
    );
    const yesterday = addDays(today, -1);
    await expect(nameStandIn({ ...one, ...days(yesterday, yesterday) }, head!, now)).rejects.toEqual(
      fault('wrong-stand-in-period'),
    );
    await expect(nameStandIn({ ...one, ...days(addDays(today, 92)) }, head!, now)).rejects.toEqual(
      fault('wrong-stand-in-period'),
    );
    await expect(nameStandIn({ ...one, fromOn: '2026-02-30x' }, head!, now)).rejects.toEqual(
      fault('wrong-day'),
    );
    await named();
    await expect(nameStandIn({ ...one, deputyId: qian!.staffId }, head!, now)).rejects.toEqual(
      refusal('stood-in-already'),
    );
  });

  test('lists show it to the office, to the two, and beside the person', async () => {
    await named();
    const seen = await standIns(board(), zhao!, now);
    expect(seen.items.find(({ absent }) => absent === head!.name)).toMatchObject({
      state: 'running',
      mayEnd: true,
      mayAgree: false,
    });
    const outside = await stage.staff('外人', 'officer', (await stage.leader('成都市委书记')).officeId);
    expect((await standIns(board(), outside, now)).items).toEqual([]);
    const list = await staffList(board(), operator, { q: zhao!.name, limit: 5, offset: 0 }, now);
    expect(list.items[0]?.standsInFor).toMatchObject([{ name: head!.name }]);
  });
});
