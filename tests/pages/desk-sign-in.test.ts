import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { rowsOf } from '../support/after-work.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const linkFor = async (staffId: number) =>
  `/desk/sign-in/${await makeStaffToken({ staffId, purpose: 'sign-in-link', label: null }, new Date())}`;

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('A one-time link, %s', (_, reader) => {
  test('is not used up by looking at it, signs in once, and then is worthless', async () => {
    const link = await linkFor(desk.jia.staffId);
    await fetch(desk.site.web.url + link);
    const { page } = await desk.site.visit(link, reader);
    await page.getByRole('button', { name: '进入工作台' }).click();
    await page.waitForURL('**/desk/review');
    await page.getByText('审核员甲').first().waitFor();
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'huiyin-session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });
    const again = await desk.site.visit(link, reader);
    await again.page.getByRole('button', { name: '进入工作台' }).click();
    await again.page.getByText('这个链接已经用过或过期').waitFor();
  });

  test('leads out again: a signed-out browser is nobody', async () => {
    const { page } = await desk.at(desk.zhao, '/desk', reader);
    await page.waitForURL('**/desk/handling');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByText('已退出登录').waitFor();
    await page.goto(`${desk.site.web.url}/desk/handling?tab=late`);
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
    expect(new URL(page.url()).searchParams.get('back')).toBe('/desk/handling?tab=late');
  });
});

test('Citizens and visitors are shown the way to sign in on every address of the desk', async () => {
  const luo = await desk.site.stage.citizen('13900007777', new Date());
  const paths = ['/desk', '/desk/review', '/desk/review/123456789012', '/desk/handling', '/desk/people'];
  for (const path of [...paths, '/desk/handling/123456789012', '/desk/review/123456789012/rating/1']) {
    const answer = await fetch(desk.site.web.url + path, { redirect: 'manual' });
    expect([path, answer.status]).toEqual([path, 303]);
    expect(answer.headers.get('location')).toBe(`/desk/sign-in?back=${encodeURIComponent(path)}`);
  }
  const { page } = await desk.site.visit('/desk/people', { as: { citizenId: luo.citizenId } });
  expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
});

describe('The demonstration', () => {
  test('lets one in as anybody and back to where one came from', async () => {
    const { page } = await desk.site.visit('/desk/people', { javaScriptEnabled: false });
    await page.getByRole('button', { name: '以方舟登录' }).click();
    expect(new URL(page.url()).pathname).toBe('/desk/people');
  });

  test('leads nowhere else, whatever the address says', async () => {
    const { page } = await desk.site.visit('/desk/sign-in?back=https://elsewhere.example/desk', {
      javaScriptEnabled: false,
    });
    await page.getByRole('button', { name: '以方舟登录' }).click();
    expect(page.url()).toBe(`${desk.site.web.url}/desk/people`);
  });

  test('does not exist with a database of one’s own, nor does a form sent to it do anything', async () => {
    const { page } = await desk.site.visit('/desk/sign-in', { javaScriptEnabled: false });
    const config = currentConfig();
    adoptConfig({ ...config, mode: 'external' });
    try {
      const sessions = await rowsOf('select from sessions');
      await page.getByRole('button', { name: '以方舟登录' }).click();
      await page.getByText('这里不是演示环境').waitFor();
      expect(await page.getByRole('button', { name: /^以.*登录$/ }).count()).toBe(0);
      expect(await rowsOf('select from sessions')).toHaveLength(sessions.length);
    } finally {
      adoptConfig(config);
    }
  });
});

test('Whoever left the house is nobody, and whose duty ended has no room', async () => {
  const gone = await desk.site.stage.staff('走了的人', 'reviewer');
  const idle = await desk.site.stage.staff('没有职责的人', 'reviewer');
  await rowsOf('update staff set left_at = now() where id = $1', [gone.staffId]);
  await rowsOf('update staff_roles set to_at = now() where staff_id = $1', [idle.staffId]);
  const { page } = await desk.at(gone, '/desk/review');
  expect(new URL(page.url()).pathname).toBe('/desk/sign-in');
  const other = await desk.at(idle, '/desk');
  await other.page.getByRole('heading', { level: 1, name: '您目前没有可进的房间' }).waitFor();
});
