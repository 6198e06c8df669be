import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { Submission } from '../../src/domain/message.ts';
import { followChange } from '../../src/server/after/follow-change.ts';
import { askCitizen } from '../../src/server/life/clocks/ask-citizen.ts';
import { changeUrgency, putOnFastTrack } from '../../src/server/life/clocks/change-urgency.ts';
import { endPolicy, type PolicyGiven, setPolicy } from '../../src/server/life/clocks/set-policy.ts';
import { tryPolicy } from '../../src/server/life/clocks/try-policy.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { setCalendarDays } from '../../src/server/life/directory/changes/set-calendar-days.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { app, keys } from '../../src/server/store/db.ts';
import { forgetCalendar } from '../../src/server/store/known-calendar.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { policyEffect } from '../../src/server/views/desk/policy-effect.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let reviewer: Actor;
let operator: Actor;
let zhao: Actor;
let above: Actor;
let officeId: number;
const shanghai = (text: string) => new Date(`${text}+08:00`);
const tuesday = shanghai('2026-11-10T10:00:00');

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  reviewer = await stage.staff('审核员甲', 'reviewer');
  operator = await stage.staff('运营方', 'operator');
  officeId = (await stage.leader('广元市委书记')).officeId;
  zhao = await stage.staff('经办人赵', 'officer', officeId);
  const [up] = await rowsOf<{ id: number }>('select above_id as id from offices where id = $1', [officeId]);
  above = await stage.staff('省督办周', 'supervisor', up?.id as number);
});
afterAll(() => stage?.close());

const policy = (changes: Partial<PolicyGiven> = {}): PolicyGiven => ({
  clock: 'reply',
  region: null,
  office: null,
  kind: 'help',
  urgency: null,
  length: 5,
  unit: 'working-days',
  ground: '市政府办公室通知',
  ...changes,
});

/** Accepted on Monday, 9 November; help: due on 23 November. */
async function accepted(changes: Partial<Submission> = {}, at = '2026-11-09T09:00:00') {
  const message = await written(stage, { anotherMatter: true, ...changes }, shanghai(at));
  await review(message.code, { visibility: 'public' }, reviewer, shanghai(at));
  await accept(message.code, zhao, shanghai(at));
  return message;
}
const dueOf = async (id: number) =>
  (await rowsOf<{ due: Date }>('select due_at as due from messages where id = $1', [id]))[0]?.due;
const followed = (id: number) =>
  rowsOf("select from history where message_id = $1 and step = 'follow-rule'", [id]).then(
    (rows) => rows.length,
  );

describe('policies of clocks', () => {
  test('A new length holds for what is transferred from then on; the nearest region goes before the farther one', async () => {
    const province = await setPolicy(policy({ region: '510000' }), false, operator, tuesday);
    const luo = await accepted({}, '2026-11-10T11:00:00');
    expect(await dueOf(luo.id)).toEqual(shanghai('2026-11-18T00:00:00'));
    const city = await setPolicy(policy({ region: '510800', length: 3 }), false, operator, tuesday);
    const mei = await accepted({}, '2026-11-10T12:00:00');
    expect(await dueOf(mei.id)).toEqual(shanghai('2026-11-14T00:00:00'));
    const other = await accepted({ kind: 'complaint' }, '2026-11-10T12:00:00');
    expect(await dueOf(other.id)).toEqual(shanghai('2026-12-02T00:00:00'));
    for (const { id } of [province, city]) await endPolicy(id, false, operator, tuesday);
    const changes = await rowsOf<{ act: string }>(
      "select what->>'act' as act from directory_changes where what->>'act' like '%clock-policy' order by id",
    );
    expect(changes.map((c) => c.act)).toEqual([
      'set-clock-policy',
      'set-clock-policy',
      'end-clock-policy',
      'end-clock-policy',
    ]);
  });

  test('Only operators keep them; what cannot stand is refused beside its field', async () => {
    for (const who of [zhao, reviewer, above])
      await expect(setPolicy(policy(), false, who, tuesday)).rejects.toMatchObject({ code: 'not-allowed' });
    const faults = async (changes: Partial<PolicyGiven>) => {
      const error = await setPolicy(policy(changes), false, operator, tuesday).catch((e: unknown) => e);
      return (error as { faults: { field: string }[] }).faults.map((f) => f.field);
    };
    expect(await faults({ clock: 'tea' })).toEqual(['clock']);
    expect(await faults({ length: 0 })).toEqual(['length']);
    expect(await faults({ unit: 'weeks' })).toEqual(['unit']);
    expect(await faults({ region: '999999', ground: ' ' })).toEqual(['region', 'ground']);
    expect(await faults({ clock: 'petition-law', length: null, unit: null })).toEqual(['office']);
  });

  test('Before it is set one sees what it would move; running clocks then follow, earlier only, once, and authors are told', async () => {
    const [luo, mei, paused] = [await accepted(), await accepted({ kind: 'complaint' }), await accepted()];
    await askCitizen(paused.code, { words: '照片？', on: '2026-11-20' }, zhao, tuesday);
    const short = policy({ office: officeId, length: 6 });
    const effect = await policyEffect(
      app(),
      { policy: await tryPolicy(short, operator, tuesday), ends: false },
      tuesday,
    );
    expect(effect).toMatchObject({ kept: 1, later: 2 });
    expect(effect.touched).toBe(effect.earlier + effect.later + effect.kept);
    expect(effect.earlier).toBe(1);
    expect(await dueOf(luo.id)).toEqual(shanghai('2026-11-24T00:00:00'));
    await setPolicy(short, true, operator, tuesday);
    await work.settle(tuesday);
    expect(await dueOf(luo.id)).toEqual(shanghai('2026-11-18T00:00:00'));
    expect(await dueOf(mei.id)).toEqual(shanghai('2026-12-01T00:00:00'));
    expect(await dueOf(paused.id)).toEqual(shanghai('2026-11-24T00:00:00'));
    const notices = await rowsOf<{ message: number }>(
      "select message_id as message from notices where what = 'sooner'",
    );
    expect(notices).toEqual([{ message: luo.id }]);
    const [change] = await rowsOf<{ id: number; moved: number; finished_at: Date | null }>(
      'select id, moved, finished_at from clock_changes order by id desc limit 1',
    );
    expect(change).toMatchObject({ moved: 1, finished_at: tuesday });
    // As after a crash in the middle: the job begins anew, with two workers at once.
    await rowsOf('update clock_changes set finished_at = null, after_id = 0 where id = $1', [change?.id]);
    await Promise.all([1, 2].map(() => followChange({ change: change?.id as number }, tuesday)));
    expect(await followed(luo.id)).toBe(1);
    const [own] = await rowsOf<{ id: number }>('select id from clock_policies where ended_at is null');
    await endPolicy(own?.id as number, true, operator, tuesday);
    await work.settle(tuesday);
    expect(await dueOf(luo.id)).toEqual(shanghai('2026-11-18T00:00:00'));
  });

  test('An office under the petition law has 75 days, of which 60 count from its acceptance', async () => {
    const { id } = await setPolicy(
      policy({ clock: 'petition-law', kind: null, office: officeId, length: null, unit: null }),
      false,
      operator,
      tuesday,
    );
    const at = shanghai('2026-11-10T13:00:00');
    const luo = await written(stage, { anotherMatter: true }, at);
    await review(luo.code, { visibility: 'public' }, reviewer, at);
    // 75 days later is Sunday, 24 January 2027.
    expect(await dueOf(luo.id)).toEqual(shanghai('2027-01-26T00:00:00'));
    const [turn] = await rowsOf<{ due: Date }>(
      "select due_at as due from clocks where message_id = $1 and what = 'accept' and stopped_at is null",
      [luo.id],
    );
    expect(turn?.due).toEqual(shanghai('2026-11-26T00:00:00'));
    await accept(luo.code, zhao, shanghai('2026-11-12T09:00:00'));
    expect(await dueOf(luo.id)).toEqual(shanghai('2027-01-12T00:00:00'));
    await endPolicy(id, false, operator, tuesday);
  });
});

describe('urgency after the transfer', () => {
  test('Raised by the office the promise comes within 24 hours and is told; lowered above it stays', async () => {
    const luo = await accepted();
    const words = '孩子上学要过危桥。';
    await expect(
      changeUrgency(luo.code, { to: 'emergency', words: '' }, zhao, tuesday),
    ).rejects.toMatchObject({ code: 'invalid' });
    await changeUrgency(luo.code, { to: 'emergency', words }, zhao, tuesday);
    const due = shanghai('2026-11-11T10:00:00');
    expect(await dueOf(luo.id)).toEqual(due);
    await expect(changeUrgency(luo.code, { to: 'normal', words }, zhao, tuesday)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await changeUrgency(luo.code, { to: 'normal', words }, above, tuesday);
    expect(await dueOf(luo.id)).toEqual(due);
    await expect(changeUrgency(luo.code, { to: 'normal', words }, above, tuesday)).rejects.toMatchObject({
      code: 'wrong-state',
    });
  });

  test('On the fast track it is hours instead of days, and notices go at night', async () => {
    const luo = await accepted();
    const night = shanghai('2026-11-10T23:00:00');
    await putOnFastTrack(luo.code, zhao, night);
    await expect(putOnFastTrack(luo.code, zhao, night)).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await dueOf(luo.id)).toEqual(shanghai('2026-11-11T23:00:00'));
    await work.settle(night);
    const sent = work.sms.sent.filter(({ phone }) => phone === luo.phone).map(({ words }) => words);
    expect(sent.join()).toContain('时限提前,最迟11月11日23:00答复');
  });
});

describe('the calendar changes', () => {
  test('A day that becomes a rest day puts running day clocks off, not told; one that becomes a working day brings them forward, told', async () => {
    const luo = await accepted();
    const set = (day: string, working: boolean, now: Date) =>
      changeDirectory((tx) =>
        setCalendarDays(tx, { days: [{ day, working, name: null }], source: '国办发明电' }, operator, now),
      );
    await set('2026-11-19', false, tuesday);
    await work.settle(tuesday);
    expect(await dueOf(luo.id)).toEqual(shanghai('2026-11-25T00:00:00'));
    const told = () => rowsOf("select from notices where what = 'sooner' and message_id = $1", [luo.id]);
    expect(await told()).toEqual([]);
    await set('2026-11-21', true, tuesday);
    await work.settle(tuesday);
    expect(await dueOf(luo.id)).toEqual(shanghai('2026-11-24T00:00:00'));
    expect(await told()).toHaveLength(1);
    expect(await followed(luo.id)).toBe(2);
  });

  test('Official data for a provisional year settle the dates that rested on it', async () => {
    const at = '2026-12-28T09:00:00';
    const luo = await accepted({}, at);
    const [before] = await rowsOf('select due_at, due_provisional from messages where id = $1', [luo.id]);
    expect(before).toMatchObject({ due_provisional: true });
    const now = shanghai('2026-12-29T09:00:00');
    const days = [
      { day: '2027-01-01', working: false, name: '元旦' },
      { day: '2027-01-02', working: false, name: '元旦' },
      { day: '2027-01-04', working: false, name: '元旦' },
    ];
    await changeDirectory((tx) =>
      setCalendarDays(tx, { days, announcedYear: 2027, source: '国办发明电' }, operator, now),
    );
    await work.settle(now);
    forgetCalendar();
    const [after] = await rowsOf<{ due_at: Date }>(
      'select due_at, due_provisional from messages where id = $1',
      [luo.id],
    );
    expect(after).toEqual({ due_at: shanghai('2027-01-14T00:00:00'), due_provisional: false });
  });

  test('After all of it every promise of the house holds', async () => {
    const breaches: string[] = [];
    await verify(stage.urls.backupUrl, keys(), (f) => breaches.push(...f.breaches));
    expect(breaches).toEqual([]);
  });
});
