import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let sun: Extract<Actor, { kind: 'staff' }>;
let officeId: number;
const shots = process.env['SHOTS'];
beforeAll(async () => {
  desk = await openDesk();
  ({ officeId } = await desk.site.stage.leader('广元市委书记'));
  sun = await desk.site.stage.staff('负责人孙', 'head', officeId);
});
afterAll(() => desk?.close());
const day = (n: number) => new Date(Date.now() + 8 * 3_600_000 + n * 86_400_000).toISOString().slice(0, 10);

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('The head of the office, %s', (_, reader) => {
  test('puts Zhao on duty, mends a mistake, copies the week, takes a shift back', async () => {
    await rowsOf(
      'update shifts set taken_back_at = made_at, taken_back_by = made_by where taken_back_at is null',
    );
    const { page, complaints } = await desk.at(sun, '/desk/roster', reader);
    await page.waitForLoadState('networkidle');
    await page.getByText('这一周还没有排班').waitFor();
    const fill = async (from: string, to: string) => {
      await page.getByRole('combobox', { name: '谁值守' }).selectOption({ label: '赵敏（未登记手机）' });
      await page.getByRole('combobox', { name: '值哪个岗' }).selectOption('办理');
      await page.getByLabel('哪一天').fill(day(0));
      await page.getByRole('combobox', { name: '从几点' }).selectOption(from);
      await page.getByRole('combobox', { name: '到几点' }).selectOption(to);
      await page.getByRole('button', { name: '排上' }).click();
    };
    await fill('00:00', '00:00');
    await page.getByText('已排上。').waitFor();
    await page.getByText('赵敏，到 00:00').waitFor();
    await fill('00:00', '00:00');
    await page.getByText('此人这段时间已经排了这个班').first().waitFor();
    expect(await page.getByRole('combobox', { name: '谁值守' }).inputValue()).toBe(String(desk.zhao.staffId));
    await page.getByRole('button', { name: '照抄到下一周' }).click();
    await page.getByText('已照抄 1 班').waitFor();
    await page.getByRole('button', { name: /^撤下 赵敏/ }).click();
    await page.getByText('已撤下。').waitFor();
    await page.getByText('无人值守').first().waitFor();
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });

  test('and Zhao, on duty, sees so in the bar and hands over', async () => {
    await rowsOf(
      `insert into shifts (office_id, queue, staff_id, from_at, to_at, made_by, made_at)
       values ($1, 'handling', $2, now() - interval '1 hour', now() + interval '1 hour', $3, now())`,
      [officeId, desk.zhao.staffId, sun.staffId],
    );
    const { page } = await desk.at(desk.zhao, '/desk/roster', reader);
    await page.waitForLoadState('networkidle');
    await page.getByRole('link', { name: /值守中：办理/ }).waitFor();
    expect(await page.getByRole('button', { name: '排上' }).count()).toBe(0);
    await page.getByRole('textbox', { name: '交接内容' }).fill('夜里那件已联系县局，\n等早上回话。');
    await page.getByRole('button', { name: '交给下一班' }).click();
    await page.getByText('已交给下一班。').waitFor();
    await page.getByText('夜里那件已联系县局').first().waitFor();
    await rowsOf(
      'update shifts set taken_back_at = made_at, taken_back_by = made_by where taken_back_at is null',
    );
  });
});

test.each([
  ['a phone', 390],
  ['a desk top', 1280],
])('The roster on %s: nothing sticks out, axe finds nothing', async (_, width) => {
  await rowsOf(
    'update shifts set taken_back_at = made_at, taken_back_by = made_by where taken_back_at is null',
  );
  for (const [n, who, from, hours] of [
    [0, desk.zhao, 8.5, 9],
    [0, desk.qian, 20, 12],
    [1, desk.zhao, 0, 24],
    [2, desk.qian, 8.5, 9],
    [3, sun, 8.5, 9],
  ] as const)
    await rowsOf(
      `insert into shifts (office_id, queue, staff_id, from_at, to_at, made_by, made_at) values ($1, 'handling', $2,
       $3::date::timestamp at time zone 'Asia/Shanghai' + $4 * interval '1 hour', $3::date::timestamp at time zone 'Asia/Shanghai' + ($4 + $5) * interval '1 hour', $6, now())`,
      [officeId, who.staffId, day(n), from, hours, sun.staffId],
    );
  const { page } = await desk.at(sun, '/desk/roster', { viewport: { width, height: 900 } });
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/roster-${width}.png`, fullPage: true });
});
