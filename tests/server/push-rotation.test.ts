import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDevices, pushKey } from '../../src/server/access/citizens/own-push.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { HttpPush } from '../../src/server/outside/push/http-push.ts';
import { rewrapAll } from '../../src/server/store/operate/rotate/rewrap.ts';
import { retireKeys } from '../../src/server/store/operate/rotate/rotate-keys.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { openPushHouse, type PushHouse } from '../support/push-house.ts';
import { asBackup, deviceOf, tell } from '../support/push-kit.ts';
import { type RotatingStage, rotatingStage } from '../support/rotating.ts';

let stage: RotatingStage;
let house: PushHouse;
let work: AfterWork;
const day = 86_400_000;
const later = (days: number) => new Date(stage.start.getTime() + days * day);

beforeAll(async () => {
  stage = await rotatingStage();
  house = await openPushHouse();
  const config = readConfig({ LOG_LEVEL: 'silent', ...house.env() });
  work = afterWork(stage, { sender: config.push && new HttpPush(config.push) });
  adoptConfig(config);
});
afterAll(async () => {
  await house?.close();
  await stage?.close();
});

const needsOf = async (kind: string) =>
  (await stage.older(later(2))).filter((each) => each.kind === kind).flatMap(({ needs }) => needs);

test('Keys change while devices have push: each is told still, by the key that its service knows, until it is turned on anew', async () => {
  const luo = await written(stage);
  const old = await deviceOf(house, luo.citizenId, stage.start);
  const [oldKey] = stage.read().push;
  const before = pushKey();
  stage.rotated();
  expect(pushKey()).not.toBe(before);
  const urls = { backup: stage.urls.backupUrl, retention: stage.urls.retentionUrl };
  await rewrapAll(urls, stage.read(), () => {});
  const under = await asBackup<{ key_id: string }>(stage, 'select distinct key_id from private.push_devices');
  expect(under).toEqual([{ key_id: stage.read().wrapping[0]?.id }]);
  expect(await ownDevices(luo.citizenId)).toHaveLength(1);
  expect(await needsOf('index')).toContain('1 devices with push, until something is sent to them');
  expect(await needsOf('push')).toEqual(['1 devices with push']);

  const fresh = await deviceOf(house, luo.citizenId, later(3));
  const reviewer = await stage.staff('审核员甲', 'reviewer');
  await review(luo.code, { visibility: 'public' }, reviewer, later(0));
  await rowsOf('update citizens set seen_at = $1', [later(3)]);
  await work.settle(later(3));
  expect([old.heard.length, fresh.heard.length, house.refused]).toEqual([1, 1, []]);
  expect(await needsOf('index')).not.toContain('1 devices with push, until something is sent to them');

  // The page makes a browser subscribe anew where it was told an older key.
  const again = house.subscribe(pushKey() ?? '');
  const of = { citizenId: luo.citizenId, secret: old.secret, before: old.subscription.endpoint };
  await tell(again, of, later(4));
  expect(await ownDevices(luo.citizenId)).toHaveLength(2);
  expect(await needsOf('push')).toEqual([]);
  retireKeys(stage.file, [String(oldKey?.id)], 'push');
  stage.ring.renewed();
  expect(stage.read().push).toHaveLength(1);
});
