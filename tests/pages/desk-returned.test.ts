import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { returnTransfer } from '../../src/server/life/handling/transfer/return-transfer.ts';
import { transferOn } from '../../src/server/life/handling/transfer/transfer-on.ts';
import { app } from '../../src/server/store/db.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';
import { ago, awake, type DeskSite, openDesk, rested } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** A message that the city's office gave back, with these words. */
async function givenBack(title: string, words: string) {
  const made = await desk.transferred({ title, body: '桥在绵阳，护栏断了三处。', place: '涪江边' }, 300);
  await returnTransfer(made.code, { code: 'other-place', words }, desk.zhao, ago(100));
  return made;
}

async function answerable(code: string): Promise<string> {
  const row = await app()
    .selectFrom('messages as m')
    .innerJoin('offices as o', 'o.id', 'm.answerable_id')
    .select('o.name')
    .where('m.code', '=', code)
    .executeTakeFirstOrThrow();
  return row.name;
}

describe('Reviewer Jia hands on what came back, with the keyboard', () => {
  test('one key confirms the proposal, and the next one opens; a name is looked up; errors stand beside the fields', async () => {
    const bridge = await givenBack('涪江桥护栏断了', '这座桥在绵阳市。');
    const lamp = await givenBack('路灯整夜不亮', '不在我市。');
    const { page, complaints } = await desk.at(desk.jia, '/desk/review');
    await awake(page);
    const row = page.getByRole('link', { name: /涪江桥护栏断了/ });
    expect(await row.innerText()).toMatch(/退回.*广元市信访局退回：不在本辖区/s);
    expect((await row.innerText()).startsWith('涪江桥')).toBe(true);
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: '涪江桥护栏断了' }).waitFor();
    await page.getByText('这座桥在绵阳市。').first().waitFor();
    await page.getByRole('heading', { name: '转送经过' }).waitFor();
    expect(await page.getByRole('radio', { name: /绵阳市信访局.*留言说的是绵阳/ }).isChecked()).toBe(true);
    expect(await page.getByRole('textbox', { name: '给对方的话' }).inputValue()).toContain('留言说的是绵阳');
    await rested(page);
    await page.keyboard.press('t');
    await page.getByRole('heading', { level: 1, name: '路灯整夜不亮' }).waitFor();
    await page.getByText('已转送，对方会收到通知').waitFor();
    expect(await answerable(bridge.code)).toBe('绵阳市信访局');

    await rested(page);
    await page.getByRole('textbox', { name: '给对方的话' }).fill('');
    await page.locator('#main').focus();
    await page.keyboard.press('t');
    await page.locator('#hand-on-words-error').waitFor();
    await rested(page);
    await page.locator('#main').focus();
    await page.keyboard.press('s');
    await page.keyboard.type('没有这个局');
    await page.keyboard.press('Enter');
    await page.locator('#office-error').waitFor();
    await page.getByRole('searchbox', { name: '查找别的单位' }).fill('德阳市信访局');
    await page.getByRole('searchbox', { name: '查找别的单位' }).press('Enter');
    await page.getByText('找到 1 个单位').waitFor();
    await page.getByRole('textbox', { name: '给对方的话' }).fill('路灯在德阳。');
    await rested(page);
    await page.locator('#main').focus();
    await page.keyboard.press('1');
    expect(await page.getByRole('radio', { name: /德阳市信访局/ }).isChecked()).toBe(true);
    await page.keyboard.press('t');
    await expect.poll(() => answerable(lamp.code)).toBe('德阳市信访局');
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });

  test('a name that fits several comes back with them, also without scripts, and nothing typed is lost', async () => {
    const { code } = await givenBack('公交站牌倒了', '站牌不在我市。');
    const { page } = await desk.at(desk.jia, `/desk/review/${code}`, { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: '查找别的单位' }).fill('阳市信访局');
    await page.getByRole('textbox', { name: '给对方的话' }).fill('请看站牌。');
    await page.getByRole('button', { name: '转送', exact: true }).click();
    await page.getByText(/找到 \d+ 个单位，请选一个/).waitFor();
    expect(await page.getByRole('textbox', { name: '给对方的话' }).inputValue()).toBe('请看站牌。');
    await page.getByRole('radio', { name: '德阳市信访局' }).check();
    await page.getByRole('button', { name: '转送', exact: true }).click();
    await page.getByText('已转送').waitFor();
    expect(await answerable(code)).toBe('德阳市信访局');
  });

  test('whoever comes second sees who did what, and keeps the words', async () => {
    const { code } = await givenBack('渡口没有船', '渡口不在我市。');
    const { page } = await desk.at(desk.yi, `/desk/review/${code}`);
    await awake(page);
    const { id } = await app()
      .selectFrom('offices')
      .select('id')
      .where('name', '=', '南充市信访局')
      .executeTakeFirstOrThrow();
    await transferOn(code, { office: id, words: '渡口在南充。' }, desk.jia, new Date());
    await page.getByRole('textbox', { name: '给对方的话' }).fill('渡口在嘉陵江。');
    await page.locator('#main').focus();
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: '刚刚有人先办了' }).waitFor();
    await page.getByText(/审核员甲 在 今天.*转给了别的单位/).waitFor();
    expect(await page.getByRole('textbox', { name: '您刚才写的还在' }).inputValue()).toBe('渡口在嘉陵江。');
    expect(await answerable(code)).toBe('南充市信访局');
  });

  test('the fast track is one key, in a review and after a return; the public text under work stays', async () => {
    const { code } = await desk.write({ title: '救护车进不来', body: '路口被堵了。' });
    const { page } = await desk.at(desk.jia, `/desk/review/${code}`);
    await awake(page);
    await page.keyboard.press('f');
    await page.getByText('已转入简易流程，留言人会收到新的期限').waitFor();
    await page.getByText('已转入：按小时办').waitFor();
    const row = await app()
      .selectFrom('messages')
      .select('fast_track')
      .where('code', '=', code)
      .executeTakeFirst();
    expect(row?.fast_track).toBe(true);
  });
});

const readers: [string, Reader][] = [
  ['on a desk top', { viewport: { width: 1280, height: 900 } }],
  ['on a phone', { viewport: { width: 390, height: 844 } }],
  [
    'on a phone, dark, 长辈版',
    { viewport: { width: 390, height: 844 }, colorScheme: 'dark', cookies: { size: 'elder' } },
  ],
  ['in English', { viewport: { width: 1280, height: 900 }, cookies: { lang: 'en' } }],
];
test.each(readers)('%s what came back is accessible and fits the screen', async (name, reader) => {
  const { code } = await givenBack(`桥栏断了（${name.length}）`, '这座桥在绵阳市，请转绵阳市信访局。');
  for (const path of ['/desk/review?tab=returned', `/desk/review/${code}`]) {
    const { page, complaints, leave } = await desk.at(desk.jia, path, reader);
    await page.waitForLoadState('networkidle');
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
    await leave();
  }
});
