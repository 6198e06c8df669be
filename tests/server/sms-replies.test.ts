import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chooseSms } from '../../src/server/outside/sms/choose-sms.ts';
import type { SmsConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { onLoopback } from '../support/picture-kit.ts';
import { SmsGateway } from '../support/sms-gateway.ts';
import { words } from '../support/story.ts';

const path = '/api/v1/sms-replies';
const key = 'a key shared with the gateway';
const days = 24 * 60;
const sms: SmsConfig = { kind: 'http', url: 'http://gateway.invalid/', key, template: null, replies: true };
let stage: ApiStage;
let gateway: SmsGateway;
let leader: number;
let phones = 0;
const freshPhone = () => `136${String(10_000_000 + phones++)}`;

beforeAll(async () => {
  stage = await openApiStage();
  gateway = new SmsGateway(key, stage.now);
  leader = (await stage.leader('广元市委书记')).id;
});
beforeEach(() => adoptConfig({ ...currentConfig(), sms }));
afterAll(() => stage?.close());

/** Somebody whose account is asked for from another phone, and what their phone was told by the gateway. */
async function askedFor() {
  adoptConfig({ ...currentConfig(), sms: { kind: 'fake' } });
  const [phone, name] = [freshPhone(), '罗小满'];
  const token = await stage.confirmed(phone);
  const sent = { body: { ...words({ leader, name, anotherMatter: true }), verification: token } };
  const { body } = await stage.call('POST', '/api/v1/messages', sent);
  const other = await stage.confirmed(freshPhone());
  const ask = { token: other, body: { code: body.code, name } };
  const { status, body: found } = await stage.call('POST', '/api/v1/mine/account/earlier-messages', ask);
  expect([status, found['outcome']]).toEqual([200, 'waiting']);
  adoptConfig({ ...currentConfig(), sms });
  let work: AfterWork | undefined;
  await onLoopback(gateway.answer, async (url) => {
    const known = { ...sms, url };
    work = afterWork(stage, { sms: chooseSms(known, stage.now) });
    adoptConfig({ ...currentConfig(), sms: known });
    await work.settle(stage.now());
  });
  const text = gateway.taken.findLast((each) => each.to === phone)?.text ?? '';
  return { phone, text };
}
const waiting = async () =>
  (await rowsOf<{ n: number }>('select count(*)::integer as n from phone_changes where ended_at is null'))[0]
    ?.n;
const outcomes = () =>
  rowsOf('select outcome from phone_changes where ended_at is not null order by ended_at desc limit 1');

test('“T” from the old number stops the change; the message says so; from elsewhere it does nothing', async () => {
  const luo = await askedFor();
  expect(luo.text).toContain('直接回复T');
  const answer = (from: string, text: string) => stage.call('POST', path, gateway.reply({ from, text }));
  expect((await answer(freshPhone(), 'T')).status).toBe(204);
  expect((await answer(luo.phone, '谢谢')).status).toBe(204);
  expect(await waiting()).toBe(1);
  expect((await answer(`+86${luo.phone}`, ' t。 ')).status).toBe(204);
  expect(await waiting()).toBe(0);
  expect(await outcomes()).toEqual([{ outcome: 'stopped' }]);
});

test('the stop code stops it, with whatever stands around it', async () => {
  const luo = await askedFor();
  const code = /停止码([A-Z2-9]{10})/.exec(luo.text)?.[1] ?? '';
  const text = `停止码是${code.toLowerCase()}，谢谢`;
  expect((await stage.call('POST', path, gateway.reply({ from: luo.phone, text }))).status).toBe(204);
  expect(await waiting()).toBe(0);
});

test('What is not signed by the gateway, is old, or comes again is refused, and stops nothing', async () => {
  const luo = await askedFor();
  const given = { from: luo.phone, text: 'T' };
  const status = async (sent: object) => (await stage.call('POST', path, sent)).status;
  const other = new SmsGateway('another key', stage.now);
  expect(await status(other.reply(given))).toBe(401);
  expect(await status({ body: given })).toBe(401);
  const good = gateway.reply(given);
  expect(await status({ ...good, raw: good.raw.replace('T', 'TD') })).toBe(401);
  const old = String(Math.floor(stage.now().getTime() / 1000) - 301);
  expect(await status(gateway.reply(given, { 'x-sms-timestamp': old }))).toBe(401);
  expect(await waiting()).toBe(1);
  const nothing = gateway.reply({ from: luo.phone, text: 'hello' });
  expect([await status(nothing), await status(nothing)]).toEqual([204, 401]);
  adoptConfig({ ...currentConfig(), sms: { ...sms, replies: false } });
  expect(await status(gateway.reply(given))).toBe(404);
  expect(await waiting()).toBe(1);
});

test('a number at which nobody was for half a year says nothing any more', async () => {
  const luo = await askedFor();
  const before = await waiting();
  await rowsOf(
    `update citizens set seen_at = $1::timestamptz - interval '181 days' where id in (select citizen_id from phone_changes where ended_at is null)`,
    [stage.now()],
  );
  expect((await stage.call('POST', path, gateway.reply({ from: luo.phone, text: 'T' }))).status).toBe(204);
  expect(await waiting()).toBe(before);
  stage.later(days);
});
