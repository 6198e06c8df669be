import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instruct } from '../../src/server/life/instructing/instruct.ts';
import { instructingStage, type InstructingStage } from '../support/instructing-stage.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';

let site: Site;
let on: InstructingStage;
const now = () => new Date();
const phone = { viewport: { width: 390, height: 844 } };
const desktop = { viewport: { width: 1280, height: 900 } };
const as = (who: { staffId: number }, more = {}) => ({ ...phone, ...more, as: { staffId: who.staffId } });
const day = (n: number) => new Date(Date.now() + n * 86_400_000 + 28_800_000).toISOString().slice(0, 10);

beforeAll(async () => {
  site = await openSite();
  on = await instructingStage(site.stage);
});
afterAll(() => site?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('An instruction, %s', (how, reader) => {
  test('the secretary reads and instructs on a phone; the unit notes and reports; the office accepts', async () => {
    const { code } = await on.message({ title: `石桥塌洞 ${how}` }, now());
    const { page, complaints } = await site.visit('/desk/leader', as(on.secretary, reader));
    await page.getByRole('link', { name: `石桥塌洞 ${how}` }).click();
    await page.getByRole('heading', { level: 1, name: `石桥塌洞 ${how}` }).waitFor();
    expect(await overflowOf(page)).toBe(0);
    expect(await page.locator('body').innerText()).not.toMatch(/罗小满|139\d{8}/);
    await page.getByRole('button', { name: '签批交办' }).click();
    await page.getByText('请填写这一项').first().waitFor();
    await page.getByRole('checkbox', { name: /广元市信访局/ }).uncheck();
    await page.getByLabel('另找单位').fill('交通运输局');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('checkbox', { name: /^广元市交通运输局/ }).check();
    await page.getByRole('textbox', { name: '做什么' }).fill('三日内修好，结果报我。');
    await page.getByRole('button', { name: '签批交办' }).click();
    await page.getByText('批示已交办').waitFor();
    // The empty form was refused, and the browser says so.
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);

    const worker = (await site.visit('/desk/instructions', as(on.worker, reader))).page;
    await worker.getByRole('link', { name: '三日内修好，结果报我。' }).first().click();
    await worker.getByRole('button', { name: '签收' }).click();
    await worker.getByText('已签收。').waitFor();
    await worker.getByText('报告办理情况', { exact: true }).first().click();
    await worker.getByRole('textbox', { name: '报告办理情况' }).fill('已派队，13日修好。');
    await worker.getByRole('button', { name: '报告', exact: true }).click();
    await worker.getByText('已报告，等对方认可').waitFor();

    const officer = (
      await site.visit(`/desk/instructions/${code}`, as(on.officer, { ...reader, ...desktop }))
    ).page;
    await officer.getByText('已派队，13日修好。').waitFor();
    await officer.getByRole('button', { name: '认可，办结' }).click();
    await officer.getByText('已认可，这一件办结').waitFor();
    expect(await faultsOfWhere(officer, how)).toEqual([]);
  });
});

describe('The leader’s pages', () => {
  test('a draft is kept for whoever holds the post; read messages go to the end; axe finds nothing', async () => {
    const first = await on.message({ title: '第一件' }, now());
    await on.message({ title: '第二件', kind: 'complaint' }, now());
    await instruct(
      first.code,
      { to: [{ office: on.officeId }, { post: on.deputyPostId }], words: '抓紧办理。', reportOn: day(3) },
      on.secretary,
      now(),
    );
    const { page } = await site.visit(`/desk/instructions/${first.code}`, as(on.secretary));
    await page.getByRole('textbox', { name: '做什么' }).fill('再查一次原因。');
    await page.getByRole('button', { name: '存稿' }).click();
    await page.getByText('稿子已存好').waitFor();
    expect(await page.getByRole('textbox', { name: '做什么' }).inputValue()).toBe('再查一次原因。');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /已阅/ }).click();
    await page.waitForURL((url) => !url.pathname.includes(first.code));
    await page.goto(`${site.web.url}/desk/leader`);
    const read = page.locator('article.letter.read');
    expect(await read.count()).toBe(1);
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size.viewport);
      expect(await overflowOf(page)).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
    }
  });

  test('a deputy sees what was given and passes it on; who has no part sees nothing', async () => {
    const { code } = await on.message({ title: '转办的事' }, now());
    await instruct(
      code,
      { to: [{ post: on.deputyPostId }], words: '请分管同志牵头。', reportOn: day(3) },
      on.secretary,
      now(),
    );
    const { page } = await site.visit('/desk/leader', as(on.deputy));
    await page.getByRole('link', { name: '请分管同志牵头。' }).click();
    await page.getByRole('heading', { name: '转办给单位' }).waitFor();
    await page.getByRole('checkbox', { name: /^广元市信访局/ }).check();
    await page.getByRole('textbox', { name: '做什么' }).fill('信访局拿出方案。');
    await page.getByRole('button', { name: '签批交办' }).click();
    await page.getByText('批示已交办').waitFor();
    await page.getByText('信访局拿出方案。').waitFor();
    const stranger = (await site.visit(`/desk/instructions/${code}`, as(on.stranger))).page;
    expect(await stranger.locator('body').innerText()).not.toContain('转办的事');
    const officer = (await site.visit('/desk/leader', as(on.officer))).page;
    await officer.getByRole('heading', { level: 1, name: '这一步不由您来办' }).waitFor();
  });
});

// axe needs scripts.
async function faultsOfWhere(page: Parameters<typeof faultsOf>[0], how: string): Promise<string[]> {
  return how === 'with scripts' ? faultsOf(page) : [];
}
