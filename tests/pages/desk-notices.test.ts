import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf, startOf } from '../../src/domain/calendar.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { watchRosters } from '../../src/server/after/watch-rosters.ts';
import { type AfterWork, afterWork, rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let work: AfterWork;
const shots = process.env['SHOTS'];
beforeAll(async () => {
  desk = await openDesk();
  work = afterWork(desk.site.stage);
});
afterAll(() => desk?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('Officer Zhao, %s', (how, reader) => {
  test('sees at the bell what came in, opens it, which is reading it, and marks the rest as read', async () => {
    await rowsOf('update staff_notices set read_at = at where read_at is null');
    const mine = await desk.transferred({ title: `桥面塌陷 ${how}` });
    const kept = await desk.transferred({ visibility: 'private', title: `不公开的事 ${how}` });
    await followUp(mine.code, { type: 'facts', text: '又塌了一处。' }, mine.author, ago(5));
    await work.settle(new Date());
    const { page, complaints } = await desk.at(desk.zhao, '/desk/handling', reader);
    await page.getByRole('link', { name: '提醒，3 条未读' }).click();
    await page.waitForURL('**/desk/notices');
    const rows = page.locator('.notices > li');
    expect(await rows.count()).toBe(3);
    const text = await page.locator('main').innerText();
    expect(text).toContain(`桥面塌陷 ${how}`);
    // A title that is not public stays out of the list.
    expect(text).not.toContain(`不公开的事 ${how}`);
    expect(text).toContain('（不公开的留言）');
    await page.getByRole('button', { name: '留言人补充了内容' }).click();
    await page.waitForURL(`**/desk/handling/${mine.code}`);
    await page.goto(`${desk.site.web.url}/desk/notices`);
    expect(await rows.count()).toBe(2);
    await rows.first().getByRole('button', { name: '已读' }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('button', { name: '全部标为已读' }).click();
    await page.getByText('没有未读的提醒').first().waitFor();
    await page.getByRole('link', { name: '全部', exact: true }).click();
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(3);
    expect(kept.code).not.toBe(mine.code);
    expect(complaints).toEqual([]);
  });

  test('enters a phone for the duty, sees it masked, mends a wrong one, deletes it', async () => {
    const { page, complaints } = await desk.at(desk.zhao, '/desk/notices', reader);
    await page.waitForLoadState('networkidle');
    await page.getByRole('textbox', { name: '手机号' }).fill('1380013');
    await page.getByRole('button', { name: '保存号码' }).click();
    await page.getByText('请填写 11 位手机号').first().waitFor();
    expect(await page.getByRole('textbox', { name: '手机号' }).inputValue()).toBe('1380013');
    await page.getByRole('textbox', { name: '手机号' }).fill('138 0013 8000');
    await page.getByRole('button', { name: '保存号码' }).click();
    await page.getByText('现在的号码：138****8000').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('13800138000');
    await page.getByRole('button', { name: '删除号码' }).click();
    await page.getByText('还没有登记号码').waitFor();
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });
});

test('An operator enters the phone of somebody else and never sees it', async () => {
  const { page } = await desk.at(desk.operator, '/desk/people?q=钱岳');
  await page.locator('summary', { hasText: '管理' }).click();
  await page.getByRole('textbox', { name: '值守手机' }).fill('13700137000');
  await page.getByRole('button', { name: '保存号码' }).click();
  await page.getByText('值守手机已更新。').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('13700137000');
  expect(
    await rowsOf('select from staff where phone_at is not null and id = $1', [desk.qian.staffId]),
  ).toHaveLength(1);
});

test.each([
  ['a phone', 390],
  ['a desk top', 1280],
])('The notices on %s: nothing sticks out, axe finds nothing', async (_, width) => {
  await desk.transferred({
    title: '一条名字很长很长的留言题目用来试换行',
    body: '书记您好,我家孩子被困在电梯里了,请快来人。',
  });
  await work.settle(new Date());
  const { page } = await desk.at(desk.zhao, '/desk/notices?tab=all', { viewport: { width, height: 900 } });
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/notices-${width}.png`, fullPage: true });
});

test.each([390, 1280])(
  'The head reads of a night without a watch on %s, and the notice opens that week',
  async (width) => {
    const { officeId } = await desk.site.stage.leader('广元市委书记');
    const sun = await desk.site.stage.staff(`孙主任 ${width}`, 'head', officeId);
    const queue = width === 390 ? 'handling' : 'supervision';
    const today = startOf(dayOf(new Date()));
    const hours = (n: number) => new Date(today.getTime() + n * 3_600_000);
    await rowsOf(
      `insert into shifts (office_id, queue, staff_id, from_at, to_at, made_by, made_at) values ($1, $2, $3, $4, $5, $3, $4)`,
      [officeId, queue, sun.staffId, hours(0), hours(20)],
    );
    // By day, whenever this test runs.
    await watchRosters(hours(10));
    await work.settle(hours(10));
    const { page, complaints } = await desk.at(sun, '/desk/notices', { viewport: { width, height: 900 } });
    const row = page.getByRole('listitem').filter({ hasText: '夜间无人值守，请安排' });
    expect(await row.innerText()).toMatch(
      new RegExp(
        `广元市信访局·${queue === 'handling' ? '办理' : '督办'}：.*20:00 起无人值守，后面也没有排班`,
      ),
    );
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    if (shots) await page.screenshot({ path: `${shots}/gap-${width}.png` });
    await row.getByRole('button').first().click();
    await page.waitForURL(`**/desk/roster?office=${officeId}&day=${dayOf(hours(20))}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  },
);
