import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let head: DeskSite['zhao'];

beforeAll(async () => {
  desk = await openDesk();
  head = await desk.site.stage.staff('孙立', 'head', desk.zhao.duties[0]?.officeId ?? null);
});
afterAll(() => desk?.close());

async function fits(page: Page): Promise<void> {
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
}

test('Officer Zhao asks on a phone without a script to be stood in for, and the head agrees', async () => {
  const { page } = await desk.at(desk.zhao, '/desk/roster', {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('link', { name: '代理安排' }).click();
  await page.getByText('现在没有人代理').waitFor();
  await page.getByLabel('由谁代理').selectOption('赵敏');
  await page.getByRole('button', { name: '提出请求' }).click();
  await page.getByText('请选本机构的同事，不能是同一个人').waitFor();
  await page.getByLabel('由谁代理').selectOption('钱岳');
  await page.getByLabel('最后一天').fill('2020-01-01');
  await page.getByRole('button', { name: '提出请求' }).click();
  await page.getByText('最后一天不能早于第一天').waitFor();
  expect(await page.getByLabel('由谁代理').locator('option:checked').textContent()).toBe('钱岳');
  await page.getByLabel('最后一天').fill(await page.getByLabel('第一天').inputValue());
  await page.getByRole('button', { name: '提出请求' }).click();
  await page.getByText('等机构负责人或运营人员同意').waitFor();
  expect(await page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);

  const { page: heads } = await desk.at(head, '/desk/notices');
  await heads.getByRole('button', { name: '请求由人代理' }).click();
  await heads.waitForURL('**/desk/stand-ins');
  await fits(heads);
  await heads.getByRole('button', { name: '同意', exact: true }).click();
  await heads.getByText('代理中').waitFor();
  await fits(heads);
  const { page: people } = await desk.at(desk.operator, '/desk/people');
  await people.locator(`#staff-${desk.qian.staffId}`).getByText('代 赵敏').waitFor();
  await fits(people);
});

test('A head names a stand-in on a narrow screen, in English too, and ends it', async () => {
  const { page } = await desk.at(head, '/desk/stand-ins?lang=en', { viewport: { width: 390, height: 844 } });
  await fits(page);
  await page.getByLabel('Who stands in').selectOption('赵敏');
  await page.getByRole('button', { name: 'Settle it' }).click();
  await page.getByText('Settled; both are told.').waitFor();
  await fits(page);
  await page.getByRole('button', { name: 'End it now: 赵敏 for 孙立' }).click();
  await page.getByText('Ended this minute; both are told.').waitFor();
});
