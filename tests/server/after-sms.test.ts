import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { chooseSms } from '../../src/server/outside/sms/choose-sms.ts';
import { FakeSms } from '../../src/server/outside/sms/fake-sms.ts';
import { HttpSms } from '../../src/server/outside/sms/http-sms.ts';
import { SmsFault } from '../../src/server/outside/sms/sms-sender.ts';
import { onLoopback } from '../support/picture-kit.ts';
import { SmsGateway } from '../support/sms-gateway.ts';

const key = 'a key shared with the gateway';
const now = new Date('2026-11-09T01:00:00Z');
const words = '【回音】您的留言(编号3847 2019 5526)已答复,请登录查看并评价。';

const sender = (url: string, changes: Partial<ConstructorParameters<typeof HttpSms>[0]> = {}) =>
  new HttpSms({ url, key, template: null, now: () => now, ...changes });
const faultOf = (sending: Promise<void>) =>
  sending.then(
    () => undefined,
    (fault: unknown) => fault as SmsFault,
  );

describe('The HTTP sender', () => {
  test('signs each message so that a gateway takes it, once for each reference', async () => {
    const gateway = new SmsGateway(key, () => now);
    await onLoopback(gateway.answer, async (url) => {
      const sms = sender(`${url}/v1/messages`, { template: 'T-7' });
      await sms.send('13800138000', words, 'notice-1');
      await sms.send('13800138000', words, 'notice-1');
      await sms.send('13800138001', words, 'notice-2');
    });
    expect(gateway.taken).toEqual([
      { to: '13800138000', text: words, template: 'T-7', reference: 'notice-1' },
      { to: '13800138001', text: words, template: 'T-7', reference: 'notice-2' },
    ]);
  });

  test('is refused with a wrong key or a wrong clock, which another try may mend', async () => {
    const gateway = new SmsGateway(key, () => now);
    await onLoopback(gateway.answer, async (url) => {
      const wrongKey = await faultOf(sender(url, { key: 'another' }).send('13800138000', words, 'r'));
      const wrongClock = await faultOf(
        sender(url, { now: () => new Date(now.getTime() - 3_600_000) }).send('13800138000', words, 'r'),
      );
      expect([wrongKey, wrongClock]).toMatchObject([
        { code: 'gateway-refuses-key', permanent: false },
        { code: 'gateway-refuses-key', permanent: false },
      ]);
    });
    expect(gateway.taken).toEqual([]);
  });

  test('the stand-in itself refuses what is changed on the way, old, or sent again', async () => {
    const gateway = new SmsGateway(key, () => now);
    const seen: { headers: Record<string, string>; body: string }[] = [];
    const overhear = async (request: IncomingMessage, response: ServerResponse) => {
      seen.push({ headers: request.headers as Record<string, string>, body: await text(request) });
      response.writeHead(202).end();
    };
    await onLoopback(overhear, (url) => sender(url).send('13800138000', words, 'notice-9'));
    const { headers, body } = seen[0] ?? { headers: {}, body: '' };
    const {
      'x-sms-timestamp': t,
      'x-sms-nonce': n,
      'x-sms-signature': s,
      'idempotency-key': r,
    } = headers as Record<string, string>;
    const again = {
      'content-type': 'application/json',
      'x-sms-timestamp': t ?? '',
      'x-sms-nonce': n ?? '',
      'x-sms-signature': s ?? '',
      'idempotency-key': r ?? '',
    };
    await onLoopback(gateway.answer, async (url) => {
      const post = async (sent: string, changes = {}) =>
        (await fetch(url, { method: 'POST', body: sent, headers: { ...again, ...changes } })).status;
      expect(await post(body.replace('13800138000', '13900000000'))).toBe(401);
      expect(await post(body, { 'x-sms-timestamp': String(Number(t) + 1) })).toBe(401);
      expect(await post(body, { 'content-type': 'text/plain' })).toBe(415);
      expect(await post(body)).toBe(202);
      expect(await post(body)).toBe(401);
    });
  });

  test.each([
    [400, { code: 'bad-number' }, 'bad-number', true],
    [403, { code: 'blocked' }, 'blocked', true],
    [422, { code: 'something' }, 'http-422', true],
    [422, 'not json', 'http-422', true],
    [429, { code: 'slow-down' }, 'http-429', false],
    [500, {}, 'http-500', false],
    [503, { code: 5 }, 'http-503', false],
    [302, {}, 'http-302', false],
    [404, {}, 'http-404', false],
  ])('an answer %i %j is the fault %s, permanent: %s', async (status, answer, code, permanent) => {
    const reply = (_: IncomingMessage, response: ServerResponse) =>
      void response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end(JSON.stringify(answer));
    const fault = await onLoopback(reply, (url) => faultOf(sender(url).send('13800138000', words, 'r')));
    expect(fault).toMatchObject({ name: 'SmsFault', code, permanent });
    expect(JSON.stringify({ ...fault, message: fault?.message })).not.toContain('13800138000');
  });

  test('a reference that the gateway knows already counts as sent', async () => {
    const reply = (_: IncomingMessage, response: ServerResponse) => void response.writeHead(409).end();
    expect(
      await onLoopback(reply, (url) => faultOf(sender(url).send('13800138000', words, 'r'))),
    ).toBeUndefined();
  });

  test('a gateway that keeps silent, is not there or talks without end is a fault that may pass', async () => {
    const silent = () => {};
    expect(
      await onLoopback(silent, (url) =>
        faultOf(sender(url, { timeoutMs: 80 }).send('13800138000', words, 'r')),
      ),
    ).toMatchObject({ code: 'timeout', permanent: false });
    const gone = await onLoopback(silent, async (url) => url);
    expect(await faultOf(sender(gone).send('13800138000', words, 'r'))).toMatchObject({
      code: 'unreachable',
      permanent: false,
    });
    const endless = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(500);
      const pour = () =>
        void (response.writable && response.write('x'.repeat(65536))
          ? setImmediate(pour)
          : response.once('drain', pour));
      pour();
    };
    expect(
      await onLoopback(endless, (url) => faultOf(sender(url).send('13800138000', words, 'r'))),
    ).toMatchObject({ code: 'http-500' });
  });
});

test('The configuration chooses the sender: the fake on a laptop, the gateway where one is named', () => {
  expect(chooseSms(readConfig({}).sms, () => now)).toBeInstanceOf(FakeSms);
  expect(
    chooseSms(
      { kind: 'http', url: 'http://gateway.example/', key, template: null, replies: false },
      () => now,
    ),
  ).toBeInstanceOf(HttpSms);
});

test('The fake keeps what it sent, once for each reference, and fails when told to', async () => {
  adoptConfig(readConfig({ LOG_LEVEL: 'silent' }));
  const fake = new FakeSms();
  fake.failNext(new SmsFault('timeout', false));
  expect(await faultOf(fake.send('13800138000', words, 'notice-1'))).toMatchObject({ code: 'timeout' });
  await fake.send('13800138000', words, 'notice-1');
  await fake.send('13800138000', words, 'notice-1');
  expect(fake.sent).toEqual([{ phone: '13800138000', words, reference: 'notice-1' }]);
});
