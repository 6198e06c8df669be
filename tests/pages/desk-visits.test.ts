import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk, stateOf } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('The call sheet, %s', (how, reader) => {
  test('Qian calls: the phone is shown for the call, the outcome needs its reason, and the message reopens', async () => {
    const { code, phone } = await desk.answered({ title: `路灯不亮 ${how}` });
    const { page } = await desk.at(desk.qian, '/desk/visits', reader);
    await page.getByRole('link', { name: new RegExp(`路灯不亮 ${how}`) }).click();
    await page.getByRole('heading', { level: 1, name: `路灯不亮 ${how}` }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain(phone);
    await page.getByRole('button', { name: /拨打，显示号码/ }).click();
    await page.getByText(phone).waitFor();
    expect(page.url()).not.toContain(phone);
    await page.getByRole('radio', { name: /没有解决/ }).check();
    await page.getByRole('button', { name: /存回访单/ }).click();
    await page.getByText('请填写这一项').first().waitFor();
    await page.getByRole('radio', { name: '答复与实际不符' }).check();
    await page.getByRole('textbox', { name: '他的原话' }).fill('有一半还是不亮。');
    await page.getByRole('button', { name: /存回访单/ }).click();
    await page.getByText('回访已记下').waitFor();
    expect(await stateOf(code)).toMatchObject({ handling: 'in-progress', next_step: 'answer' });
    expect(await page.locator('body').innerText()).not.toContain(phone);
  });
});

test('whoever drafted does not call; while one calls, another cannot; axe finds nothing on either width', async () => {
  const { code, phone } = await desk.answered({ title: '井盖松动' });
  const { page: own } = await desk.at(desk.zhao, `/desk/visits/${code}`);
  await own.getByText('您起草的答复，请同事打').first().waitFor();
  expect(await own.getByRole('button', { name: /拨打/ }).count()).toBe(0);
  const { officeId } = await desk.site.stage.leader('广元市委书记');
  const sun = await desk.site.stage.staff('孙主任', 'head', officeId);
  const { page } = await desk.at(desk.qian, `/desk/visits/${code}`);
  await page.getByRole('button', { name: /拨打/ }).click();
  await page.getByText(phone).waitFor();
  const { page: other } = await desk.at(sun, `/desk/visits/${code}`);
  await other.getByRole('button', { name: /拨打/ }).click();
  await other.getByText('钱岳 正在给这位留言人打电话').first().waitFor();
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 900 },
  ])
    for (const path of ['/desk/visits', `/desk/visits/${code}`]) {
      await other.setViewportSize(viewport);
      await other.goto(desk.site.web.url + path);
      expect(await overflowOf(other)).toBe(0);
      expect(await faultsOf(other)).toEqual([]);
    }
  await other.goto(`${desk.site.web.url}/desk/visits`);
  await other.getByRole('textbox', { name: '百分之几' }).fill('40');
  await other.getByRole('button', { name: '改比例' }).click();
  await other.getByText('抽 40%').waitFor();
});
