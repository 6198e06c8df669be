import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { rowsOf, written } from '../support/after-work.ts';
import type { ApiStage } from '../support/api-stage.ts';
import { at, type BulletinCast, openBulletinCast, type Person } from '../support/bulletin-cast.ts';

let stage: ApiStage;
let province: number;
let guangyuan: number;
let li: Person;
let wang: Person;
let zhao: Person;
let publish: BulletinCast['publish'];

beforeAll(async () => {
  ({ stage, province, guangyuan, li, wang, zhao, publish } = await openBulletinCast());
});
afterAll(() => stage?.close());

describe('A circular of the province', () => {
  const ask = (changes: Record<string, unknown> = {}) =>
    stage.call<{ bulletinId: number }>('POST', `/api/v1/desk/offices/${province}/circulars`, {
      token: li.token,
      body: { scopes: ['places'], period: { from: '2026-11-01', to: '2026-11-09' }, ...changes },
    });
  type Figures = {
    units: {
      name: string;
      received: number;
      answered: number;
      onTime: number;
      due: number;
      acceptedInTime: number;
    }[];
  };

  test('of empty numbers says so and ranks nobody', async () => {
    const {
      status,
      body: { bulletinId: id },
    } = await ask();
    expect(status).toBe(201);
    const { body } = await stage.call('GET', at(id), { token: li.token });
    expect(String(body['body'])).toContain('本期没有收到留言');
    expect((body['figures'] as Figures).units.map((u) => u.received)).toEqual(Array(21).fill(0));
  });

  test('counts what the city answered, is published by somebody else only, and goes to the cities', async () => {
    const reviewer = await stage.staff('审核员甲', 'reviewer');
    const [officer, approver] = [
      await staffActor(zhao.id, stage.now()),
      await stage.staff('签发人钱', 'approver', guangyuan),
    ];
    if (!officer) throw new Error('no officer');
    for (const answered of [true, false]) {
      const luo = await written(stage, { anotherMatter: true }, stage.now());
      await review(luo.code, { visibility: 'public' }, reviewer, stage.now());
      await accept(luo.code, officer, stage.now());
      if (!answered) continue;
      const text = '石拱桥已于昨日修复通车，如有问题请联系剑阁县交通运输局，电话 0839-6600000。';
      const { replyId } = await draftReply(
        luo.code,
        { type: 'final', text, unit: '剑阁县交通运输局' },
        officer,
        stage.now(),
      );
      await approveReply(luo.code, replyId, approver, stage.now());
    }
    const {
      body: { bulletinId: id },
    } = await ask();
    const { body } = await stage.call('GET', at(id), { token: wang.token });
    const city = (body['figures'] as Figures).units.find((u) => u.name === '广元市信访局');
    expect(city).toMatchObject({ received: 2, answered: 1, due: 1, onTime: 1, acceptedInTime: 2 });
    expect((await publish(id)).body['code']).toBe('second-person');
    const edited = await stage.call('PUT', at(id), {
      token: wang.token,
      body: { title: '通报', body: '改过的正文。', scopes: ['places'], version: 1 },
    });
    expect(edited.status).toBe(200);
    // Now both have written it: a third person is needed.
    expect((await publish(id, wang.token, 2)).status).toBe(403);
    const zhou = await stage.employed('省局周', 'approver', province);
    expect((await publish(id, zhou.token, 2)).body).toMatchObject({ number: '2026-1', units: 21 });
    expect((await stage.call('GET', at(id), { token: zhao.token })).body['body']).toBe('改过的正文。');
  });

  test('drawn anew keeps the text that people wrote, unless a fresh one is asked for', async () => {
    const {
      body: { bulletinId: id },
    } = await ask();
    const edit = { title: '通报', body: '手写的。', scopes: ['places'], version: 1 };
    await stage.call('PUT', at(id), { token: li.token, body: edit });
    const redraw = (version: number, freshText: boolean) =>
      stage.call('POST', at(id, '/figures'), { token: li.token, body: { version, freshText } });
    await redraw(2, false);
    const text = async () => String((await stage.call('GET', at(id), { token: li.token })).body['body']);
    expect(await text()).toBe('手写的。');
    await redraw(3, true);
    expect(await text()).toContain('本期共收到留言不足5件');
  });

  test.each([
    ['an end before the beginning', { period: { from: '2026-11-05', to: '2026-11-01' } }, 'wrong-period'],
    ['what lies ahead', { period: { from: '2026-11-01', to: '2026-11-30' } }, 'wrong-period'],
    ['more than a year', { period: { from: '2025-11-01', to: '2026-11-09' } }, 'wrong-period'],
    ['no units', { scopes: [] }, 'required'],
  ])('is refused for %s', async (_, changes, code) => {
    const { status, body } = await stage.call('POST', `/api/v1/desk/offices/${province}/circulars`, {
      token: li.token,
      body: { scopes: ['places'], period: { from: '2026-11-01', to: '2026-11-09' }, ...changes },
    });
    expect([status, body.errors.map((e) => e.code)]).toEqual([422, [code]]);
  });
});

test('verify proves the receipts, and finds one that is missing', async () => {
  const found: { name: string; breaches: string[] }[] = [];
  expect(
    await verify(stage.urls.backupUrl, undefined, (each) => void found.push(each)).catch(() => undefined),
  ).toBeDefined();
  const receipts = found.find((each) => each.name.includes('receipt for each unit'));
  expect(receipts?.breaches).toEqual([]);
  await rowsOf(`update bulletins set units = units + 1 where state = 'published' and kind = 'circular'`);
  found.splice(0);
  await verify(stage.urls.backupUrl, undefined, (each) => void found.push(each));
  expect(found.find((each) => each.name.includes('receipt for each unit'))?.breaches).toHaveLength(1);
});
