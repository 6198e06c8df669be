import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { ownDevices } from '../../src/server/access/citizens/own-push.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { reject } from '../../src/server/life/intake/reject.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { readNotices } from '../../src/server/life/citizen/read-notices.ts';
import { HttpPush } from '../../src/server/outside/push/http-push.ts';
import type { PushConfig } from '../../src/server/read-push.ts';
import { openPushHouse, type PushHouse } from '../support/push-house.ts';
import { deviceOf } from '../support/push-kit.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let house: PushHouse;
let work: AfterWork;
let reviewer: Actor;
const minutes = (n: number) => new Date(stage.start.getTime() + n * 60_000);
// The queue waits by the database's own clock: a night that is still to come for certain.
const night = new Date('2099-11-09T23:10:00+08:00');

beforeAll(async () => {
  stage = await setStage();
  house = await openPushHouse();
  const config = readConfig({ LOG_LEVEL: 'silent', ...house.env() });
  work = afterWork(stage, { sender: new HttpPush(config.push as PushConfig, 500) });
  adoptConfig(config);
  reviewer = await stage.staff('审核员甲', 'reviewer');
  await work.settle(stage.start);
});
afterAll(async () => {
  await house?.close();
  await stage?.close();
});
beforeEach(() => void house.odd.splice(0));

const deliveries = (citizenId: number) =>
  rowsOf<{ what: string; state: string; attempts: number; last_error: string | null }>(
    `select n.what, d.state, d.attempts, d.last_error from notices n join deliveries d on d.notice_id = n.id and d.channel = 'push'
     where n.citizen_id = $1 order by d.id`,
    [citizenId],
  );
const published = async (at = 48) => {
  const luo = await written(stage);
  const device = await deviceOf(house, luo.citizenId, stage.start);
  await review(luo.code, { visibility: 'public' }, reviewer, minutes(at));
  await work.settle(minutes(at));
  return { ...luo, device };
};
describe('Luo is told on her devices', () => {
  test('of each notice once, in the language of the device, and nothing of what it is about', async () => {
    const luo = await written(stage, { title: '渡口夜里没有灯', body: '渡口的灯坏了三个月,夜里摔过人。' });
    const phone = await deviceOf(house, luo.citizenId, stage.start);
    const laptop = await deviceOf(house, luo.citizenId, stage.start, { lang: 'en' });
    const other = await deviceOf(house, (await stage.citizen('13155550001')).citizenId, stage.start);
    await review(luo.code, { visibility: 'public' }, reviewer, minutes(48));
    await work.settle(minutes(48));
    const officer = await stage.staff('经办人赵', 'officer', luo.officeId);
    await accept(luo.code, officer, minutes(60));
    await work.settle(minutes(60));
    const heard = { ttl: 259_200, urgency: 'normal', topic: 'notices' };
    expect(phone.heard).toEqual([
      { words: '{"lang":"zh"}', ...heard },
      { words: '{"lang":"zh"}', ...heard },
    ]);
    expect(laptop.heard.map(({ words }) => words)).toEqual(['{"lang":"en"}', '{"lang":"en"}']);
    expect(other.heard).toEqual([]);
    expect(house.refused).toEqual([]);
    expect((await deliveries(luo.citizenId)).map(({ what, state }) => `${what} ${state}`)).toEqual([
      ...['published sent', 'published sent', 'accepted sent', 'accepted sent'],
    ]);
    const [own] = await ownDevices(luo.citizenId);
    expect(own).toMatchObject({ browser: 'Edge · Windows', madeAt: stage.start, usedAt: minutes(60) });
  });

  test('not of what she has read meanwhile', async () => {
    const luo = await written(stage);
    const device = await deviceOf(house, luo.citizenId, stage.start);
    house.odd.push(503);
    await review(luo.code, { visibility: 'public' }, reviewer, minutes(48));
    await work.settle(minutes(48));
    await readNotices(luo.author, minutes(50));
    await work.again();
    await work.settle(minutes(55));
    expect(device.heard).toEqual([]);
    expect(await deliveries(luo.citizenId)).toMatchObject([{ state: 'failed', last_error: 'read-already' }]);
  });

  test('once of what waits for the same morning or comes in while she is told', async () => {
    const luo = await written(stage);
    const device = await deviceOf(house, luo.citizenId, stage.start);
    const told = `insert into notices (citizen_id, what, cause, at, follow_what, follow_ref)
      select $1::bigint, 'digest', 'd:' || n || ':' || $1::bigint, $2, 'leader', n from generate_series(1, 30) n`;
    await rowsOf(told, [luo.citizenId, stage.start]);
    await work.settle(minutes(10));
    expect(device.heard).toMatchObject([{ urgency: 'low' }]);
    await rowsOf(told.replaceAll("'d:'", "'e:'"), [luo.citizenId, stage.start]);
    await work.settle(minutes(20));
    expect(device.heard).toHaveLength(2);
  });

  test('at night not before seven, of an emergency at once and urgently', async () => {
    const calm = await written(stage);
    const pressing = await written(stage, { body: '书记您好,我家孩子被困在电梯里了,请快来人。' });
    const [quiet, loud] = [
      await deviceOf(house, calm.citizenId, stage.start),
      await deviceOf(house, pressing.citizenId, stage.start),
    ];
    await reject(calm.code, { code: 'unclear', words: '请写清楚地点。' }, reviewer, night);
    await review(pressing.code, { visibility: 'public' }, reviewer, night);
    await work.settle(night);
    expect(quiet.heard).toEqual([]);
    expect(loud.heard).toMatchObject([{ urgency: 'high' }]);
    const waiting = (await work.jobs()).filter(({ task }) => task === 'push');
    expect(waiting.map(({ runAt }) => runAt)).toEqual([new Date('2099-11-10T07:00:00+08:00')]);
    await rowsOf('delete from graphile_worker._private_jobs');
  });
});

describe('The push service', () => {
  test('says that a device is gone: it is told nothing any more', async () => {
    for (const status of [404, 410]) {
      const { citizenId, ...luo } = await written(stage);
      await deviceOf(house, citizenId, stage.start);
      house.odd.push(status);
      await review(luo.code, { visibility: 'public' }, reviewer, minutes(48));
      await work.settle(minutes(48));
      expect(await ownDevices(citizenId)).toEqual([]);
      expect(await deliveries(citizenId)).toMatchObject([{ state: 'failed', last_error: `http-${status}` }]);
    }
  });

  test.each([429, 500, 503, 'silence'] as const)('has trouble (%s): it is tried again', async (trouble) => {
    const luo = await written(stage);
    const device = await deviceOf(house, luo.citizenId, stage.start);
    house.odd.push(trouble);
    await review(luo.code, { visibility: 'public' }, reviewer, minutes(48));
    await work.settle(minutes(48));
    const error = trouble === 'silence' ? 'timeout' : `http-${trouble}`;
    expect(await deliveries(luo.citizenId)).toMatchObject([{ state: 'waiting', last_error: error }]);
    await work.again();
    await work.settle(minutes(50));
    expect(device.heard).toHaveLength(1);
    expect(await deliveries(luo.citizenId)).toMatchObject([{ state: 'sent', attempts: 2, last_error: null }]);
  });

  test('finds it too large, or leads elsewhere: nothing is tried again, and nobody is followed', async () => {
    for (const odd of [413, 'https://127.0.0.1:9/elsewhere']) {
      const luo = await written(stage);
      const device = await deviceOf(house, luo.citizenId, stage.start);
      house.odd.push(odd);
      await review(luo.code, { visibility: 'public' }, reviewer, minutes(48));
      await work.settle(minutes(48));
      const error = odd === 413 ? 'http-413' : 'http-302';
      expect(await deliveries(luo.citizenId)).toMatchObject([{ state: 'failed', last_error: error }]);
      expect([device.heard.length, (await ownDevices(luo.citizenId)).length]).toEqual([0, 1]);
    }
  });

  test('is told again where a worker died before it wrote down that it had told: in the place of the first', async () => {
    const luo = await published();
    const [delivery] = await rowsOf<{ id: number }>(
      `update deliveries d set state = 'waiting' from notices n where n.id = d.notice_id and n.citizen_id = $1 and d.channel = 'push' returning d.id`,
      [luo.citizenId],
    );
    await rowsOf(
      `insert into outbox (task, payload, run_at) values ('push', jsonb_build_object('delivery', $1::bigint, 'urgency', 'normal'), $2)`,
      [delivery?.id, minutes(49)],
    );
    await work.settle(minutes(49));
    expect(luo.device.heard.map(({ topic }) => topic)).toEqual(['notices', 'notices']);
    const [notice] = await rowsOf<{ id: number }>('select max(id) as id from notices where citizen_id = $1', [
      luo.citizenId,
    ]);
    for (let i = 0; i < 2; i += 1)
      await rowsOf(`insert into outbox (task, payload, run_at) values ('tell-devices', $1, $2)`, [
        { notice: notice?.id },
        minutes(50),
      ]);
    await work.settle(minutes(50));
    expect(luo.device.heard).toHaveLength(2);
  });
});
