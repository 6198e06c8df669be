import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownDevices, pushKey, removeDevice } from '../../src/server/access/citizens/own-push.ts';
import { beginSession, endSession } from '../../src/server/access/session.ts';
import { buildExport } from '../../src/server/after/export/build-export.ts';
import { sweep } from '../../src/server/after/sweep.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { anonymiseCitizen } from '../../src/server/life/account/anonymise-citizen.ts';
import { askExport } from '../../src/server/life/export/ask-export.ts';
import { joinAccounts } from '../../src/server/store/citizens/join.ts';
import { inTransaction } from '../../src/server/store/tx.ts';
import { ownExportFile } from '../../src/server/views/mine/export/own-export.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { rowsOf } from '../support/after-work.ts';
import { openPushHouse, type PushHouse } from '../support/push-house.ts';
import { asBackup, deviceOf, tell } from '../support/push-kit.ts';

let stage: ApiStage;
let house: PushHouse;
let phones = 0;
const minutes = (n: number) => new Date(stage.start.getTime() + n * 60_000);
const days = (n: number) => minutes(n * 24 * 60);

beforeAll(async () => {
  house = await openPushHouse();
  stage = await openApiStage(house.env());
});
afterAll(async () => {
  await house?.close();
  await stage?.close();
});

/** A citizen with push on one device. */
async function luo() {
  const phone = `1315555${String(1000 + phones++)}`;
  const { citizenId, actor } = await stage.citizen(phone);
  return { phone, citizenId, actor, device: await deviceOf(house, citizenId, stage.start) };
}
const devicesLeft = async (citizenId: number) => (await ownDevices(citizenId)).length;
const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => 'taken',
    (e: { code: string }) => e.code,
  );

describe('A device', () => {
  test('that says the same again, or is reached elsewhere, is one device still', async () => {
    const ms = await luo();
    const [before] = await ownDevices(ms.citizenId);
    await tell(ms.device, { ...ms, secret: ms.device.secret, lang: 'en' }, minutes(60));
    expect(await ownDevices(ms.citizenId)).toEqual([before]);
    const moved = house.subscribe(pushKey() ?? '');
    const old = ms.device.subscription.endpoint;
    await tell(moved, { ...ms, secret: ms.device.secret, before: old }, minutes(61));
    const [after, ...more] = await ownDevices(ms.citizenId);
    expect(more).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, madeAt: before?.madeAt });
    expect(after?.print).not.toBe(before?.print);
  });

  test('belongs to whoever uses the browser now, and nobody else can remove or see it', async () => {
    const ms = await luo();
    const { citizenId } = await stage.citizen('13155550002');
    const [mine] = await ownDevices(ms.citizenId);
    expect(await refusal(removeDevice(citizenId, mine?.id ?? 0))).toBe('not-found');
    expect(await ownDevices(citizenId)).toEqual([]);
    const other = await deviceOf(house, citizenId, stage.start);
    // Whoever knows no more than where another's device was reached takes nothing away from them.
    const before = ms.device.subscription.endpoint;
    await tell(other, { citizenId, secret: other.secret, before }, stage.start);
    expect(await ownDevices(ms.citizenId)).toEqual([mine]);
    await tell(ms.device, { citizenId, secret: other.secret }, stage.start);
    expect(await ownDevices(ms.citizenId)).toEqual([]);
    expect(await ownDevices(citizenId)).toHaveLength(2);
  });

  test('goes with its session when somebody ends it, and stays when it runs out', async () => {
    const { citizenId, device } = await luo();
    await deviceOf(house, citizenId, stage.start);
    // As at a visit three weeks later: the sessions have run out meanwhile.
    await beginSession({ citizenId }, days(21));
    expect(await devicesLeft(citizenId)).toBe(2);
    await endSession(device.secret, minutes(1));
    expect(await devicesLeft(citizenId)).toBe(1);
  });

  test('is one of ten at most; the one heard of longest ago goes', async () => {
    const { citizenId } = await stage.citizen('13155550003');
    const { secret } = await deviceOf(house, citizenId, stage.start);
    const [first] = await ownDevices(citizenId);
    for (let n = 1; n <= 10; n += 1)
      await tell(house.subscribe(pushKey() ?? ''), { citizenId, secret }, minutes(n));
    const kept = await ownDevices(citizenId);
    expect(kept).toHaveLength(10);
    expect(kept.map(({ id }) => id)).not.toContain(first?.id);
  });

  test('lies encrypted, and what finds it says nothing', async () => {
    const ms = await luo();
    const rows = await asBackup<{ t: string }>(stage, 'select t::text as t from private.push_devices t');
    const text = rows.map(({ t }) => t).join();
    const { endpoint, p256dh, auth } = ms.device.subscription;
    for (const secret of [endpoint, p256dh, auth, new URL(endpoint).pathname])
      for (const form of [secret, Buffer.from(secret).toString('hex')]) expect(text).not.toContain(form);
  });
});

test('By a program of hers she sees and removes her own devices, and nobody else’s', async () => {
  const path = '/api/v1/mine/account/push-devices';
  const [mine, theirs] = [await luo(), await luo()];
  const call = (method: string, at: string, token?: string) =>
    stage.call(method, at, token === undefined ? {} : { token });
  const { body } = await call('GET', path, mine.device.secret);
  const items = body.items as unknown as { id: number }[];
  expect(items).toMatchObject([{ browser: 'Edge · Windows', usedAt: null }]);
  expect(JSON.stringify(body)).not.toContain(mine.device.subscription.endpoint);
  const [other] = await ownDevices(theirs.citizenId);
  const statuses = [];
  for (const [id, by] of [
    [other?.id, mine.device.secret],
    [items[0]?.id, undefined],
    [items[0]?.id, mine.device.secret],
    [items[0]?.id, mine.device.secret],
  ] as const)
    statuses.push((await call('DELETE', `${path}/${id}`, by)).status);
  expect(statuses).toEqual([404, 401, 204, 404]);
  expect([await devicesLeft(mine.citizenId), await devicesLeft(theirs.citizenId)]).toEqual([0, 1]);
});

describe('An account that ends takes its devices with it', () => {
  test('when its owner closes it, joins another, or gives the number up by never coming back', async () => {
    const [closed, joined, into] = [await luo(), await luo(), await luo()];
    await anonymiseCitizen(closed.citizenId, minutes(1));
    await inTransaction(null, (tx) =>
      joinAccounts(tx, { from: joined.citizenId, into: into.citizenId }, minutes(1)),
    );
    const gone = await luo();
    // Somebody else confirms the number half a year later.
    const { citizenId } = await stage.citizen(gone.phone, days(181));
    expect(citizenId).not.toBe(gone.citizenId);
    for (const each of [closed, joined, gone]) expect(await devicesLeft(each.citizenId)).toBe(0);
    expect(await devicesLeft(into.citizenId)).toBe(1);
  });

  test('and one that nothing was heard of for a year goes by the schedule', async () => {
    const { citizenId, device } = await luo();
    const kept = await deviceOf(house, citizenId, stage.start);
    await tell(kept, { citizenId, secret: kept.secret }, days(200));
    await sweep(async () => 0, days(367));
    expect(await devicesLeft(citizenId)).toBe(1);
    expect(device.heard).toEqual([]);
  });
});

test('Her own file names her devices, and where each is reached, without the keys', async () => {
  const ms = await luo();
  const other = await luo();
  await askExport(ms.actor, stage.start);
  const [asked] = await asBackup<{ id: number }>(stage, 'select max(id) as id from private.exports');
  const of = { export: Number(asked?.id), citizen: ms.citizenId };
  await buildExport(of, async () => null, stage.start);
  const zip = await ownExportFile(ms.citizenId, stage.start);
  const files = unzipSync(new Uint8Array(zip ?? Buffer.alloc(0)));
  const json = strFromU8(files['data.json'] ?? new Uint8Array());
  const { endpoint, p256dh, auth } = ms.device.subscription;
  expect((JSON.parse(json) as { pushDevices: unknown }).pushDevices).toMatchObject([
    { endpoint, browser: 'Edge · Windows', lang: 'zh' },
  ]);
  for (const hidden of [p256dh, auth, other.device.subscription.endpoint]) expect(json).not.toContain(hidden);
  expect(strFromU8(files['index.html'] ?? new Uint8Array())).toContain(house.host);
});

test('No report in confidence has a notice, so none is pushed', async () => {
  const columns = await rowsOf<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name in ('notices', 'deliveries')`,
  );
  expect(columns.length).toBeGreaterThan(10);
  expect(columns.filter(({ name }) => name.includes('clue'))).toEqual([]);
});

describe('Nothing is kept', () => {
  let citizenId: number;
  beforeAll(async () => void ({ citizenId } = await stage.citizen('13155550004')));
  const wrong = async (subscription: Partial<{ endpoint: string; p256dh: string; auth: string }>) => {
    const right = house.subscribe(pushKey() ?? '').subscription;
    return refusal(
      tell({ subscription: { ...right, ...subscription } }, { citizenId, secret: '' }, stage.start),
    );
  };

  test('of an address that is no push service’s, or of keys that are none', async () => {
    for (const endpoint of [
      ...['https://169.254.169.254/latest/meta-data', 'https://127.0.0.1/x', 'http://fcm.googleapis.com/x'],
      ...['https://example.org/x', `https://${house.host}@example.org/x`, 'gopher://x', ''],
    ])
      expect([endpoint, await wrong({ endpoint })]).toEqual([endpoint, 'wrong-subscription']);
    expect(await wrong({ p256dh: 'AAAA' })).toBe('wrong-subscription');
    expect(await wrong({ auth: 'AAAA' })).toBe('wrong-subscription');
    expect(await wrong({})).toBe('taken');
  });

  test('where push is off', async () => {
    const config = currentConfig();
    adoptConfig({ ...config, push: null });
    expect([pushKey(), await wrong({})]).toEqual([null, 'no-push']);
    adoptConfig(config);
  });
});
