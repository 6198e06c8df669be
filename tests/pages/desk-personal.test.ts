import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, overflowOf } from '../support/site.ts';
import { awake, type DeskSite, openDesk, rested } from './desk-kit.ts';

let desk: DeskSite;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const shown = (page: Page, field = 'body') =>
  page.locator(`[data-side=shown][data-field=${field}]`).innerText();
const rows = async (page: Page) =>
  (await page.locator('.cuts tbody tr').allInnerTexts()).map((t) => t.replace(/\s+/g, ' ').trim());

const told = {
  title: '请查黑车川AD12345',
  body: '我叫罗大山,住阳光花园3栋2单元501室,身份证１１０１０５１９４９１２３１００２Ｘ。\n幺三八零零零零零二一七随时能打,微信号luo_man77。业主王某某也知道。',
};

describe('What the rules propose on the review desk', () => {
  test('each place says what it is and why, and is decided with one key; what is covered already holds nothing up', async () => {
    const { code } = await desk.write(told);
    const { page, complaints } = await desk.at(desk.jia, `/desk/review/${code}`);
    await awake(page);
    expect(await rows(page)).toEqual([
      expect.stringContaining('川AD12345 → 车牌已隐去 像车牌 待定'),
      expect.stringContaining('罗大山 → 姓名已隐去 写明叫什么名字 待定'),
      expect.stringContaining('3栋2单元501室 → 住址已隐去 楼栋带房号，找得到是哪一户 待定'),
      expect.stringContaining('→ 身份证号已隐去 身份证号，校验位相符 待定'),
      expect.stringContaining('幺三八零零零零零二一七 → 手机号已隐去 像手机号，换了写法或夹了别的字 待定'),
      expect.stringContaining('luo_man77 → 微信或QQ号已隐去 前面写明是微信或QQ 待定'),
      expect.stringContaining('王某某 → 姓名已隐去 已用“某”或×遮过，多半不用再遮 保留'),
    ]);
    await page.getByText('待定 6').waitFor();
    await rested(page);
    for (const key of ['n', 'y', 'n', 'y', 'y', 'y']) await page.keyboard.press(key);
    await page.getByText('已遮 4，保留 3').waitFor();
    expect(await shown(page, 'title')).toContain('川AD12345');
    expect(await shown(page)).toMatch(
      /我叫姓名已隐去.*阳光花园3栋2单元501室.*身份证号已隐去.*微信或QQ号已隐去/s,
    );
    await page.keyboard.press('y');
    await page.getByText('已遮 4，保留 3').waitFor();
    await rested(page);
    await page.keyboard.press('p');
    await page.getByText('通过并公开“请查黑车川AD12345”').waitFor();
    expect(complaints).toEqual([]);
  });

  test.each([390, 1280])('the list of places stands at %i px and is accessible', async (width) => {
    const { code } = await desk.write(told);
    const { page } = await desk.at(desk.jia, `/desk/review/${code}`, { viewport: { width, height: 900 } });
    await page.locator('.cuts').scrollIntoViewIfNeeded();
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  });
});
