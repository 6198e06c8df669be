import { afterAll, beforeAll, expect, test } from 'vitest';
import { review } from '../../src/server/life/intake/review.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import { words } from '../support/story.ts';
import type { Reader } from '../support/visits.ts';
import { chooseMatter } from '../support/writer.ts';

let site: Site;
let people: Record<'lin' | 'mo' | 'shen', { staffId: number }>;
let phones = 0;
const noScript: Reader = { javaScriptEnabled: false };
const why = '三天里十二次提交同一段辱骂的话，提醒以后还在继续。';

beforeAll(async () => {
  site = await openSite();
  const [lin, mo, shen] = await Promise.all(
    ['林审', '莫审', '沈审'].map((name) => site.stage.staff(name, 'reviewer')),
  );
  if (lin && mo && shen) people = { lin, mo, shen };
});
afterAll(() => site?.close());

/** Somebody with a message that was kept private by a reviewer without a part in what follows. */
async function writer() {
  const luo = await site.stage.citizen(`1347000000${(phones += 1)}`, new Date());
  const { id: leader } = await site.stage.leader('广元市委书记');
  const given = { by: luo, source: 'web', idempotencyKey: null } as const;
  const { code } = await submit(words({ leader }), given, new Date());
  await review(code, { visibility: 'private' }, await site.stage.staff('审核员', 'reviewer'), new Date());
  return { luo, code, leader };
}
const at = (as: Reader['as'], path: string) => site.visit(path, { ...noScript, as });
const press = (page: Awaited<ReturnType<typeof at>>['page'], name: string) =>
  page.getByRole('button', { name, exact: true }).click();

test('From a message at the review desk to the ban, the appeal and the third reviewer’s answer, without a script', async () => {
  const { luo, code, leader } = await writer();
  const lin = await at(people.lin, `/desk/review/${code}`);
  await lin.page.getByRole('link', { name: '暂停这个账户发言…' }).click();
  await press(lin.page, '提出暂停发言');
  expect(await lin.page.locator('#code-error').innerText()).toContain('请');
  await lin.page.selectOption('#code', 'insults');
  await lin.page.selectOption('#days', '30');
  await lin.page.fill('#words', why);
  await press(lin.page, '提出暂停发言');
  expect(await lin.page.getByRole('status').innerText()).toContain('等另一位审核员决定');
  expect(await lin.page.getByRole('button', { name: '确认暂停' }).count()).toBe(0);

  const mo = await at(people.mo, '/desk/bans');
  expect(await mo.page.locator('a[href="/desk/bans"]').first().innerText()).toContain('1');
  await mo.page.locator(`main a[href="/desk/bans/${code}"]`).click();
  expect(await mo.page.locator('blockquote').innerText()).toBe(why);
  await press(mo.page, '确认暂停');
  expect(await mo.page.getByRole('status').innerText()).toContain('已生效');

  const { page } = await at(luo, '/account');
  await page.getByRole('link', { name: '查看原因、期限和申诉办法' }).click();
  expect(await page.locator('main').innerText()).toContain(why);
  expect(await page.locator('main').innerText()).not.toContain('林审');
  await press(page, '提交申诉');
  expect(await page.locator('#words-error').innerText()).toContain('请填写');
  await page.fill('#words', '只有一次是我写的。');
  await press(page, '提交申诉');
  expect(await page.getByRole('status').innerText()).toContain('申诉已收到');
  await chooseMatter(page, leader);
  expect(await page.locator('.notice.warn', { hasText: '暂停发言' }).count()).toBe(1);

  expect(await (await at(people.mo, `/desk/bans/${code}`)).page.locator('main').innerText()).toContain(
    '第三位',
  );
  const shen = await at(people.shen, `/desk/bans/${code}`);
  await shen.page.selectOption('#outcome', 'shortened');
  await shen.page.fill('#shorter', '40');
  await shen.page.getByLabel('写给本人的答复').fill('只有两条过分，缩短。');
  await press(shen.page, '答复申诉');
  expect(await shen.page.locator('#shorter-error').innerText()).toContain('早于');
  await shen.page.fill('#shorter', '3');
  await press(shen.page, '答复申诉');
  expect(await shen.page.getByRole('status').innerText()).toContain('已答复');
  await page.goto(new URL('/account/ban', page.url()).href);
  expect(await page.locator('main').innerText()).toContain('只有两条过分，缩短。');

  await shen.page.locator('summary').click();
  await shen.page.getByLabel('给另一位审核员的话').fill('再看一遍，应当解除。');
  await shen.page.locator('details').getByRole('button', { name: '提出提前解除' }).click();
  const two = await at(people.lin, `/desk/bans/${code}`);
  await press(two.page, '确认解除');
  await page.reload();
  expect(await page.locator('main').innerText()).toContain('没有被暂停');
});

test('The pages are accessible and fit a phone and a desk, in both languages', async () => {
  const { luo, code } = await writer();
  const lin = await at(people.lin, `/desk/bans/${code}`);
  await lin.page.selectOption('#code', 'flooding');
  await lin.page.fill('#words', '长'.repeat(300));
  await press(lin.page, '提出暂停发言');
  const mo = await at(people.mo, `/desk/bans/${code}`);
  await press(mo.page, '确认暂停');
  for (const width of [390, 1280])
    for (const [path, as, lang] of [
      ['/account/ban', luo, 'zh'],
      ['/account/ban', luo, 'en'],
      ['/desk/bans', people.lin, 'zh'],
      [`/desk/bans/${code}`, people.shen, 'en'],
    ] as const) {
      const viewport = { width, height: 900 };
      const { page, complaints } = await site.visit(path, { as, cookies: { lang }, viewport });
      expect(await faultsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      expect(complaints).toEqual([]);
    }
});
