import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeTakeDown } from '../../src/server/life/taking-down/propose-take-down.ts';
import { afterWork } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { ago, type DeskSite, openDesk, stateOf } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

test('Jia proposes, Yi confirms; the public page says that it was taken down and why, its author reads it all', async () => {
  const { code, author } = await desk.transferred({ title: '邻居生病', body: '他得了肺病。' });
  const jia = await desk.at(desk.jia, '/desk/take-downs');
  await jia.page.waitForLoadState('networkidle');
  await jia.page.getByRole('textbox', { name: '按编号找一件' }).fill(code);
  await jia.page.getByRole('button', { name: '打开' }).click();
  await jia.page.getByRole('heading', { level: 1, name: '邻居生病' }).waitFor();
  await jia.page.getByRole('button', { name: '提出撤下' }).click();
  await jia.page.getByText('请填写').first().waitFor();
  await jia.page.getByRole('combobox', { name: '撤下的原因' }).selectOption('privacy');
  await jia.page.getByRole('textbox', { name: '给另一位审核员的话' }).fill('写了邻居的病情。');
  await jia.page.getByRole('button', { name: '提出撤下' }).click();
  await jia.page.getByText('已提出，等另一位审核员决定').waitFor();
  expect(await jia.page.getByRole('button', { name: '确认撤下' }).count()).toBe(0);

  await jia.page.goto(`${desk.site.web.url}/desk/take-downs`);
  expect(await inTheBar(jia.page)).toBe('撤下');
  const yi = await desk.at(desk.yi, '/desk/review');
  expect(await inTheBar(yi.page)).toBe('撤下 1');
  await yi.page.getByRole('navigation').getByRole('link', { name: '撤下 1' }).click();
  await yi.page.getByRole('link', { name: new RegExp(code) }).click();
  await yi.page.getByText('写了邻居的病情。').waitFor();
  await yi.page.getByRole('button', { name: '确认撤下' }).click();
  await yi.page.getByText('已生效，留言人会收到通知').waitFor();
  expect((await stateOf(code))?.publication).toBe('taken-down');
  expect(await inTheBar(yi.page)).toBe('撤下');

  const visitor = await desk.site.visit(`/messages/${code}`);
  await visitor.page.getByText(/这条留言已经撤下.*涉及第三人隐私/).waitFor();
  expect(await visitor.page.locator('body').innerText()).not.toMatch(/肺病|邻居生病/);
  expect(await faultsOf(visitor.page)).toEqual([]);
  const own = await desk.site.visit(`/messages/${code}`, {
    as: { citizenId: (author as { citizenId: number }).citizenId },
  });
  await own.page.getByText('他得了肺病。').first().waitFor();
  await own.page.getByText('涉及第三人隐私').first().waitFor();
  expect(await faultsOf(own.page)).toEqual([]);
});

test('The notice of a proposal leads to it, with or without scripts', async () => {
  const { code } = await desk.transferred({ title: '提醒到撤下' });
  await proposeTakeDown(code, { code: 'rumour', words: '没有核实。' }, desk.jia, ago(5));
  await afterWork(desk.site.stage).settle(new Date());
  for (const reader of [{}, { javaScriptEnabled: false }]) {
    const { page } = await desk.at(desk.yi, '/desk/notices?tab=all', reader);
    await page
      .getByRole('listitem')
      .filter({ hasText: '待另一位审核员决定' })
      .filter({ hasText: '提醒到撤下' })
      .getByRole('button')
      .first()
      .click();
    await page.getByRole('button', { name: '确认撤下' }).waitFor();
    expect(page.url()).toContain(`/desk/take-downs/${code}`);
  }
});

/** The room of taking down as the bar names it, with what waits there. */
async function inTheBar(page: Page): Promise<string> {
  const text = await page.getByRole('navigation').locator('a[href="/desk/take-downs"]').innerText();
  return text.replaceAll(/\s+/g, ' ').trim();
}

const readers: [string, Reader][] = [
  ['on a desk top', { viewport: { width: 1280, height: 900 } }],
  ['on a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
];
test.each(readers)(
  '%s the room of taking down is accessible and fits, for reviewers and operators',
  async (_, reader) => {
    const { code } = await desk.transferred({ title: '桥栏断了', body: '三处。' });
    for (const who of [desk.jia, desk.operator])
      for (const path of ['/desk/take-downs', `/desk/take-downs/${code}`]) {
        const { page, complaints, leave } = await desk.at(who, path, reader);
        await page.waitForLoadState('networkidle');
        expect(await faultsOf(page)).toEqual([]);
        expect(await overflowOf(page)).toBe(0);
        expect(complaints).toEqual([]);
        await leave();
      }
  },
);

test('An operator carries out a legal order with its document', async () => {
  const { code } = await desk.transferred({ title: '案子在法院', body: '判了没有。' });
  const { page } = await desk.at(desk.operator, `/desk/take-downs/${code}`);
  await page.getByRole('combobox', { name: '撤下的原因' }).selectOption('judicial');
  await page.getByRole('textbox', { name: '文书编号' }).fill('（2026）川01民初9号');
  await page.getByLabel('文书日期').fill('2026-11-02');
  await page.getByRole('textbox', { name: '发出机关' }).fill('成都市中级人民法院');
  await page.getByRole('button', { name: '立即撤下' }).click();
  await page.getByText('已执行，留言人会收到通知').waitFor();
  expect((await stateOf(code))?.publication).toBe('taken-down');
  expect(await page.locator('body').innerText()).not.toContain('判了没有');
});
