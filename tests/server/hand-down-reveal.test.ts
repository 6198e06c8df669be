import { afterAll, beforeAll, expect, test } from 'vitest';
import { looksOnRecord } from '../../scripts/stories/looks-on-record.ts';
import { afterWork } from '../support/after-work.ts';
import { type ChainStage, openChainStage } from '../support/chain-stage.ts';

const city = '广元市信访局';
const county = '苍溪县信访局';
const helper = '广元市交通运输局';

let stage: ChainStage;
let code: string;
let part: number;
beforeAll(async () => {
  stage = await openChainStage();
  code = await stage.accepted('广元市委书记', city);
  part = await stage.ordered(code, city, helper, { role: 'joint' });
});
afterAll(() => stage?.close());

const officer = async (unit: string) => (await stage.people(unit)).officer;
const look = async (unit: string) =>
  stage.step(code, 'reveals', await officer(unit), { what: 'phone', reason: '约看现场' });
const grant = async (unit: string, granted: boolean) =>
  stage.step(code, `assignments/${part}/reveal-grant`, await officer(unit), { granted });

test('a joint unit is refused the phone; the grant counts from the moment at which it accepts', async () => {
  expect((await look(helper)).status).toBe(403);
  expect((await grant(helper, true)).status).toBe(403);
  expect((await grant(county, true)).status).toBe(403);
  expect((await grant(city, true)).status).toBe(200);
  expect((await look(helper)).status).toBe(403);
  await stage.signed(code, part, helper);
  expect((await look(helper)).body).toMatchObject({ what: 'phone', value: '13900000001' });
  const looks = await looksOnRecord(stage.urls.backupUrl, code);
  expect(looks).toMatchObject([{ what: 'phone', reason: '约看现场' }]);
});

test('granted twice it stands once in the history, and the unit was told', async () => {
  expect((await grant(city, true)).status).toBe(200);
  const { body } = await stage.call('GET', `/api/v1/desk/messages/${code}`, { token: await officer(city) });
  const history = body['history'] as unknown as { step: string; role: string; who: string }[];
  expect(history.filter(({ step }) => step === 'grant-reveal')).toMatchObject([
    { role: 'lead', who: `${city}officer` },
  ]);
  expect((body['orders'] as unknown as { revealGranted: boolean }[])[0]?.revealGranted).toBe(true);
  await afterWork(stage).settle(stage.now());
  const told = await stage.call('GET', '/api/v1/desk/notices', { token: await officer(helper) });
  expect((told.body.items as unknown as { what: string }[]).map(({ what }) => what)).toContain(
    'reveal-granted',
  );
  expect((await stage.call('GET', `/api/v1/messages/${code}`)).body['trace']).not.toContainEqual(
    expect.objectContaining({ step: 'grant-reveal' }),
  );
});

test('once a unit below leads, it decides and the office above it does not', async () => {
  const order = await stage.ordered(code, city, county);
  expect((await grant(city, false)).status).toBe(200);
  expect((await look(helper)).status).toBe(403);
  await stage.signed(code, order, county);
  expect((await grant(city, true)).status).toBe(403);
  expect((await grant(county, true)).status).toBe(200);
  expect((await look(helper)).status).toBe(200);
});

test('a part that is done needs no phone, and a lead order is no part', async () => {
  await stage.reported(code, part, helper);
  expect((await look(helper)).status).toBe(200);
  await stage.step(code, `assignments/${part}/result-approval`, await officer(city));
  expect((await look(helper)).status).toBe(403);
  expect((await grant(county, false)).body).toMatchObject({ status: 409, code: 'wrong-state' });
  expect(await stage.breaches()).toEqual([]);
});
