import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRetention } from '../../src/server/life/retention/count-retention.ts';
import { retain } from '../../src/server/after/retention/retain.ts';
import { rowsOf } from '../support/after-work.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
let second: DeskSite['operator'];
beforeAll(async () => {
  desk = await openDesk();
  second = await desk.site.stage.staff('运营乙', 'operator');
});
afterAll(() => desk?.close());

async function oldSession() {
  await rowsOf(
    `insert into sessions (token_hash, staff_id, made_at, expires_at) values (sha256(random()::text::bytea), $1, '2020-01-01', '2020-01-02')`,
    [desk.zhao.staffId],
  );
  await countRetention(new Date());
}

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('Two operators, %s', (_how, reader) => {
  test('order and confirm that old sessions go; the one who ordered cannot confirm', async () => {
    await oldSession();
    const first = await desk.at(desk.operator, '/desk/retention', reader);
    await first.page.getByRole('button', { name: '下令删除' }).click();
    await first.page.getByText('请填写这一项').waitFor();
    await first.page.getByRole('checkbox', { name: '结束的登录会话 1 条' }).check();
    await first.page.getByRole('button', { name: '下令删除' }).click();
    await first.page.getByText('已下令，等另一位运营人员确认。').waitFor();
    expect(await first.page.getByRole('button', { name: '确认删除' }).count()).toBe(0);
    const other = await desk.at(second, '/desk/retention', reader);
    await other.page.getByRole('button', { name: '确认删除' }).click();
    await other.page.getByText('已确认，系统正在删除。').waitFor();
    const [order] = await rowsOf<{ id: number }>('select id from deletion_orders order by id desc limit 1');
    await retain({ order: Number(order?.id) }, new Date());
    await other.page.reload();
    await other.page.getByText('已删除').first().waitFor();
    expect(other.complaints).toEqual([]);
  });

  test('change a term within its bounds; what cannot be stays in the form with the reason', async () => {
    const { page } = await desk.at(desk.operator, '/desk/retention', reader);
    await page.getByRole('combobox', { name: '哪一项' }).selectOption('sessions');
    await page.getByRole('textbox', { name: '保存多少天' }).fill('30');
    await page.getByRole('button', { name: '保存期限' }).click();
    await page.getByText('期限不在允许的范围内').waitFor();
    expect(await page.getByRole('textbox', { name: '保存多少天' }).inputValue()).toBe('30');
    await page.getByRole('textbox', { name: '保存多少天' }).fill('300');
    await page.getByRole('button', { name: '保存期限' }).click();
    await page.getByText('期限已改。').waitFor();
    await page.getByText('300 天').waitFor();
  });
});

test('The page is clean, narrow and wide, in both languages', async () => {
  await oldSession();
  for (const [width, lang] of [
    [390, 'zh'],
    [1280, 'en'],
  ] as const) {
    const { page } = await desk.at(desk.operator, '/desk/retention', {
      viewport: { width, height: 900 },
      cookies: { lang },
    });
    await page.getByRole('table').waitFor({ timeout: 5000 });
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}-${width}.png`, fullPage: true });
  }
});

test('Nobody but operators comes in', async () => {
  const { page } = await desk.at(desk.zhao, '/desk/retention');
  await page.getByRole('heading', { level: 1, name: '这一步不由您来办' }).waitFor();
});
