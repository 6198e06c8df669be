import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmMark } from '../../src/server/life/replies/decide-mark.ts';
import { proposeMark } from '../../src/server/life/replies/propose-mark.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
const shots = process.env['SHOTS'];
beforeAll(async () => {
  desk = await openDesk();
  const measure = { what: 'adopted', measure: '夜班公交方案', on: '2026-01-09', link: '' } as const;
  for (let i = 0; i < 5; i += 1) {
    const { code } = await desk.answered({ title: `建议加开${i + 1}路夜班车`, kind: 'suggestion' });
    const { markId } = await proposeMark(code, measure, desk.zhao, ago(200));
    await confirmMark(code, markId, desk.qian, ago(100));
  }
  // Two that wait: too few to be shown as a number.
  for (const title of ['路灯不亮', '井盖松了']) await desk.transferred({ title, kind: 'help' });
});
afterAll(() => desk?.close());

test.each([
  ['the front page', () => '/'],
  ['the page of all places', () => '/regions'],
  ['the page of the city', () => '/regions/510800'],
  ['the page of the leader', async () => `/leaders/${(await desk.site.stage.leader('广元市委书记')).id}`],
])('%s says how many suggestions were adopted, in both languages and widths', async (_, path) => {
  for (const [width, lang, said] of [
    [390, 'zh', '已采纳建言5件'],
    [1280, 'en', '5 suggestions adopted'],
  ] as const) {
    const reader = { viewport: { width, height: 900 }, cookies: { lang } };
    const { page, leave } = await desk.site.visit(await path(), reader);
    expect(await page.locator('dl.totals').first().innerText()).toContain(said);
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    if (shots)
      await page
        .locator('dl.totals')
        .first()
        .screenshot({ path: `${shots}/adopted-${width}.png` });
    await leave();
  }
});

test.each([
  ['the front page', '/'],
  ['the page of the city', '/regions/510800'],
  ['the page of the topics', '/topics'],
  ['the page of the province', '/regions/510000'],
])('%s hides that two wait, with what would tell it; the list keeps its count', async (_, path) => {
  const { page, leave } = await desk.site.visit(path, { javaScriptEnabled: false });
  const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  expect(text).toContain('不足5件');
  expect(text).toContain('1至4件的数字不显示');
  const cells = await page
    .locator('dl.totals .n, main td')
    .evaluateAll((all) => all.map((cell) => (cell.textContent ?? '').replaceAll(/\D*$/g, '').trim()));
  expect(cells.filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
  await leave();
});
