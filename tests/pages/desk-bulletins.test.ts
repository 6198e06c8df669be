import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { afterWork, rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let desk: DeskSite;
let li: Staff;
let wang: Staff;
const shots = process.env['SHOTS'];
beforeAll(async () => {
  desk = await openDesk();
  const { officeId } = await desk.site.stage.leader('四川省委书记');
  li = await desk.site.stage.staff('省局李', 'officer', officeId);
  wang = await desk.site.stage.staff('省局王', 'head', officeId);
});
afterAll(() => desk?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('Li of the province, %s', (how, reader) => {
  test('writes a notice, mends a slip, sends it; Zhao of the city signs; Li sees it and reminds the others', async () => {
    const { page, complaints } = await desk.at(li, '/desk/bulletins?tab=sent', reader);
    await page.getByRole('link', { name: '写通知' }).click();
    await page.waitForURL('**/new?kind=notice');
    await page.waitForLoadState('networkidle');
    await page.getByRole('textbox', { name: '标题' }).fill(`岁末值守通知 ${how}`);
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.getByText('请填写这一项').first().waitFor();
    await page.getByRole('textbox', { name: '正文' }).fill('一、排好值守\n\n夜间来件一小时内受理。');
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.getByRole('heading', { name: '一、排好值守' }).waitFor();
    await page.getByRole('button', { name: '发出' }).click();
    await page.getByText('已发给 21 个单位').waitFor();
    await afterWork(desk.site.stage).settle(new Date());

    const theirs = await desk.at(desk.zhao, '/desk/notices', reader);
    await theirs.page.getByRole('button', { name: '收到通知' }).first().click();
    await theirs.page.getByRole('button', { name: '签收' }).click();
    await theirs.page.getByText('已签收。').waitFor();
    expect(await theirs.page.getByRole('button', { name: '发出' }).count()).toBe(0);

    await page.reload();
    await page.getByText('1/21 已签收').waitFor();
    await page.getByText('赵敏').first().waitFor();
    await page.getByRole('button', { name: '催签 20 个单位' }).click();
    await page.getByText('已催 20 个单位').waitFor();
    expect([...complaints, ...theirs.complaints].filter((each) => !each.includes('422'))).toEqual([]);
  });

  test('drafts a circular and cannot publish it; Wang can', async () => {
    const { page } = await desk.at(li, '/desk/bulletins/new?kind=circular', reader);
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: '取数并拟稿' }).click();
    await page.getByRole('table').waitFor();
    await page.getByText('由另一人审发').waitFor();
    expect(await page.getByRole('button', { name: '发出' }).count()).toBe(0);
    const theirs = await desk.at(wang, new URL(page.url()).pathname, reader);
    await theirs.page.getByRole('button', { name: '发出' }).click();
    await theirs.page.getByText('已发给 21 个单位').waitFor();
  });
});

test.each([
  ['a phone', 390],
  ['a desk top', 1280],
])('A circular on %s: nothing sticks out, axe finds nothing', async (_, width) => {
  await desk.answered({ title: '路灯不亮' });
  const [city] = await rowsOf<{ id: number }>(`select id from offices where name = '广元市信访局'`);
  const { page } = await desk.at(wang, '/desk/bulletins/new?kind=circular', {
    viewport: { width, height: 900 },
  });
  await page.waitForLoadState('networkidle');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('从').fill(new Date(ago(86_400).getTime()).toISOString().slice(0, 10));
  await page
    .getByLabel('到', { exact: true })
    .fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await page.getByRole('button', { name: '取数并拟稿' }).click();
  await page.getByRole('table').waitFor();
  // Numbers of a busy month, so that the drawing shows ranks, praise and blame.
  const id = Number(new URL(page.url()).pathname.split('/').at(-1));
  await rowsOf(
    `update bulletins set figures = jsonb_set(figures, '{units}', (select jsonb_agg(u || case when (u->>'officeId')::bigint = $2
       then '{"received":640,"answered":610,"due":600,"onTime":420,"acceptDue":640,"acceptedInTime":600,"asked":90,"settled":50,"ratings":80,"satisfied":60,"lateNow":30,"lateNamed":4}'::jsonb
       else jsonb_build_object('received', 100 + n * 7, 'answered', 98 + n * 6, 'due', 90 + n * 5, 'onTime', 88 + n * 4, 'acceptDue', 100 + n * 7, 'acceptedInTime', 99 + n * 6) end)
       from jsonb_array_elements(figures->'units') with ordinality as e (u, n))) where id = $1`,
    [id, city?.id],
  );
  await page.reload();
  expect(await overflowOf(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/circular-${width}.png`, fullPage: true });
});
