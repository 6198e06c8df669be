import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { budgets, requestCosts, type RequestKind } from '../../src/domain/request-costs.ts';
import { forgetPaces, keepOwnPace, keepPace } from '../../src/server/access/rate-limit.ts';
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
  expect(new Set(await often('203.0.113.9', requestCosts.verification.most))).toEqual(new Set([422]));
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

test('pictures have a pace of their own', async () => {
  const headers = { 'x-huiyin-address': '192.0.2.1', 'content-type': 'image/png' };
  const statuses = new Set<number>();
  for (let i = 0; i <= requestCosts.picture.most; i += 1)
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

/** How many of these an address gets through in one moment. */
const through = (kind: RequestKind, address: string, times: number, at: Date) => {
  let passed = 0;
  for (let i = 0; i < times; i += 1)
    try {
      keepPace(kind, address, at);
      passed += 1;
    } catch {
      // Refused: not counted.
    }
  return passed;
};

test('what is dear uses up what an address may spend: whoever sent many pictures searches less and reads on, and another network is not concerned', () => {
  const now = new Date('2026-11-09T00:00:00Z');
  const { cost, most } = requestCosts.picture;
  expect(through('picture', '203.0.113.1', most + 50, now)).toBe(Math.min(most, budgets.network / cost));
  expect(through('search', '203.0.113.1', 10, now)).toBe(0);
  expect(through('reading', '203.0.113.1', 10, now)).toBe(10);
  expect(through('search', '203.0.113.2', 10, now)).toBe(10);
  expect(through('search', '203.0.113.2', 3_000, now)).toBe(requestCosts.search.most - 10);
  // What was refused cost nothing: two minutes later all is well.
  expect(through('picture', '203.0.113.1', 10, new Date(now.getTime() + 120_000))).toBe(10);
});

test('one person has one purse, from whatever address; a visitor and somebody else are not concerned', () => {
  const now = new Date('2026-11-09T00:00:00Z');
  const spend = (citizenId: number) => keepOwnPace('submit', { kind: 'citizen', citizenId }, now);
  const times = Math.floor(budgets.person / requestCosts.submit.cost);
  for (let i = 0; i < times; i += 1) spend(1);
  expect(() => spend(1)).toThrow(expect.objectContaining({ code: 'too-many' }));
  spend(2);
  for (let i = 0; i < times * 2; i += 1) keepOwnPace('submit', { kind: 'visitor' }, now);
});

test('searching has a pace of its own, and says how long to wait', async () => {
  const headers = { 'x-huiyin-address': '192.0.2.77' };
  expect(through('search', '192.0.2.77', 2_000, stage.now())).toBe(requestCosts.search.most);
  const refused = await stage.call('GET', '/api/v1/messages?q=%E6%A1%A5', { headers });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await stage.call('GET', '/api/v1/messages', { headers })).status).toBe(200);
});
