import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { releaseReview } from '../../src/server/life/intake/claim-review.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { claimDueVerdicts } from '../../src/server/store/verdicts-due.ts';
import { board } from '../../src/server/views/board.ts';
import { messagePage } from '../../src/server/views/message-page.ts';
import { type AfterWork, afterWork } from '../support/after-work.ts';
import { ago, awake, type DeskSite, openDesk, rested, stateOf } from './desk-kit.ts';

let desk: DeskSite;
let work: AfterWork;

beforeAll(async () => {
  desk = await openDesk();
  work = afterWork(desk.site.stage);
});
afterAll(() => desk?.close());

const shown = (page: Page, field = 'body') =>
  page.locator(`[data-side=shown][data-field=${field}]`).innerText();
const held = async (page: Page) => void (await page.waitForResponse((r) => r.url().endsWith('/lock')));

/** Ten seconds pass, and the worker does what is due. */
async function tenSecondsLater(): Promise<void> {
  const now = new Date(Date.now() + 11_000);
  await claimDueVerdicts(now, 50);
  await work.settle(now);
}

describe('Reviewer Jia works through the queue with the keyboard', () => {
  test('blacks out, publishes, takes back, publishes again; rejects; keeps private what the author wishes private', async () => {
    const bridge = await desk.write(
      { title: '桥塌了,请派人来看', body: '我叫罗大山,住桥头村,电话13900001111。' },
      60,
    );
    const clinic = await desk.write({ title: '卫生院没有药', body: '降压药两个月没到。' }, 50);
    const hidden = await desk.write(
      { title: '邻居夜里被打', body: '请你们帮她。', visibility: 'private' },
      40,
    );
    const { page, complaints } = await desk.at(desk.jia, '/desk/review');
    await awake(page);

    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: '桥塌了' }).waitFor();
    await page.getByRole('heading', { name: '脱敏 2 处' }).waitFor();
    await rested(page);
    await page.keyboard.press('p');
    await page.getByRole('alert').filter({ hasText: '先定 2 处脱敏' }).waitFor();
    expect((await stateOf(bridge.code))?.publication).toBe('awaiting-review');

    await page.keyboard.press('n');
    await page.getByRole('row', { name: /罗大山.*写明叫什么名字.*保留/ }).waitFor();
    await page.keyboard.press('y');
    expect(await shown(page)).toMatch(/^我叫罗大山.*电话手机号已隐去/s);
    await page.locator('[data-side=original][data-field=body]').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight'])
      await page.keyboard.press(key);
    await page.getByRole('toolbar', { name: '罗大山' }).waitFor();
    await page.keyboard.press('2');
    expect(await shown(page)).toMatch(/^我叫姓名已隐去/);
    await page.getByRole('heading', { name: '脱敏 2 处' }).waitFor();

    await page.keyboard.press('p');
    await page.getByRole('heading', { level: 1, name: '卫生院没有药' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByText('通过并公开“桥塌了,请派人来看”').waitFor();
    await rested(page);
    await page.keyboard.press('z');
    await page.getByRole('heading', { level: 1, name: '桥塌了' }).waitFor();
    await page.getByText('已撤销，您改过的都还在').waitFor();
    expect(await shown(page)).toMatch(/^我叫姓名已隐去.*电话手机号已隐去/s);
    await rested(page);
    await page.keyboard.press('p');
    await page.getByRole('heading', { level: 1, name: '卫生院没有药' }).waitFor();

    await rested(page);
    for (const key of ['x', '0', '9']) await page.keyboard.press(key);
    const words = page.getByRole('textbox', { name: '给留言人的话' });
    expect(await words.inputValue()).toContain('请写清');
    expect(await page.getByRole('radio', { name: '表述不清' }).isChecked()).toBe(true);
    await page.keyboard.type('哪一种药? p v z');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: '邻居夜里被打' }).waitFor();
    expect(await page.getByRole('button', { name: '通过并公开' }).count()).toBe(0);
    await page.getByText('留言人不愿公开').first().waitFor();
    await rested(page);
    await page.keyboard.press('v');
    await page.getByRole('heading', { name: '队列空了' }).waitFor();

    await tenSecondsLater();
    expect(await messagePage(board(), bridge.code)).toMatchObject({
      title: '桥塌了,请派人来看',
      body: '我叫【姓名已隐去】,住桥头村,电话【手机号已隐去】。',
    });
    const states = await Promise.all([clinic, hidden].map(({ code }) => stateOf(code)));
    expect(states.map((state) => state?.publication)).toEqual(['rejected', 'private']);
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });

  test('letters typed into the public text are letters, and no deed', async () => {
    const { code } = await desk.write({ title: '路灯不亮', body: '三盏路灯不亮。' });
    const { page, complaints } = await desk.at(desk.jia, `/desk/review/${code}`);
    await awake(page);
    await page.keyboard.press('e');
    const editor = page.getByRole('textbox', { name: '正文', exact: true });
    await editor.press('End');
    await page.keyboard.type('pvxuz?');
    expect(await editor.inputValue()).toBe('三盏路灯不亮。pvxuz?');
    await page.keyboard.press('Escape');
    expect(await shown(page)).toContain('pvxuz?');
    expect(page.url()).toContain(code);
    await page.keyboard.press('u');
    await page.waitForURL('**/desk/review');
    expect(complaints).toEqual([]);
  });

  test('words selected with the mouse are blacked out by a press on the kind', async () => {
    const { code } = await desk.write({ title: '食堂换人了', body: '厂里的孙师傅走了。' });
    const { page } = await desk.at(desk.jia, `/desk/review/${code}`);
    await held(page);
    const box = await page
      .locator('[data-side=shown][data-field=body] [data-at]')
      .first()
      .evaluate((run) => {
        const range = document.createRange();
        range.setStart(run.firstChild as Text, 3);
        range.setEnd(run.firstChild as Text, 6);
        const { left, right, top, height } = range.getBoundingClientRect();
        return { left, right, y: top + height / 2 };
      });
    await page.mouse.move(box.left + 1, box.y);
    await page.mouse.down();
    await page.mouse.move(box.right - 1, box.y, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: '姓名' }).click();
    expect(await shown(page)).toContain('厂里的姓名已隐去');
    await page
      .getByRole('row', { name: /孙师傅/ })
      .getByRole('button', { name: '撤销' })
      .click();
    expect(await shown(page)).toContain('厂里的孙师傅走了');
  });
});

describe('Two reviewers at once', () => {
  test('Yi sees what Jia has on the table, may read it, and gets it when Jia puts it back', async () => {
    const { code } = await desk.write({ title: '水费算错了', body: '两个月没人住,水费照收。' });
    const first = await desk.at(desk.jia, `/desk/review/${code}`);
    await held(first.page);
    const second = await desk.at(desk.yi, '/desk/review');
    await second.page.getByRole('link', { name: /水费算错了.*审核员甲 正在看/ }).click();
    await second.page.getByText('审核员甲 正在审这一条').waitFor();
    expect(await second.page.getByRole('button', { name: '通过并公开' }).count()).toBe(0);
    await first.page.keyboard.press('u');
    await first.page.waitForURL('**/desk/review');
    await second.page.reload();
    await second.page.getByRole('button', { name: '通过并公开' }).waitFor();
  });

  test('whoever comes second learns who did what, and loses no word', async () => {
    const { code } = await desk.write({ title: '公交改线没有公示', body: '老人走一站路。' });
    const { page } = await desk.at(desk.yi, `/desk/review/${code}`);
    await held(page);
    await releaseReview(code, desk.yi);
    await review(code, { visibility: 'public' }, desk.jia, new Date());
    for (const key of ['x', '0', '9']) await page.keyboard.press(key);
    await page.keyboard.type('请写线路。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '刚刚有人先办了' }).waitFor();
    await page.getByText(/审核员甲 在 今天.*通过并公开/).waitFor();
    expect(await page.getByRole('textbox', { name: '您刚才写的还在' }).inputValue()).toContain('请写线路。');
  });
});

describe('Words that come after', () => {
  test('a follow-up is reviewed in the same desk, edited and shown', async () => {
    const { code, author } = await desk.write({ title: '下水道堵了', body: '三天了。' }, 600);
    await review(code, { visibility: 'public' }, desk.jia, ago(590));
    await followUp(code, { type: 'facts', text: '又堵了,打我电话13900002222。' }, author, ago(20));
    const { page, complaints } = await desk.at(desk.yi, '/desk/review?tab=words');
    await page.getByRole('link', { name: /追加.*下水道堵了|下水道堵了.*追加/ }).click();
    await page.getByRole('heading', { name: '脱敏 1 处' }).waitFor();
    await awake(page);
    await page.keyboard.press('a');
    await rested(page);
    await page.keyboard.press('p');
    await page.getByText('这段话已定：公开').waitFor();
    const seen = await messagePage(board(), code);
    expect(seen?.voices.followUps.map((each) => each.text)).toEqual(['又堵了,打我电话【手机号已隐去】。']);
    expect(complaints).toEqual([]);
  });
});
