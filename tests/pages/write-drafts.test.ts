import { afterAll, beforeAll, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { app } from '../../src/server/store/db.ts';
import { plain } from '../support/picture-kit.ts';
import { openSite, type Site } from '../support/site.ts';
import {
  chooseMatter,
  countMessages,
  expireDrafts,
  formOf,
  freshPhone,
  goOn,
  pathOf,
  post,
  typed,
  typeWords,
  writeUpToPreview,
  scriptless,
} from '../support/writer.ts';

let site: Site;
let secretary: number;
let mayor: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
  mayor = (await site.stage.leader('成都市市长')).id;
});
afterAll(() => site?.close());

test('A double click makes one message, and so does a page that is sent again later', async () => {
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary);
  const form = await formOf(page, 'send');
  const before = await countMessages();
  const answers = await Promise.all(Array.from({ length: 4 }, () => post(page, '/write/preview', form)));
  const places = new Set(answers.map((answer) => answer.headers()['location']));
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303]);
  expect(places.size).toBe(1);
  const again = await post(page, '/write/preview', form);
  expect(again.headers()['location']).toBe([...places][0]);
  expect(await countMessages()).toBe(before + 1);
});

test('Back after sending leads to the receipt, and what is changed then does not make a second message', async () => {
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary);
  await page.goto(`${site.web.url}/write/words`);
  const stale = await formOf(page, 'next');
  await page.goto(`${site.web.url}/write/preview`);
  await goOn(page);
  const sent = pathOf(page);
  const before = await countMessages();
  await page.goBack();
  expect(pathOf(page)).toBe(sent);
  const late = await post(page, '/write/words', { ...stale, title: '晚了一步' });
  expect(late.headers()['location']).toBe(`${sent}&already`);
  await page.goto(site.web.url + late.headers()['location']);
  expect(await page.getByText('后来的改动没有提交').count()).toBe(1);
  expect(await countMessages()).toBe(before);
});

test('Who has sent one message begins another with an empty form', async () => {
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary);
  await goOn(page);
  await chooseMatter(page, mayor);
  expect(pathOf(page)).toBe('/write/words');
  expect(await page.locator('#title').inputValue()).toBe('');
});

test('A draft is continued in a new browser that has the cookie, and thrown away at a press', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  await typeWords(page);
  const cookies = await page.context().cookies();
  const draft = cookies.find(({ name }) => name === 'huiyin-draft');
  expect(draft).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const other = (
    await site.visit('/write', { ...scriptless, cookies: { 'huiyin-draft': draft?.value ?? '' } })
  ).page;
  expect(await other.locator('.draft-left').innerText()).toContain(typed.title);
  await other.getByRole('link', { name: '继续写' }).click();
  expect(pathOf(other)).toBe('/write/person');
  await other.goto(`${site.web.url}/write/words`);
  expect(await other.locator('#body').inputValue()).toBe(typed.body);
  await other.goto(`${site.web.url}/write`);
  await other.getByRole('button', { name: '放弃这份草稿' }).click();
  expect(await other.getByText('草稿已经删除').count()).toBe(1);
  await page.goto(`${site.web.url}/write/words`);
  expect(await page.getByText('草稿已过期').count()).toBe(1);
});

test('A secret that is wrong opens nothing', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  await typeWords(page);
  const value = (await page.context().cookies()).find(({ name }) => name === 'huiyin-draft')?.value ?? '';
  for (const wrong of [`${value.split('.')[0]}.${'A'.repeat(43)}`, 'nonsense', `${value}x`, '']) {
    const { page: other } = await site.visit('/write', { ...scriptless, cookies: { 'huiyin-draft': wrong } });
    expect(await other.locator('.draft-left').count(), wrong).toBe(0);
  }
});

test('When the draft has expired its writer is told, and a text that is posted then is saved all the same', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  await page.fill('#title', typed.title);
  await page.fill('#body', typed.body);
  await expireDrafts();
  await goOn(page);
  expect(pathOf(page)).toBe('/write?note=rescued');
  expect(await page.getByText('没有丢').count()).toBe(1);
  await chooseMatter(page, mayor);
  expect(await page.locator('#body').inputValue()).toBe(typed.body);
  await expireDrafts();
  await page.goto(`${site.web.url}/write/words`);
  expect(pathOf(page)).toBe('/write?note=stale');
  expect(await page.getByText('原来的草稿已过期').count()).toBe(1);
});

test('Text that a second page overtook is not overwritten unseen: the writer sees both and decides', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  const second = await page.context().newPage();
  await second.goto(`${site.web.url}/write/words`);
  await second.fill('#title', '第二个页面写的');
  await second.fill('#body', '第二个页面的正文');
  await goOn(second);
  await typeWords(page);
  expect(pathOf(page)).toBe('/write/words');
  expect(await page.locator('.newer').innerText()).toContain('第二个页面的正文');
  expect(await page.locator('#body').inputValue()).toBe(typed.body);
  await second.goto(`${site.web.url}/write/words`);
  expect(await second.locator('#body').inputValue()).toBe('第二个页面的正文');
  await goOn(page);
  expect(pathOf(page)).toBe('/write/pictures');
  await second.reload();
  expect(await second.locator('#body').inputValue()).toBe(typed.body);
});

test('What another page changed since the preview is shown before it is sent', async () => {
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary);
  const second = await page.context().newPage();
  await second.goto(`${site.web.url}/write/words?edit`);
  await second.fill('#title', '改过的标题');
  await goOn(second);
  const before = await countMessages();
  await goOn(page);
  expect(await page.getByText('另一个页面改过这份留言').count()).toBe(1);
  expect(await page.locator('.public .title').innerText()).toBe('改过的标题');
  expect(await countMessages()).toBe(before);
  await goOn(page);
  expect(await countMessages()).toBe(before + 1);
});

test('A page left open over an update is asked to send again, with everything still in it', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  const form = { ...(await formOf(page, 'next')), title: typed.title, body: typed.body };
  for (const old of [
    { ...form, version: '0' },
    { ...form, do: 'continue' },
    { title: typed.title, body: typed.body },
  ]) {
    const answer = await post(page, '/write/words', old);
    expect(answer.status()).toBe(409);
    const html = await answer.text();
    expect(html).toContain('系统刚刚更新');
    expect(html).toContain('希望质检部门现场检测');
  }
  await page.goto(`${site.web.url}/write/words`);
  expect(await page.locator('#body').inputValue()).toBe(typed.body);
});

test('The same matter again is shown with its number, and can be said to be another', async () => {
  const phone = freshPhone();
  const first = (await site.visit('/write', scriptless)).page;
  await writeUpToPreview(first, secretary, { phone });
  await goOn(first);
  const code = pathOf(first).slice(-12);
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary, { phone });
  const before = await countMessages();
  await goOn(page);
  const earlier = await page.locator('.earlier').innerText();
  expect(earlier).toContain(typed.title.slice(0, 6));
  expect(earlier.replace(/\s/g, '')).toContain(code);
  expect(await page.locator(`.earlier a[href="/messages/${code}"]`).count()).toBe(2);
  expect(await countMessages()).toBe(before);
  await page.getByRole('button', { name: '这是另一件事，继续提交' }).click();
  expect(pathOf(page)).toMatch(/^\/write\/sent/);
  expect(await countMessages()).toBe(before + 1);
});

test('A leader that changes while a draft lies there keeps the text', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  await typeWords(page);
  await page.goto(`${site.web.url}/write?leader=${mayor}`);
  expect(await page.getByText('没写完的留言，写给成都市委书记').count()).toBe(1);
  await goOn(page);
  expect(await page.locator('.crumb').innerText()).toContain('成都市市长');
  expect(await page.locator('#body').inputValue()).toBe(typed.body);
});

test('What is refused at the end leads back to its stage, with the reason beside the field', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  await typeWords(page);
  await page.setInputFiles('#picture', {
    name: 'x.jpg',
    mimeType: 'image/jpeg',
    buffer: await plain().jpeg().toBuffer(),
  });
  await page.locator('.chooser button').click();
  await goOn(page);
  await page.fill('#name', typed.name);
  await page.fill('#phone', freshPhone());
  await goOn(page);
  await page.fill('#code', await page.locator('.code-shown').innerText());
  await goOn(page);
  await app().updateTable('pictures').set({ state: 'removed' }).where('message_id', 'is', null).execute();
  await goOn(page);
  expect(pathOf(page)).toBe('/write/pictures?edit');
  expect(await page.locator('#errors').innerText()).toContain('已失效');
  await goOn(page);
  expect(pathOf(page)).toBe('/write/preview');
  await app().updateTable('posts').set({ valid_to: '2026-11-20' }).where('id', '=', secretary).execute();
  await goOn(page);
  expect(pathOf(page)).toBe('/write?edit');
  expect(await page.locator('#errors').innerText()).toContain('已调整');
  await app().updateTable('posts').set({ valid_to: null }).where('id', '=', secretary).execute();
  await chooseMatter(page, mayor);
  await page.goto(`${site.web.url}/write/preview`);
  await goOn(page);
  expect(pathOf(page)).toMatch(/^\/write\/sent/);
});
