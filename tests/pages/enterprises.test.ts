import { afterAll, beforeAll, expect, test } from 'vitest';
import { appPool } from '../../src/server/store/db.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { chooseMatter, goOn, pathOf, typed, typeWords } from '../support/writer.ts';

let site: Site;
const noScript: Reader = { javaScriptEnabled: false };
const name = '福州回声机械有限公司';

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('A citizen asks, an operator certifies, and the form offers to write in its name', async () => {
  const luo = await site.stage.citizen('13450000001', new Date());
  const { page } = await site.visit('/account/enterprise', { ...noScript, as: luo });
  await page.getByLabel('企业名称', { exact: true }).fill(name);
  await page.getByLabel('统一社会信用代码').fill('91350100M000100Y44');
  await page.getByRole('button', { name: '申请认证' }).click();
  expect(await page.locator('#creditCode-error').innerText()).toContain('18 位');
  expect(await page.getByLabel('企业名称', { exact: true }).inputValue()).toBe(name);
  await page.getByLabel('统一社会信用代码').fill('91350100M000100Y43');
  await page.getByRole('button', { name: '申请认证' }).click();
  expect(await page.getByRole('status').innerText()).toContain('申请已收到');

  const operator = await site.stage.staff('方舟', 'operator');
  const desk = await site.visit('/desk/enterprises', { ...noScript, as: operator });
  await desk.page.getByRole('button', { name: '不通过' }).click();
  expect(await desk.page.locator('.err').innerText()).toContain('请填写');
  await desk.page.getByRole('button', { name: '通过认证' }).click();
  expect(await desk.page.getByRole('status').innerText()).toContain('已通过认证');

  const { id: leader } = await site.stage.leader('广元市委书记');
  await chooseMatter(page, leader);
  await typeWords(page);
  await goOn(page);
  await page.getByText(`以“${name}”的名义留言`).click();
  await page.fill('#name', typed.name);
  await goOn(page);
  await goOn(page);
  expect(pathOf(page)).toContain('/write/sent');
  const { rows } = await appPool().query('select author_label as label, enterprise_id as of from messages');
  expect(rows).toEqual([{ label: name, of: expect.any(Number) }]);
});

test('Both pages are accessible and fit their windows, in both languages', async () => {
  const luo = await site.stage.citizen('13450000002', new Date());
  const operator = await site.stage.staff('方舟', 'operator');
  for (const [at, as, cookies] of [
    ['/account/enterprise', luo, {}],
    ['/account/enterprise', luo, { lang: 'en' }],
    ['/desk/enterprises', operator, {}],
  ] as const) {
    const { page, complaints } = await site.visit(at, { as, cookies });
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
  }
});

test('Nobody but an operator enters the room', async () => {
  const reviewer = await site.stage.staff('审核员', 'reviewer');
  const { page } = await site.visit('/desk/enterprises', { ...noScript, as: reviewer });
  expect(await page.locator('body').innerText()).not.toContain(name);
});
