import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openHouse } from '../../src/open-house.ts';
import { readConfig } from '../../src/server/config.ts';
import { isForeign, lookupForeign, NotForeign } from '../../src/server/outside/push/foreign-address.ts';
import { HttpPush } from '../../src/server/outside/push/http-push.ts';
import type { PushFault } from '../../src/server/outside/push/push-sender.ts';
import { createKeys } from '../../src/server/store/keys.ts';
import { throwawayFolder } from '../support/test-server.ts';

const inside = [
  ...['127.0.0.1', '127.9.9.9', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ...['0.0.0.0', '100.64.0.1', '192.0.0.8', '198.18.0.1', '203.0.113.7', '224.0.0.1', '255.255.255.255'],
  ...['::1', '::', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', 'fd00::1', 'fe80::1', 'ff02::1'],
  ...['2002:a00:1::', '2001:db8::1', '2001::1', 'fec0::1'],
];
const outside = [
  '142.250.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '17.57.144.1',
  '2a00:1450:4001::8a',
  '2620:149:af0::10',
];

test.each(inside)('%s is no address out in the net', (address) => expect(isForeign(address)).toBe(false));
test.each(outside)('%s is one', (address) => expect(isForeign(address)).toBe(true));

describe('A name that leads back into the house', () => {
  test('is not gone to', async () => {
    for (const all of [true, false]) {
      const error = await new Promise((resolve) => lookupForeign('localhost', { all }, (e) => resolve(e)));
      expect(error).toBeInstanceOf(NotForeign);
    }
  });

  const to = (endpoint: string) => ({ endpoint, ...keys });
  const keys = {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  };
  const by = {
    publicKey: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
    privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  };
  const faultOf = (endpoint: string, hosts: string[]) =>
    new HttpPush({ subject: 'mailto:board@example.org', hosts }, 500)
      .send({ to: to(endpoint), by, words: '{}', urgency: 'normal' })
      .then(
        () => undefined,
        (fault: PushFault) => `${fault.code} ${fault.kind}`,
      );

  test('is a fault for good, also where the operator listed the name; and nobody unlisted is knocked at', async () => {
    expect(await faultOf('https://localhost:9/x', ['localhost:9'])).toBe('not-foreign permanent');
    expect(await faultOf('https://127.0.0.1:9/x', ['fcm.googleapis.com'])).toBe('unknown-service permanent');
    expect(await faultOf('https://127.0.0.1:9/x', ['127.0.0.1:9'])).toBe('unreachable passing');
  });

  test('and nothing is sent that cannot be encrypted', async () => {
    const bad = { endpoint: 'https://127.0.0.1:9/x', p256dh: `B${'A'.repeat(86)}`, auth: keys.auth };
    const config = { subject: 'mailto:board@example.org', hosts: ['127.0.0.1:9'] };
    const sending = new HttpPush(config).send({ to: bad, by, words: '{}', urgency: 'normal' });
    await expect(sending).rejects.toMatchObject({ code: 'not-encrypted', kind: 'permanent' });
  });
});

describe('Settings', () => {
  const problems = (env: Record<string, string>) => {
    try {
      return readConfig({ LOG_LEVEL: 'silent', ...env }).push;
    } catch (error) {
      return (error as { problems: { variable: string }[] }).problems.map(({ variable }) => variable);
    }
  };

  test('push is off unless it is turned on, and then says who we are and whom we know', () => {
    expect(problems({})).toBeNull();
    expect(problems({ PUSH: 'off', PUSH_HOSTS: 'push.example.org' })).toBeNull();
    expect(problems({ PUSH: 'on', PUBLIC_URL: 'https://board.example.org' })).toEqual({
      subject: 'https://board.example.org',
      hosts: expect.arrayContaining(['fcm.googleapis.com', '*.push.apple.com']),
    });
    const given = {
      PUSH_SUBJECT: 'mailto:board@example.org',
      PUSH_HOSTS: 'push.example.org, *.push.example.com',
    };
    expect(problems({ PUSH: 'on', ...given })).toEqual({
      subject: 'mailto:board@example.org',
      hosts: ['push.example.org', '*.push.example.com'],
    });
    expect(problems({ PUSH: 'on' })).toEqual(['PUSH_SUBJECT']);
    expect(problems({ PUSH: 'on', PUSH_SUBJECT: 'me', PUSH_HOSTS: 'https://x' })).toEqual([
      'PUSH_HOSTS',
      'PUSH_SUBJECT',
    ]);
  });

  test('a process that has push on and no key for it says what to do, and does not start', async () => {
    const folder = throwawayFolder();
    const file = path.join(folder, 'keys.json');
    createKeys(file);
    const { push: _, ...older } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    fs.writeFileSync(file, JSON.stringify(older));
    const set = { PUSH: 'on', PUSH_SUBJECT: 'mailto:board@example.org', KEY_FILE: file };
    const config = { ...readConfig({ LOG_LEVEL: 'silent', ...set }), mode: 'external' as const };
    await expect(openHouse(config)).rejects.toThrow(
      /KEY_FILE: holds no key for push.*keys:create -- FILE --push/,
    );
    fs.rmSync(folder, { recursive: true });
  });
});
