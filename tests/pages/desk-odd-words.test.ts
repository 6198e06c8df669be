import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

test('Words that look like a script are words, also in the data that a page brings along', async () => {
  const evil = '</script><script>globalThis.hit = 1</script>';
  const { code } = await desk.write({
    title: '</script><b>桥',
    body: `${evil} <!--<script> \u2028 桥塌了。`,
    place: evil,
  });
  const { page, complaints } = await desk.at(desk.jia, `/desk/review/${code}`);
  await page.getByText('桥塌了。').first().waitFor();
  expect(await page.evaluate(() => (globalThis as { hit?: number }).hit)).toBeUndefined();
  expect(await page.locator('body').innerText()).toContain(evil);
  expect(complaints).toEqual([]);
});

test('A password is masked, and password managers and pasting are welcome', async () => {
  const { page } = await desk.site.visit('/desk/sign-in');
  const field = page.locator('input[name="password"]');
  expect(await field.getAttribute('type')).toBe('password');
  expect(await field.getAttribute('autocomplete')).toBe('current-password');
  expect(await page.locator('input[name="login"]').getAttribute('autocomplete')).toBe('username');
  const pastes = await field.evaluate((e) =>
    e.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })),
  );
  expect(pastes).toBe(true);
});
