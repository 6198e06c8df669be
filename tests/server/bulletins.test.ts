import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remindLateUnits } from '../../src/server/life/bulletins/remind-units.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import type { ApiStage } from '../support/api-stage.ts';
import { at, type BulletinCast, openBulletinCast, type Person } from '../support/bulletin-cast.ts';

let stage: ApiStage;
let work: AfterWork;
let province: number;
let guangyuan: number;
let li: Person;
let wang: Person;
let zhao: Person;
let elsewhere: Person;
let publish: BulletinCast['publish'];

beforeAll(async () => {
  ({ stage, province, guangyuan, li, wang, zhao, elsewhere, publish } = await openBulletinCast());
  work = afterWork(stage);
});
afterAll(() => stage?.close());

const bulletins = '/api/v1/desk/bulletins';
const notice = (changes: Record<string, unknown> = {}) => ({
  title: '关于做好岁末值守的通知',
  body: '各市州：\n\n岁末请排好值守，夜间来件一小时内受理。',
  scopes: ['places'],
  ...changes,
});
const draft = (body: unknown = notice(), token = li.token) =>
  stage.call<{ bulletinId: number }>('POST', `/api/v1/desk/offices/${province}/notices`, { token, body });
const sign = (id: number, token = zhao.token) => stage.call('POST', at(id, '/receipts'), { token, body: {} });
const receiptOf = async (id: number) =>
  (
    await rowsOf<{ read_by: number | null }>(
      'select read_by from bulletin_receipts where bulletin_id = $1 and office_id = $2',
      [id, guangyuan],
    )
  )[0];

describe('A notice from the province', () => {
  test('goes to the offices of all its places, each told once; a unit signs, and the province sees who and when', async () => {
    const {
      body: { bulletinId: id },
    } = await draft();
    expect((await stage.call('GET', at(id), { token: zhao.token })).status).toBe(404);
    const published = await publish(id);
    expect(published.body).toMatchObject({ number: '2026-1', units: 21 });
    await work.settle(stage.now());
    expect(
      (
        await rowsOf(
          `select 1 from staff_notices where bulletin_id = $1 and staff_id = $2 and what = 'notice'`,
          [id, zhao.id],
        )
      ).length,
    ).toBe(1);
    const listed = await stage.call('GET', bulletins, { token: zhao.token });
    expect(listed.body).toMatchObject({ unsigned: 1, items: [{ id, number: '2026-1', signedAt: null }] });
    const own = await stage.call('GET', at(id), { token: zhao.token });
    expect((own.body['receipts'] as unknown[]).length).toBe(1);
    expect((await sign(id)).body).toEqual({ signed: 1 });
    expect((await sign(id)).body).toEqual({ signed: 0 });
    const seen = await stage.call('GET', at(id), { token: wang.token });
    const receipts = seen.body['receipts'] as { readBy: string | null }[];
    expect([receipts.length, receipts.filter((r) => r.readBy === '市局赵').length]).toEqual([21, 1]);
  });

  test('is not there for others, cannot be signed by them, nor drafted for an office that is not theirs', async () => {
    const {
      body: { bulletinId: id },
    } = await draft();
    await publish(id);
    for (const token of [elsewhere.token])
      for (const answer of [
        await stage.call('GET', at(id), { token }),
        await sign(id, token),
        await publish(id, token),
      ])
        expect(answer.status).toBe(404);
    expect((await draft(notice(), zhao.token)).status).toBe(403);
    expect((await stage.call('POST', at(id, '/reminders'), { token: zhao.token, body: {} })).status).toBe(
      404,
    );
    expect((await stage.call('GET', bulletins)).status).toBe(401);
  });

  test.each([
    ['no title', { title: ' ' }, 'title', 'required'],
    ['a title that is too long', { title: '长'.repeat(51) }, 'title', 'too-long'],
    ['nobody to go to', { scopes: [] }, 'scopes', 'required'],
    ['an identity number', { body: '请联系 11010519491231002X 本人。' }, 'body', 'personal-data'],
    ['a reminder after no day', { remindAfter: 0 }, 'remindAfter', 'wrong-choice'],
  ])('is refused with %s', async (_, changes, field, code) => {
    const { status, body } = await stage.call('POST', `/api/v1/desk/offices/${province}/notices`, {
      token: li.token,
      body: notice(changes),
    });
    expect([status, body.errors.map((e) => [e.field, e.code])]).toEqual([422, [[field, code]]]);
  });

  test('two who edit: the second is told so; two who publish: once, with the next number', async () => {
    const {
      body: { bulletinId: id },
    } = await draft();
    const edit = (token: string, title: string) =>
      stage.call('PUT', at(id), { token, body: { ...notice({ title }), version: 1 } });
    const edits = await Promise.all([edit(li.token, '改稿甲'), edit(wang.token, '改稿乙')]);
    expect(edits.map((e) => e.status).sort()).toEqual([200, 409]);
    const published = await Promise.all([publish(id, li.token, 2), publish(id, wang.token, 2)]);
    expect(published.map((p) => p.status).sort()).toEqual([200, 409]);
    expect((await rowsOf('select 1 from bulletin_receipts where bulletin_id = $1', [id])).length).toBe(21);
    expect((await edit(li.token, '发出后再改')).body['code']).toBe('bulletin-decided');
    const numbers = await rowsOf<{ number: string }>(
      `select number from bulletins where kind = 'notice' and state = 'published' order by id`,
    );
    expect(numbers.map((n) => n.number)).toEqual(numbers.map((_, i) => `2026-${i + 1}`));
  });

  test('those that do not sign are reminded by hand once an hour, and by itself after two working days, three times at most', async () => {
    await rowsOf(`update bulletin_receipts set read_by = $1, read_at = now() where read_at is null`, [
      wang.id,
    ]);
    const {
      body: { bulletinId: id },
    } = await draft();
    await publish(id);
    await sign(id);
    const remind = () => stage.call('POST', at(id, '/reminders'), { token: wang.token, body: {} });
    expect([(await remind()).body, (await remind()).body]).toEqual([{ reminded: 20 }, { reminded: 0 }]);
    const later = (days: number) => new Date(stage.now().getTime() + days * 86_400_000);
    expect(await remindLateUnits(later(1))).toBe(0);
    const both = await Promise.all([remindLateUnits(later(2)), remindLateUnits(later(2))]);
    expect(both.reduce((a, n) => a + n, 0)).toBe(20);
    expect(await remindLateUnits(later(7))).toBe(20);
    expect(await remindLateUnits(later(20))).toBe(0);
    expect(await receiptOf(id)).toEqual({ read_by: zhao.id });
  });

  test('a draft that is given up is gone', async () => {
    const {
      body: { bulletinId: id },
    } = await draft();
    expect(
      (await stage.call('POST', at(id, '/dropping'), { token: wang.token, body: { version: 1 } })).status,
    ).toBe(204);
    expect((await publish(id)).status).toBe(409);
  });
});
