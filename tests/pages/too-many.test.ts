import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestCosts } from '../../src/domain/request-costs.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'on' });
});
afterAll(() => site?.close());

test('Whoever searches too often is told how long to wait on a plain page, in their language, and reads on', async () => {
  const search = `${site.web.url}/messages?q=%E6%A1%A5&lang=en`;
  const asked = requestCosts.search.most;
  const statuses: number[] = [];
  for (let i = 0; i < asked && !statuses.includes(429); i += 20)
    statuses.push(
      ...(await Promise.all(Array.from({ length: 40 }, async () => (await fetch(search)).status))),
    );
  expect(statuses).toContain(200);
  expect(statuses).toContain(429);
  const refused = await fetch(search);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const { page, complaints } = await site.visit('/messages?q=%E6%A1%A5&lang=en', {
    javaScriptEnabled: false,
  });
  await page.getByText(/In \d+ s it goes on\./).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(complaints.filter((each) => !each.includes('429'))).toEqual([]);
  const { page: shown } = await site.visit('/messages?q=%E6%A1%A5');
  expect(await overflowOf(shown)).toBe(0);
  expect(await faultsOf(shown)).toEqual([]);
  expect((await fetch(`${site.web.url}/messages`)).status).toBe(200);
}, 120_000);

test('Codes are sent to few phones a minute from one address, whichever form asks for them', async () => {
  const ask = (room: string, phone: number) =>
    fetch(`${site.web.url}/${room}?/start`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: site.web.url, accept: 'text/html' },
      body: new URLSearchParams({ phone: String(phone), number: '384720195526' }),
    });
  const statuses: number[] = [];
  for (let i = 0; i <= requestCosts.verification.most; i += 1)
    statuses.push((await ask(i % 2 ? 'sign-in' : 'track', 13_700_100_000 + i)).status);
  expect(statuses.slice(0, 10)).not.toContain(429);
  expect(statuses.at(-1)).toBe(429);
  // Who only reads is not kept from it.
  expect((await fetch(`${site.web.url}/sign-in`)).status).toBe(200);
});
