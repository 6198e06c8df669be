import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relay } from '../../src/server/after/rounds/start-rounds.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { faultsOf } from '../support/site.ts';
import { ago, awake, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** The worker passes on what the steps left. */
async function passOn(): Promise<void> {
  while ((await relay(new Date())) !== 'nothing');
}

describe('A desk that is open', () => {
  test('shows a message that comes in, and counts it, without a press', async () => {
    await desk.transferred({ title: '先来的一件' });
    await passOn();
    const { page, complaints } = await desk.at(desk.zhao, '/desk/handling');
    await page.getByRole('link', { name: /先来的一件/ }).waitFor();
    await awake(page);
    await desk.transferred({ title: '后来的一件' });
    await passOn();
    await page.getByRole('link', { name: /后来的一件/ }).waitFor({ timeout: 10_000 });
    await page.getByRole('heading', { level: 2, name: '我的办理 2' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('says who was faster and leaves alone what somebody is typing', async () => {
    const { code } = await desk.transferred({ title: '两人同写' });
    await accept(code, desk.zhao, ago(200));
    await passOn();
    const { page } = await desk.at(desk.zhao, `/desk/handling/${code}`);
    await awake(page);
    const text = page.getByRole('textbox', { name: '答复正文' });
    await text.pressSequentially('我写了一半');
    const draft = { type: 'final', text: '同事的答复。', unit: '广元市交通运输局' } as const;
    const { officeId } = await desk.site.stage.leader('广元市委书记');
    const sun = await desk.site.stage.staff('孙主任', 'head', officeId);
    const { replyId } = await draftReply(code, draft, desk.qian, ago(1));
    await passOn();
    await page.getByText('钱岳 刚刚办了“拟稿”。').waitFor({ timeout: 10_000 });
    await page.getByText('您正在写的还在，没有动。').waitFor();
    expect(await text.inputValue()).toBe('我写了一半');
    await approveReply(code, replyId, sun, new Date());
    await passOn();
    await page.getByText('孙主任 刚刚办了“答复”。').waitFor({ timeout: 10_000 });
    expect(await text.inputValue()).toBe('我写了一半');
    expect(await faultsOf(page)).toEqual([]);
  });

  test('with nothing typed shows the case as it stands now', async () => {
    const { code } = await desk.transferred({ title: '没有打字' });
    await passOn();
    const { page } = await desk.at(desk.zhao, `/desk/handling/${code}`);
    await awake(page);
    await page.getByRole('button', { name: '受理', exact: true }).waitFor();
    await accept(code, desk.qian, new Date());
    await passOn();
    await page.getByText('钱岳 刚刚办了“受理”。').waitFor({ timeout: 10_000 });
    await page.getByRole('textbox', { name: '答复正文' }).waitFor();
    expect(await page.getByRole('button', { name: '受理', exact: true }).count()).toBe(0);
  });
});

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('The queue of hundreds, %s', (how, reader) => {
  test('several are chosen, accepted and given to somebody; that is undone', async () => {
    const titles = [`一起办一 ${how}`, `一起办二 ${how}`];
    for (const title of titles) await desk.transferred({ title });
    const { page } = await desk.at(desk.zhao, `/desk/handling?q=${encodeURIComponent(how)}`, reader);
    if (how === 'with scripts') await awake(page);
    const choose = async () => {
      for (const title of titles) await page.getByRole('checkbox', { name: title }).check();
    };
    await choose();
    await page.getByRole('button', { name: '受理选中的' }).click();
    await page.getByText('已受理 2 件。').waitFor();
    await choose();
    await page.getByRole('combobox', { name: '指定承办人' }).selectOption({ label: '钱岳' });
    await page.getByRole('button', { name: '指定承办人' }).click();
    await page.getByText('已指定承办人 2 件。').waitFor();
    await page
      .getByText(/求助·钱岳/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销，恢复原承办人 2 件。').waitFor();
    expect(await page.getByText(/求助·钱岳/).count()).toBe(0);
  });

  test('the form of the filter cuts the queue down to a topic and a region', async () => {
    const { page } = await desk.at(desk.zhao, '/desk/handling?kind=help', reader);
    if (how === 'with scripts') await awake(page);
    await page.getByRole('combobox', { name: '领域' }).selectOption({ label: '城建（全部）' });
    await page.getByRole('combobox', { name: '地区' }).selectOption({ label: '广元市' });
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.waitForURL(/topic=7&region=510800/);
    expect(await page.getByRole('combobox', { name: '领域' }).inputValue()).toBe('7');
    expect(await page.getByRole('combobox', { name: '地区' }).inputValue()).toBe('510800');
  });

  test('a filter is kept by name and found again', async () => {
    const { page } = await desk.at(desk.zhao, '/desk/handling?kind=help', reader);
    if (how === 'with scripts') await awake(page);
    await page.getByRole('textbox', { name: '给现在的筛选起名' }).fill(`求助 ${how}`);
    await page.getByRole('button', { name: '保存筛选' }).click();
    await page.getByText('筛选已保存。').waitFor();
    await page
      .getByRole('link', { name: `求助 ${how}` })
      .first()
      .waitFor();
    if (how === 'with scripts') expect(await faultsOf(page)).toEqual([]);
    const folder = process.env['SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/queue-filters-${how.replaceAll(' ', '-')}.png` });
  });
});
