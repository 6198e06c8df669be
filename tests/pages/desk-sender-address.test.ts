import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submit } from '../../src/server/life/intake/submit.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let code: string;

beforeAll(async () => {
  desk = await openDesk();
  const { stage } = desk.site;
  const words = {
    ...{ leader: (await stage.leader('广元市委书记')).id, kind: 'help' as const, topic: 197, name: '陈桂英' },
    ...{ title: '桥面破了', body: '桥面有一个洞，请派人看看。', visibility: 'public' as const, pictures: [] },
  };
  const arrival = {
    by: { citizenId: (await stage.citizen('13611112222', new Date())).citizenId },
    ...{ source: 'web' as const, idempotencyKey: null, address: '2001:db8:7:8::9' },
  };
  ({ code } = await submit(words, arrival, new Date()));
});
afterAll(() => desk?.close());

async function fits(page: Page): Promise<void> {
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
}

test('A reviewer sees from which network a message came', async () => {
  const { page } = await desk.at(desk.jia, `/desk/review/${code}`);
  await page.getByText('2001:db8:7::/48').waitFor();
  expect(await page.content()).not.toContain('2001:db8:7:8');
  await fits(page);
});

test('An operator hands the address over on a phone without a script; a reviewer is not let in', async () => {
  const { page } = await desk.at(desk.operator, '/desk/take-downs', {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('link', { name: '依法提供发送地址' }).click();
  await page.getByLabel('留言编号').fill(code);
  await page.getByRole('button', { name: '提供地址' }).click();
  await page.getByText('请填写这一项').waitFor();
  expect(await page.getByLabel('留言编号').inputValue()).toBe(code);
  await page.getByLabel('文书名称和文号').fill('调取证据通知书 公(网)调证字〔2026〕12 号');
  await page.getByRole('button', { name: '提供地址' }).click();
  await page.getByText('2001:db8:7:8::9').waitFor();
  const { page: wide } = await desk.at(desk.operator, '/desk/take-downs/address');
  await fits(wide);
  const { page: refused } = await desk.at(desk.jia, '/desk/take-downs/address');
  expect(await refused.getByLabel('留言编号').count()).toBe(0);
});
