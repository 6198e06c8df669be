import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetPaces, keepPace, paces } from '../../src/server/access/rate-limit.ts';
import { openApiStage, type ApiStage } from '../support/api-stage.ts';

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'on' });
});
beforeEach(() => forgetPaces());
afterAll(() => stage.close());

const ask = (address: string) =>
  stage.call('POST', '/api/v1/verifications', { body: {}, headers: { 'x-huiyin-address': address } });
const often = async (address: string, times: number) => {
  const statuses: number[] = [];
  for (let i = 0; i < times; i += 1) statuses.push((await ask(address)).status);
  return statuses;
};
const passes = (address: string, at: Date) => {
  try {
    keepPace('verification', address, at);
    return true;
  } catch {
    return false;
  }
};

test('the 31st code asked for in a minute waits; another address does not; later it goes on', async () => {
  expect(new Set(await often('203.0.113.9', paces.verification))).toEqual(new Set([422]));
  const refused = await ask('203.0.113.9');
  expect(refused.body).toMatchObject({ status: 429, code: 'too-many' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask('203.0.113.10')).status).toBe(422);
  stage.later(2);
  expect((await ask('203.0.113.9')).status).toBe(422);
});

test('the window slides: nobody doubles the pace around the turn of a minute', () => {
  const start = new Date('2026-11-09T00:00:00Z');
  const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
  const first = Array.from({ length: 30 }, () => passes('198.51.100.1', at(59)));
  const next = Array.from({ length: 30 }, () => passes('198.51.100.1', at(61 + 59)));
  expect(first.every(Boolean)).toBe(true);
  expect(next.filter(Boolean).length).toBeLessThan(30);
  expect(passes('198.51.100.1', at(240))).toBe(true);
});

test('one IPv6 network counts as one address, an IPv4 address in IPv6 clothes as itself', () => {
  const now = new Date('2026-11-09T00:00:00Z');
  for (let i = 0; i < 30; i += 1) passes(`2001:db8:1:2::${i.toString(16)}`, now);
  expect(passes('2001:db8:1:2:aaaa:bbbb:cccc:dddd', now)).toBe(false);
  expect(passes('2001:db8:1:3::1', now)).toBe(true);
  for (let i = 0; i < 30; i += 1) passes('::ffff:198.51.100.7', now);
  expect(passes('198.51.100.7', now)).toBe(false);
  expect(passes('::ffff:198.51.100.8', now)).toBe(true);
});

test('pictures and messages share a pace of their own', async () => {
  const headers = { 'x-huiyin-address': '192.0.2.1', 'content-type': 'image/png' };
  const statuses = new Set<number>();
  for (let i = 0; i <= paces.writing; i += 1)
    statuses.add((await stage.call('POST', '/api/v1/pictures', { raw: 'no picture', headers })).status);
  expect([...statuses]).toEqual([415, 429]);
  expect((await stage.call('GET', '/api/v1/topics', { headers })).status).toBe(200);
});

test('a phone that asks too often waits, whatever address it asks from', async () => {
  const body = { phone: '13611112222', purpose: 'write' };
  const codes = [];
  for (let i = 0; i < 11; i += 1)
    codes.push((await stage.call('POST', '/api/v1/verifications', { body })).status);
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
});
