import { afterAll, beforeAll, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { app } from '../../src/server/store/db.ts';
import { readWords } from '../../src/server/store/people.ts';
import { noise, plain } from '../support/picture-kit.ts';
import { openSite, type Site } from '../support/site.ts';
import {
  chooseMatter,
  confirmPerson,
  countMessages,
  freshPhone,
  goOn,
  pathOf,
  typed,
  typeWords,
  writeUpToPreview,
  scriptless,
} from '../support/writer.ts';

let site: Site;
let secretary: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
});
afterAll(() => site?.close());

const jpeg = async (width = 300, height = 200) => ({
  name: 'lift.jpg',
  mimeType: 'image/jpeg',
  buffer: await plain(width, height).jpeg().toBuffer(),
});

test('Grandmother Chen writes a message on a phone without JavaScript, from the leader to the receipt', async () => {
  const { page } = await site.visit('/write', scriptless);
  await page.fill('#q', 'chengdushi');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name: '成都市委书记' }).click();

  await page.getByRole('radio', { name: '投诉' }).check();
  await page.getByLabel('属于哪个领域？').selectOption({ label: '物业管理' });
  await page.getByRole('button', { name: '下一步：写清楚' }).click();

  await page.getByLabel('标题').fill(typed.title);
  await page.getByLabel('正文').fill(typed.body);
  await page.locator('#place').fill(typed.place);
  await page.getByLabel('只给办理机构看的话').fill(typed.remark);
  await page.getByRole('button', { name: '下一步：照片' }).click();

  for (let n = 0; n < 2; n += 1) {
    await page.setInputFiles('#picture', await jpeg());
    await page.getByRole('button', { name: '添加这张' }).click();
  }
  await page.getByRole('switch').first().click();
  await page.getByRole('button', { name: '下一步：实名与手机' }).click();
  await confirmPerson(page, freshPhone());

  const shown = await page.locator('.preview .public').innerText();
  expect(shown).toContain('陈***');
  expect(shown).toContain(typed.title.slice(0, 8));
  for (const hidden of [typed.name, typed.place, typed.remark]) expect(shown).not.toContain(hidden);
  expect(await page.locator('.public img').count()).toBe(1);
  expect(await page.locator('.private img').count()).toBe(1);
  const image = await page.request.get(
    new URL((await page.locator('.private img').getAttribute('src')) ?? '', page.url()).href,
  );
  expect(image.status()).toBe(200);
  expect(await page.locator('.private').innerText()).toContain('139****');

  await page.getByRole('button', { name: '确认提交' }).click();
  expect(pathOf(page)).toMatch(/^\/write\/sent\?code=\d{12}$/);
  const code = pathOf(page).slice(-12);
  expect((await page.locator('.slip .number').innerText()).replace(/\s/g, '')).toBe(code);
  expect(await page.locator('main').innerText()).toMatch(/最晚什么时候\s*\d+月\d+日 24:00/);

  const row = await app()
    .selectFrom('messages')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    kind: 'complaint',
    source: 'web',
    picture_count: 2,
    publication: 'awaiting-review',
    title: null,
  });
  const words = await readWords('test', [row.id]);
  expect(words.find((w) => w.what === 'original')?.content).toEqual({
    title: typed.title,
    body: typed.body,
    place: '',
  });
  expect(words.find((w) => w.what === 'sender')?.content).toEqual({
    name: '陈桂英',
    remark: `地点：${typed.place}\n${typed.remark}`,
  });

  // She is signed in now, and nothing of what she wrote is left in the draft.
  await page.goto(new URL(`/messages/${code}`, page.url()).href);
  expect(await page.locator('h1').innerText()).toContain('小区电梯困人三次');
  await page.goto(new URL('/write', page.url()).href);
  expect(await page.getByText('继续上次没写完的').count()).toBe(0);
});

test('Whoever goes back with the browser finds everything as it was, and an edited stage leads back to the preview', async () => {
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary);
  await page.goBack();
  expect(await page.locator('#name').inputValue()).toBe(typed.name);
  await page.goto(`${site.web.url}/write/words`);
  expect(await page.locator('#body').inputValue()).toBe(typed.body);
  await page.goto(`${site.web.url}/write/preview`);
  await page.getByRole('link', { name: '修改文字' }).click();
  await page.fill('#title', '电梯又停了，请派人来看');
  await page.getByRole('button', { name: '保存，回到预览' }).click();
  expect(pathOf(page)).toBe('/write/preview');
  expect(await page.locator('.public .title').innerText()).toContain('电梯又停了');
});

test('A way back keeps what was typed, and the enter key goes forward', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  await page.fill('#title', '写到一半');
  await page.locator('.crumb button').click();
  expect(pathOf(page)).toBe('/write/matter');
  await goOn(page);
  expect(await page.locator('#title').inputValue()).toBe('写到一半');
  await page.fill('#title', '写到一半了');
  await page.getByRole('button', { name: '上一步' }).click();
  expect(pathOf(page)).toBe('/write/matter');
  await goOn(page);
  expect(await page.locator('#title').inputValue()).toBe('写到一半了');
  await page.fill('#place', '银河路');
  await page.locator('#place').press('Enter');
  expect(await page.locator('#errors').innerText()).toContain('正文：请写正文。');
});

test('A link from a leader starts at the second stage; a post that is no more sends the writer back to choose', async () => {
  const { page } = await site.visit(`/write?leader=${secretary}`, scriptless);
  expect(pathOf(page)).toBe(`/write/matter?leader=${secretary}`);
  expect(await page.locator('.crumb').innerText()).toContain('成都市委书记');
  for (const nobody of ['999999999', 'abc', '-1', '99999999999999999999']) {
    await page.goto(`${site.web.url}/write?leader=${nobody}`);
    expect(await page.getByText('没有这个领导职务').count(), nobody).toBe(1);
  }
});

test('A wish for privacy shows in the preview who will see the message', async () => {
  const { page } = await site.visit('/write', scriptless);
  await chooseMatter(page, secretary);
  await page.getByRole('radio', { name: '不公开' }).check();
  await typeWords(page);
  await goOn(page);
  await confirmPerson(page, freshPhone());
  expect(await page.locator('.preview').innerText()).toContain('只有您、审核员和办理机构看得到');
  expect(await page.locator('.preview').innerText()).not.toContain('所有人看到');
});

test('Who writes of danger to life sees the numbers to call, before sending and after', async () => {
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary, {
    typed: { ...typed, body: '我不想活了，家里没人，谁来帮帮我。' },
  });
  const calls = () =>
    page.locator('.danger-call a').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  expect(await calls()).toEqual(['tel:110', 'tel:119', 'tel:120', 'tel:12356']);
  await goOn(page);
  expect(await calls()).toHaveLength(4);
  expect(await page.locator('main').innerText()).toContain('2小时内');
});

test('With a script the count runs along in the units of the server, and a huge photograph is made to fit', async () => {
  const { page, complaints } = await site.visit('/write');
  await chooseMatter(page, secretary);
  await page.locator('#title').pressSequentially('家');
  await page.locator('#title').evaluate((field: HTMLTextAreaElement) => {
    field.value = ' 👨‍👩‍👧家e\u0301 ';
    field.dispatchEvent(new Event('input'));
  });
  expect(await page.locator('#title-count').innerText()).toBe('3 / 22字');
  await page.fill('#title', '字'.repeat(23));
  expect(await page.locator('#title-count').getAttribute('class')).toContain('late');
  await typeWords(page);
  const huge = await noise(2500, 2200).jpeg({ quality: 98 }).toBuffer();
  expect(huge.length).toBeGreaterThan(5 * 1024 * 1024);
  await page.setInputFiles('#picture', { name: 'huge.jpg', mimeType: 'image/jpeg', buffer: huge });
  await page.waitForFunction(() => {
    const [file] = document.querySelector<HTMLInputElement>('#picture')?.files ?? [];
    return file !== undefined && file.size <= 5 * 1024 * 1024;
  });
  await page.getByRole('button', { name: '添加这张' }).click();
  expect(await page.locator('.shots li').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('Who is signed in needs no code; on a shared computer another phone can be given', async () => {
  const { citizenId } = await site.stage.citizen(freshPhone(), new Date());
  const { page } = await site.visit('/write', { ...scriptless, as: { citizenId } });
  await chooseMatter(page, secretary);
  await typeWords(page);
  await goOn(page);
  expect(await page.getByText('用登录的手机号提交').count()).toBe(1);
  await page.fill('#name', typed.name);
  await goOn(page);
  expect(pathOf(page)).toBe('/write/preview');
  await page.goto(`${site.web.url}/write/person`);
  await page.getByRole('button', { name: '换一个手机号' }).click();
  expect(await page.locator('#name').inputValue()).toBe(typed.name);
  await confirmPerson(page, freshPhone());
  await goOn(page);
  const code = pathOf(page).slice(-12);
  const row = await app()
    .selectFrom('messages')
    .select('author_id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  expect(row.author_id).not.toBe(citizenId);
});

test('A receipt is for its writer alone', async () => {
  const { page } = await site.visit('/write', scriptless);
  await writeUpToPreview(page, secretary);
  const before = await countMessages();
  await goOn(page);
  expect(await countMessages()).toBe(before + 1);
  const stranger = await site.visit(pathOf(page), scriptless);
  expect(await stranger.page.title()).toContain('没有这一页');
  for (const odd of ['', '?code=', '?code=123', "?code='%22"]) {
    expect((await stranger.page.goto(`${site.web.url}/write/sent${odd}`))?.status(), odd).toBe(404);
  }
});
