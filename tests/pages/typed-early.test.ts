import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept } from '../../src/server/life/handling/accept.ts';
import { ago, awake, type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

test('Words typed on a slow network before the scripts are there stay when they come', async () => {
  const { code } = await desk.transferred({ title: '路灯不亮' });
  await accept(code, desk.zhao, ago(100));
  const { page } = await desk.at(desk.zhao, '/desk/handling', { alone: true });
  let come = (): void => {};
  const scripts = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/*.js', async (route) => {
    await scripts;
    await route.continue();
  });
  await page.goto(`${desk.site.web.url}/desk/handling/${code}`, { waitUntil: 'commit' });
  const [reply, note] = ['答复正文', '写说明'].map((name) => page.getByRole('textbox', { name }));
  await reply?.fill('已派人查看。');
  await note?.fill('灯杆编号在照片里。');
  await note?.blur();
  come();
  await awake(page);
  expect(await reply?.inputValue()).toBe('已派人查看。');
  expect(await note?.inputValue()).toBe('灯杆编号在照片里。');
});
