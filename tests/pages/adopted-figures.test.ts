import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmMark } from '../../src/server/life/replies/decide-mark.ts';
import { proposeMark } from '../../src/server/life/replies/propose-mark.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
const shots = process.env['SHOTS'];
beforeAll(async () => {
  desk = await openDesk();
  const { code } = await desk.answered({ title: '建议加开夜班车', kind: 'suggestion' });
  const measure = { what: 'adopted', measure: '夜班公交方案', on: '2026-01-09', link: '' } as const;
  const { markId } = await proposeMark(code, measure, desk.zhao, ago(200));
  await confirmMark(code, markId, desk.qian, ago(100));
});
afterAll(() => desk?.close());

test.each([
  ['the front page', () => '/'],
  ['the page of all places', () => '/regions'],
  ['the page of the city', () => '/regions/510800'],
  ['the page of the leader', async () => `/leaders/${(await desk.site.stage.leader('广元市委书记')).id}`],
])('%s says how many suggestions were adopted, in both languages and widths', async (_, path) => {
  for (const [width, lang, said] of [
    [390, 'zh', '已采纳建言1件'],
    [1280, 'en', '1 suggestion adopted'],
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
