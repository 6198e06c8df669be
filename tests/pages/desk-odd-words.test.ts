import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie } from '../../src/server/access/who.ts';
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

test('A form that another site sends in somebody’s name is refused, for staff and citizens', async () => {
  const { web } = desk.site;
  const { secret } = await beginSession({ staffId: desk.zhao.staffId }, new Date());
  const send = (path: string, origin: string | null) =>
    fetch(web.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `${sessionCookie}=${secret}`, accept: 'text/html', ...(origin && { origin }) },
      body: new URLSearchParams({ lang: 'en' }),
    });
  for (const path of ['/settings', '/desk/notices?/read', '/desk/sign-out', '/mine?/sign-out']) {
    for (const origin of ['https://elsewhere.example', 'null', null])
      expect([path, origin, (await send(path, origin)).status]).toEqual([path, origin, 403]);
    expect((await send(path, web.url)).status, path).not.toBe(403);
  }
});
