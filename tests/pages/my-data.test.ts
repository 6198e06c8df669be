import fs from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openErasureOf } from '../../src/server/store/retention/erasure-requests.ts';
import { buildExport } from '../../src/server/after/export/build-export.ts';
import { retain } from '../../src/server/after/retention/retain.ts';
import { board } from '../../src/server/views/board.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let second: DeskSite['operator'];
beforeAll(async () => {
  desk = await openDesk();
  second = await desk.site.stage.staff('运营乙', 'operator');
});
afterAll(() => desk?.close());

const visit = (citizenId: number, reader: Reader = {}) =>
  desk.site.visit('/my-data', { ...reader, as: { citizenId } });

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('Luo, %s', (_how, reader) => {
  test('asks with a fresh code that her data go; two operators agree; the officer reads that they are erased', async () => {
    const made = await desk.answered({ visibility: 'private' });
    const { page, complaints } = await visit(made.citizenId, reader);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByText('请填写这一项').first().waitFor();
    await page.getByRole('radio', { name: /从网上撤下/ }).check();
    await page.getByRole('button', { name: '获取验证码' }).click();
    const code = await page.locator('.code-shown').innerText();
    await page.getByRole('textbox', { name: /验证码/ }).fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '确认申请，不能恢复' }).click();
    await page.locator('.err').first().waitFor();
    await page.getByRole('textbox', { name: /验证码/ }).fill(code);
    await page.getByRole('button', { name: '确认申请，不能恢复' }).click();
    await page.getByText('申请已收到。').waitFor();
    await page.getByText('还有 1 件在办理').waitFor();
    await page.getByRole('button', { name: '收回申请' }).waitFor();

    const first = await desk.at(desk.operator, '/desk/retention', reader);
    await first.page.getByRole('button', { name: '下令删除此人数据' }).click();
    await first.page.getByText('已下令，等另一位运营人员确认。').waitFor();
    const other = await desk.at(second, '/desk/retention', reader);
    await other.page.getByRole('button', { name: '确认删除' }).click();
    await other.page.getByText('已确认，系统正在删除。').waitFor();
    await rowsOf(
      `update messages set handling = 'closed', closed_reason = 'settled', next_step = 'none', due_at = null, holder_id = null, closed_at = now() where id = $1`,
      [made.id],
    );
    const [order] = await rowsOf<{ id: number }>('select id from deletion_orders order by id desc limit 1');
    await retain({ order: Number(order?.id) }, new Date());
    expect(await openErasureOf(board(), made.citizenId)).toBeUndefined();
    await page.goto(`${desk.site.web.url}/mine`);
    expect(page.url()).toContain('/sign-in');
    const officer = await desk.at(desk.zhao, `/desk/handling/${made.code}`, reader);
    await officer.page.getByText('非公开内容已依法删除').waitFor();
    expect(
      [...complaints, ...first.complaints, ...other.complaints].filter((c) => !c.includes('422')),
    ).toEqual([]);
  });
});

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('Her file, %s', (_how, reader) => {
  test('is put together by the worker and fetched with a fresh code; a wrong code gives nothing', async () => {
    const made = await desk.answered();
    const { page } = await visit(made.citizenId, reader);
    await page.getByRole('button', { name: '整理我的数据' }).click();
    await page.getByText('正在整理，稍后刷新本页。').waitFor();
    const [row] = await rowsOf<{ payload: { export: number; citizen: number } }>(
      `select payload from outbox where task = 'build-export' order by id desc limit 1`,
    );
    await buildExport(row?.payload ?? { export: 0, citizen: 0 }, async () => null, new Date());
    await page.goto(`${desk.site.web.url}/my-data`);
    await page.getByRole('button', { name: '发验证码到我的手机' }).click();
    const code = await page.locator('.code-shown').innerText();
    await page.getByRole('textbox', { name: /验证码/ }).fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '下载' }).click();
    await page.getByText('验证码不对或已失效').waitFor();
    await page.getByRole('button', { name: '发验证码到我的手机' }).click();
    await page.getByRole('textbox', { name: /验证码/ }).fill(await page.locator('.code-shown').innerText());
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载' }).click(),
    ]);
    const files = unzipSync(new Uint8Array(fs.readFileSync(await file.path())));
    expect(strFromU8(files['data.json'] ?? new Uint8Array())).toContain(made.code);
  });
});

test('The request can be taken back', async () => {
  const made = await desk.answered();
  const { page } = await visit(made.citizenId);
  await page.getByRole('radio', { name: /留在网上/ }).check();
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByRole('textbox', { name: /验证码/ }).fill(await page.locator('.code-shown').innerText());
  await page.getByRole('button', { name: '确认申请，不能恢复' }).click();
  await page.getByRole('button', { name: '收回申请' }).click();
  await page.getByText('申请已收回，什么也没有删除。').waitFor();
});

test('An operator places a hold with its document and lifts it', async () => {
  const made = await desk.answered();
  const { page } = await desk.at(desk.operator, '/desk/retention');
  await page.getByRole('textbox', { name: '留言或线索编号' }).fill(made.code);
  await page.getByRole('textbox', { name: '文书编号' }).fill('川检 7 号');
  await page.getByRole('button', { name: '保留', exact: true }).click();
  await page.locator('.err').first().waitFor();
  expect(await page.getByRole('textbox', { name: '文书编号' }).inputValue()).toBe('川检 7 号');
  await page.getByLabel('文书日期').fill('2026-11-01');
  await page.getByRole('textbox', { name: '发出机关' }).fill('省检察院');
  await page.getByRole('button', { name: '保留', exact: true }).click();
  await page.getByText('已保留。').waitFor();
  await page.getByRole('button', { name: /解除保留/ }).click();
  await page.getByText('已解除。').waitFor();
});

test('The page is clean, narrow and wide, in both languages', async () => {
  const made = await desk.answered();
  for (const [width, lang] of [
    [390, 'zh'],
    [1280, 'en'],
  ] as const) {
    const { page } = await visit(made.citizenId, { viewport: { width, height: 900 }, cookies: { lang } });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}-${width}.png`, fullPage: true });
  }
});
