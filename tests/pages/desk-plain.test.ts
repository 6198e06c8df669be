import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { claimDueVerdicts } from '../../src/server/store/verdicts-due.ts';
import { board } from '../../src/server/views/board.ts';
import { messagePage } from '../../src/server/views/message-page.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { ago, type DeskSite, openDesk, stateOf } from './desk-kit.ts';

const plain = { javaScriptEnabled: false };

let desk: DeskSite;
let work: AfterWork;

beforeAll(async () => {
  desk = await openDesk();
  work = afterWork(desk.site.stage);
});
afterAll(() => desk?.close());

async function tenSecondsLater(): Promise<void> {
  const now = new Date(Date.now() + 11_000);
  await claimDueVerdicts(now, 50);
  await work.settle(now);
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

describe('Without a script', () => {
  test('Jia takes a message, blacks out, edits, publishes, takes back and publishes again', async () => {
    const { code } = await desk.write({ title: '桥塌了', body: '打13900001111。\n再打13900002222。' }, 60);
    const { page } = await desk.at(desk.jia, '/desk/review', plain);
    await page.getByRole('link', { name: /桥塌了/ }).click();
    await press(page, '我来审这一条');
    expect(await rowsOf('select from review_locks')).toHaveLength(1);
    await press(page, '通过并公开');
    await page.getByRole('alert').filter({ hasText: '先定 2 处脱敏' }).waitFor();
    await page
      .getByRole('row', { name: /13900001111/ })
      .getByRole('button', { name: '遮去' })
      .click();
    await page
      .getByRole('row', { name: /13900002222/ })
      .getByRole('button', { name: '保留' })
      .click();
    await page.locator('summary', { hasText: '直接改' }).click();
    const body = page.getByRole('textbox', { name: '正文', exact: true });
    expect(await body.inputValue()).toBe('打【手机号已隐去】。\n再打13900002222。');
    await body.fill('打【手机号已隐去】。\n再打公开的热线。');
    await press(page, '通过并公开');
    await page.getByText('通过并公开“桥塌了”').waitFor();
    expect(await stateOf(code)).toMatchObject({ publication: 'awaiting-review' });
    await press(page, '撤销');
    await page.getByText('已撤销，您改过的都还在').waitFor();
    await page.locator('summary', { hasText: '直接改' }).click();
    expect(await page.getByRole('textbox', { name: '正文', exact: true }).inputValue()).toContain(
      '公开的热线',
    );
    await press(page, '通过并公开');
    await page.getByText('通过并公开“桥塌了”').waitFor();
    await tenSecondsLater();
    expect((await messagePage(board(), code))?.body).toBe('打【手机号已隐去】。\n再打公开的热线。');
    await press(page, '撤销');
    await page.getByText('已经生效，不能撤销').waitFor();
    await page.getByText(/审核员甲 在 今天.*通过并公开/).waitFor();
  });

  test('a rejection without words comes back with its code, and goes through with them', async () => {
    const { code } = await desk.write({ title: '卫生院没有药', body: '两个月没到。' });
    const { page } = await desk.at(desk.jia, `/desk/review/${code}`, plain);
    await page.getByRole('radio', { name: '表述不清' }).check();
    await press(page, '不予刊发并告知');
    await page.getByText('请填写这一项').first().waitFor();
    expect(await page.getByRole('radio', { name: '表述不清' }).isChecked()).toBe(true);
    await page.getByRole('textbox', { name: '给留言人的话' }).fill('请写明哪一种药。');
    await press(page, '不予刊发并告知');
    await page.getByText('不予刊发“卫生院没有药”').waitFor();
    await tenSecondsLater();
    expect(await stateOf(code)).toMatchObject({ publication: 'rejected' });
  });

  test('a follow-up is kept from the public by a form', async () => {
    const { code, author } = await desk.write({ title: '下水道堵了', body: '三天了。' }, 600);
    await review(code, { visibility: 'public' }, desk.jia, ago(590));
    const { followUpId } = await followUp(code, { type: 'facts', text: '邻居王某也堵了。' }, author, ago(20));
    const { page } = await desk.at(desk.yi, `/desk/review/${code}/follow-up/${followUpId}?tab=words`, plain);
    await press(page, '只给机构看');
    await page.getByText('这段话已定：只给机构看').waitFor();
    expect((await messagePage(board(), code))?.voices.followUps).toEqual([]);
    await page.goto(`${desk.site.web.url}/desk/review/${code}/follow-up/${followUpId}`);
    await page.getByText(/审核员乙 在 今天.*只给机构看/).waitFor();
  });

  test('what was put back is free for others', async () => {
    const { code } = await desk.write({ title: '路灯不亮', body: '三盏。' });
    const { page } = await desk.at(desk.jia, `/desk/review/${code}`, plain);
    await press(page, '我来审这一条');
    await press(page, '放回队列');
    expect(new URL(page.url()).pathname).toBe('/desk/review');
    expect(
      await rowsOf('select from review_locks l join messages m on m.id = l.message_id where m.code = $1', [
        code,
      ]),
    ).toEqual([]);
  });

  test('words typed after the session ended are shown, not lost', async () => {
    const { code } = await desk.write({ title: '水费算错了', body: '没人住也收。' });
    const { page } = await desk.at(desk.jia, `/desk/review/${code}`, plain);
    await page.getByRole('textbox', { name: '给留言人的话' }).fill('请附水费单,我写了很久。');
    await rowsOf('update sessions set ended_at = now() where staff_id = $1', [desk.jia.staffId]);
    await press(page, '不予刊发并告知');
    await page.getByRole('heading', { name: '登录已过期，这一步没有办成' }).waitFor();
    expect(await page.getByRole('textbox', { name: '给留言人的话' }).inputValue()).toBe(
      '请附水费单,我写了很久。',
    );
    expect(await stateOf(code)).toMatchObject({ publication: 'awaiting-review' });
  });
});
