import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { index } from '../../src/server/after/rounds/start-rounds.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';
import { rowsOf } from '../support/after-work.ts';
import { showCode } from '../../src/domain/public-code.ts';
import { faultsOf, overflowOf } from '../support/site.ts';

const long = '渡口铁链与跳板的事情很长很长很长很长很长';
let desk: DeskSite;
let code: string;
beforeAll(async () => {
  desk = await openDesk();
  const asked = { title: long, body: '渡口的铁链断了，跳板也坏了。', visibility: 'private' } as const;
  ({ code } = await desk.transferred({ ...asked, remark: '请找摆渡人' }));
  await desk.write({ title: '未到机构的铁链', body: '另一处铁链断了。' });
  while ((await index()) !== 'nothing');
});
afterAll(() => desk?.close());

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('An officer, %s', (_how, reader) => {
  test('finds a private message by a word in it, opens it, and what was typed stands in no address', async () => {
    const { page, complaints } = await desk.at(desk.zhao, '/desk/handling', reader);
    await page.getByRole('link', { name: '查找', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '按词查找未公开文字' }).waitFor();
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('searchbox', { name: '查找的词' }).fill('铁链');
    await page.getByRole('searchbox', { name: '查找的词' }).press('Enter');
    await page.getByRole('heading', { name: '本页 1 件' }).waitFor();
    expect(page.url()).toBe(`${desk.site.web.url}/desk/search`);
    expect(await page.getByRole('searchbox', { name: '查找的词' }).inputValue()).toBe('铁链');
    expect(await page.locator('main').innerText()).toMatch(
      new RegExp(`${long}\\s+${showCode(code)}[\\s\\S]*见于：原文`),
    );
    expect(await page.locator('main').innerText()).not.toContain('未到机构');
    await page.getByRole('link', { name: long }).click();
    await page.getByRole('heading', { level: 1, name: long }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/desk/handling/${code}`);
    await page.goto(`${desk.site.web.url}/desk/search`);
    await page.getByRole('searchbox', { name: '查找的词' }).fill('没有人写过的词语');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('heading', { name: '没有找到' }).waitFor();
    // The browser itself names the answer to the empty form.
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });
});

test('The reviewer finds what waits at the desk and no more; an operator finds no way in', async () => {
  const { page } = await desk.at(desk.yi, '/desk/search');
  await page.getByRole('searchbox', { name: '查找的词' }).fill('铁链');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name: '未到机构的铁链' }).waitFor();
  expect(await page.locator('main').innerText()).not.toContain('渡口');
  const { page: other } = await desk.at(desk.operator, '/desk/search');
  await other.getByRole('heading', { level: 1, name: '这一步不由您来办' }).waitFor();
  // What stands below says what to do, and not the heading again.
  expect(await other.locator('.lead').innerText()).toContain('换一个账号登录再试，或联系本单位的运营人员');
  expect(await other.getByRole('link', { name: '查找', exact: true }).count()).toBe(0);
  expect(
    await rowsOf('select 1 from public_texts t join messages m on m.id = t.message_id where m.code = $1', [
      code,
    ]),
  ).toEqual([]);
});

test('The page is clean for everybody, narrow and wide, in both languages', async () => {
  for (const [width, lang, button] of [
    [390, 'zh', '查找'],
    [1280, 'en', 'Search'],
  ] as const) {
    const { page } = await desk.at(desk.zhao, '/desk/search', {
      viewport: { width, height: 900 },
      cookies: { lang },
    });
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('searchbox').fill('摆渡人');
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('link', { name: long }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/search-${width}.png` });
  }
});
