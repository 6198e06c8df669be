import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reveal } from '../../src/server/life/handling/reveal.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';
import { faultsOf, overflowOf } from '../support/site.ts';

let desk: DeskSite;
let auditor: Awaited<ReturnType<DeskSite['site']['stage']['staff']>>;
beforeAll(async () => {
  desk = await openDesk();
  auditor = await desk.site.stage.staff('审计员宋', 'auditor');
  const { code } = await desk.answered();
  for (let i = 0; i < 3; i += 1)
    await reveal(code, { what: 'phone', reason: '核实桥面的理由' }, desk.zhao, ago(3));
});
afterAll(() => desk?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('The auditor, %s', (_how, reader) => {
  test('filters the log, sees the unusual number and takes a file', async () => {
    const { page, complaints } = await desk.at(auditor, '/desk/access-log', reader);
    await page.getByRole('heading', { level: 1, name: '个人信息查看记录' }).waitFor();
    expect(await page.getByRole('rowheader', { name: '赵敏' }).count()).toBe(3);
    expect(await page.locator('main').innerText()).not.toContain('核实桥面');
    await page.getByRole('textbox', { name: '每人每天超过几次算异常' }).fill('2');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('赵敏 看了 3 次，涉及 1 件').waitFor();
    await page.getByText('审计员宋 看了 3 条').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载 CSV' }).click(),
    ]);
    expect(fs.readFileSync(await file.path(), 'utf8')).toMatch(/赵敏,广元市信访局,\d{12},手机号,填写理由/);
    await page.getByRole('textbox', { name: '查看人' }).fill('没有这个人');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('没有符合条件的记录').waitFor();
    expect(complaints).toEqual([]);
  });
});

test('The page is clean for everybody, narrow and wide, in both languages, and keeps a filter that cannot be', async () => {
  for (const [width, lang] of [
    [390, 'zh'],
    [1280, 'en'],
  ] as const) {
    const { page } = await desk.at(auditor, '/desk/access-log?from=2026-99-99', {
      viewport: { width, height: 900 },
      cookies: { lang },
    });
    expect(await page.locator('.err').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${desk.site.web.url}/desk/access-log`);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  }
});

test('An operator finds neither the room nor the page', async () => {
  const { page } = await desk.at(desk.operator, '/desk/access-log');
  await page.getByRole('heading', { level: 1, name: '这一步不由您来办' }).waitFor();
  expect(await page.getByRole('link', { name: '查看记录' }).count()).toBe(0);
});
