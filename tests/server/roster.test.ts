import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';

let stage: ApiStage;
let officeId: number;
let other: number;
let head: { id: number; token: string };
let zhao: { id: number; token: string };
let stranger: { id: number; token: string };

beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
  ({ officeId } = await stage.leader('广元市委书记'));
  ({ officeId: other } = await stage.leader('绵阳市委书记'));
  head = await stage.employed('负责人孙', 'head', officeId);
  zhao = await stage.employed('经办人赵', 'officer', officeId);
  stranger = await stage.employed('外地负责人', 'head', other);
});
afterAll(() => stage?.close());

const shifts = () => `/api/v1/desk/offices/${officeId}/shifts`;
const at = (text: string) => `2026-11-${text}:00+08:00`;
const make = (changes: Record<string, unknown> = {}, token = head.token) =>
  stage.call('POST', shifts(), {
    token,
    body: { staff: zhao.id, queue: 'handling', from: at('09T20:00'), to: at('10T08:00'), ...changes },
  });
const standing = () =>
  rowsOf<{ id: number; staff_id: number }>(
    'select id, staff_id from shifts where taken_back_at is null order by id',
  );
const clear = () =>
  rowsOf('update shifts set taken_back_at = made_at, taken_back_by = made_by where taken_back_at is null');

describe('The head of an office keeps its roster', () => {
  test('puts an officer on duty; the roster tells who, when, and when nobody is', async () => {
    const made = await make();
    expect(made.status).toBe(201);
    const { status, body } = await stage.call('GET', `/api/v1/desk/offices/${officeId}/roster`, {
      token: zhao.token,
    });
    expect(status).toBe(200);
    const { week, rows } = body as unknown as {
      week: string;
      rows: {
        queue: string;
        days: { day: string; shifts: { name: string }[]; gaps: { from: string }[] }[];
      }[];
    };
    expect([week, rows.map((row) => row.queue)]).toEqual(['2026-11-09', ['handling', 'supervision']]);
    expect(rows[0]?.days[0]?.shifts.map((s) => s.name)).toEqual(['经办人赵']);
    // From now (8:14) until the night watch, and after it.
    expect(rows[0]?.days[0]?.gaps.map((gap) => gap.from)).toEqual([stage.start.toISOString()]);
    expect(rows[0]?.days[1]?.gaps.map((gap) => gap.from)).toEqual([new Date(at('10T08:00')).toISOString()]);
    await clear();
  });

  test.each([
    ['an end before the beginning', { to: at('09T19:00') }, 'to', 'wrong-span'],
    ['more than two days', { to: at('12T20:00') }, 'to', 'wrong-span'],
    ['what is past', { from: at('08T20:00'), to: at('09T08:00') }, 'to', 'span-is-past'],
    ['a queue that is not theirs', { queue: 'review' }, 'queue', 'wrong-choice'],
    ['somebody of another office', { staff: 0 }, 'staff', 'wrong-choice'],
  ])('is refused %s', async (_, changes, field, code) => {
    const { status, body } = await make(changes);
    expect([status, body.errors.map((e) => [e.field, e.code])]).toEqual([422, [[field, code]]]);
    expect(await standing()).toEqual([]);
  });

  test('nobody else does: not an officer, not the head of another office, not a visitor', async () => {
    expect((await make({}, zhao.token)).status).toBe(403);
    expect((await make({}, stranger.token)).status).toBe(403);
    expect((await stage.call('POST', shifts(), { body: {} })).status).toBe(401);
    const roster = await stage.call('GET', `/api/v1/desk/offices/${officeId}/roster`, {
      token: stranger.token,
    });
    expect(roster.status).toBe(404);
    expect(await standing()).toEqual([]);
  });

  test('pressing twice makes one shift, the other is told so', async () => {
    const answers = await Promise.all([make(), make(), make()]);
    expect(answers.map((a) => a.status).sort()).toEqual([201, 422, 422]);
    expect(answers.find((a) => a.status === 422)?.body.errors[0]?.code).toBe('on-duty-already');
    expect(await standing()).toHaveLength(1);
    await clear();
  });

  test('copies a week: twice copied it is there once, and who has left is left out', async () => {
    const gone = await stage.employed('已调离', 'officer', officeId);
    await make();
    await make({ staff: gone.id });
    await rowsOf('update staff_roles set to_at = from_at where staff_id = $1', [gone.id]);
    const copy = () =>
      stage.call('POST', `/api/v1/desk/offices/${officeId}/roster-copies`, {
        token: head.token,
        body: { week: '2026-11-11' },
      });
    expect([(await copy()).body, (await copy()).body]).toEqual([
      { made: 1, left: 1 },
      { made: 0, left: 2 },
    ]);
    const [later] = await rowsOf<{ from_at: Date }>(
      'select from_at from shifts where taken_back_at is null order by from_at desc limit 1',
    );
    expect(later?.from_at).toEqual(new Date(at('16T20:00')));
    await clear();
  });

  test('takes a shift back once; that of another office not at all', async () => {
    await make();
    const [shift] = await standing();
    const path = (office: number) => `/api/v1/desk/offices/${office}/shifts/${shift?.id}`;
    expect((await stage.call('DELETE', path(other), { token: stranger.token })).status).toBe(404);
    expect((await stage.call('DELETE', path(officeId), { token: zhao.token })).status).toBe(403);
    expect((await stage.call('DELETE', path(officeId), { token: head.token })).status).toBe(204);
    expect((await stage.call('DELETE', path(officeId), { token: head.token })).status).toBe(404);
    const acts = await rowsOf<{ act: string }>(
      `select what->>'act' as act from directory_changes where by = $1 order by id desc limit 1`,
      [`staff:${head.id}`],
    );
    expect(acts).toEqual([{ act: 'take-back-shift' }]);
  });
});

describe('From one watch to the next', () => {
  const path = () => `/api/v1/desk/offices/${officeId}/hand-over-notes`;
  const leave = (token: string, text = '剑阁那件要在早上给群众回电话。') =>
    stage.call('POST', path(), { token, body: { queue: 'handling', text } });

  test('only whoever is on duty leaves a note; those of the office read it, nobody else, and it is nowhere in plain', async () => {
    expect((await leave(zhao.token)).status).toBe(403);
    await make({ from: at('09T08:00'), to: at('09T12:00') });
    expect((await leave(zhao.token)).status).toBe(201);
    expect((await leave(head.token)).status).toBe(403);
    expect((await leave(zhao.token, '')).status).toBe(422);
    expect((await leave(zhao.token, '很'.repeat(301))).status).toBe(422);
    const read = await stage.call('GET', path(), { token: head.token });
    expect(read.body.items).toMatchObject([
      { who: '经办人赵', queue: 'handling', text: '剑阁那件要在早上给群众回电话。' },
    ]);
    expect((await stage.call('GET', path(), { token: stranger.token })).body.items).toEqual([]);
    await expect(rowsOf('select * from private.hand_over_notes')).rejects.toThrow(/permission denied/);
  });

  test('an hour after the watch it can still be handed over, three hours after no more; a week later it is gone', async () => {
    stage.later(5 * 60 - 14);
    expect((await leave(zhao.token, '补一句：电话已打。')).status).toBe(201);
    stage.later(2 * 60);
    expect((await leave(zhao.token)).status).toBe(403);
    expect((await stage.call('GET', path(), { token: zhao.token })).body.items).toHaveLength(2);
    stage.later(7 * 24 * 60);
    expect((await stage.call('GET', path(), { token: zhao.token })).body.items).toEqual([]);
  });
});
