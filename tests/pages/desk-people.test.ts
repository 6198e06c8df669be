import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whoByBearer } from '../../src/server/access/who.ts';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse } from '../support/house.ts';
import { type DeskSite, openDesk } from './desk-kit.ts';

let desk: DeskSite;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const changes = async (act: string) =>
  rowsOf<{ by: string; what: Record<string, unknown> }>(
    `select by, what from directory_changes where what->>'act' = $1 order by id desc`,
    [act],
  );

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('The operator, %s', (how, reader) => {
  test('adds an officer of an office found by its name, gives a link that works once, and ends the duty', async () => {
    const name = `经办 ${how}`;
    const { page, complaints } = await desk.at(desk.operator, '/desk/people', reader);
    await page.locator('summary', { hasText: '加一位' }).click();
    await page.getByRole('textbox', { name: '姓名或岗位名' }).fill(name);
    await page.getByRole('button', { name: '加入' }).click();
    await page.getByText('请填写这一项').first().waitFor();
    await page.getByRole('textbox', { name: '办理机构' }).first().fill('广元市信访');
    await page.getByRole('button', { name: '查找' }).first().click();
    await page.getByRole('radio', { name: '广元市信访局' }).check();
    expect(await page.getByRole('textbox', { name: '姓名或岗位名' }).inputValue()).toBe(name);
    await page.getByRole('button', { name: '加入' }).click();
    await page.getByText('已加入。').waitFor();

    const member = page.getByRole('listitem').filter({ hasText: name }).first();
    await member.getByRole('button', { name: '登录链接' }).click();
    const link = await page.locator('.once code').innerText();
    expect(page.url()).not.toContain(link.slice(-20));
    const theirs = await desk.site.visit(new URL(link).pathname, reader);
    await theirs.page.getByRole('button', { name: '进入工作台' }).click();
    await theirs.page.waitForURL('**/desk/handling');

    await member.getByRole('button', { name: '结束这项职责' }).click();
    await page.getByText('职责已结束').waitFor();
    await theirs.page.reload();
    await theirs.page.getByRole('heading', { level: 1, name: '这一步不由您来办' }).waitFor();
    const operator = `staff:${desk.operator.staffId}`;
    for (const act of ['add-staff', 'issue-token', 'end-duty'])
      expect((await changes(act))[0]?.by).toBe(operator);
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });

  test('makes a token for a program, shown once, and revokes it', async () => {
    const { page } = await desk.at(desk.operator, '/desk/people?q=钱岳', reader);
    await page.locator('summary', { hasText: '管理' }).click();
    await page.getByRole('textbox', { name: '给什么程序用' }).fill('市热线系统');
    await page.getByRole('button', { name: '程序令牌' }).click();
    const token = await page.locator('.once code').innerText();
    expect(await whoByBearer(token, new Date())).toMatchObject({ kind: 'staff', name: '钱岳' });
    await page.goto(`${desk.site.web.url}/desk/people?q=钱岳`);
    expect(await page.locator('body').innerText()).not.toContain(token);
    await page.getByRole('button', { name: '作废' }).first().click();
    await page.getByText('已作废').waitFor();
    expect(await whoByBearer(token, new Date())).toEqual({ kind: 'visitor' });
    expect(JSON.stringify(await changes('issue-token'))).not.toContain(token);
  });
});

test('An operator gives somebody two posts, each found by its name; their room opens', async () => {
  const { page, complaints } = await desk.at(desk.operator, '/desk/people');
  await page.locator('summary', { hasText: '加一位' }).click();
  await page.getByRole('textbox', { name: '姓名或岗位名' }).fill('施书记');
  await page.getByRole('combobox', { name: '职责' }).first().selectOption('leader');
  await page.getByRole('textbox', { name: '办理机构或领导职务' }).first().fill('广元市委书');
  await page.getByRole('button', { name: '加入' }).click();
  await page.getByRole('radio', { name: '广元市委书记' }).check();
  await page.getByRole('button', { name: '加入' }).click();
  await page.getByText('已加入。').waitFor();
  await page.goto(`${desk.site.web.url}/desk/people?q=施书记`);
  const member = page.getByRole('listitem').filter({ hasText: '施书记' }).first();
  await member.getByText('广元市委书记').waitFor();

  await member.locator('summary', { hasText: '管理' }).click();
  await member.getByRole('combobox', { name: '职责' }).selectOption('leader');
  await member.getByRole('textbox', { name: '办理机构或领导职务' }).fill('广元市副市长');
  await member.getByRole('button', { name: '查找' }).click();
  await member.getByRole('radio', { name: '广元市副市长（分管城建' }).check();
  await member.getByRole('button', { name: '再加一项职责' }).click();
  await page.getByText('职责已加上').waitFor();

  await member.getByRole('button', { name: '登录链接' }).click();
  const link = await page.locator('.once code').innerText();
  const theirs = await desk.site.visit(new URL(link).pathname);
  await theirs.page.getByRole('button', { name: '进入工作台' }).click();
  await theirs.page.getByRole('heading', { level: 1, name: '广元市委书记' }).waitFor();
  expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
});

test('An operator does not end the own duty, by no form', async () => {
  const { page } = await desk.at(desk.operator, '/desk/people?q=方舟');
  expect(await page.getByRole('button', { name: '结束这项职责' }).count()).toBe(0);
  const [duty] = await rowsOf<{ id: number }>('select id from staff_roles where staff_id = $1', [
    desk.operator.staffId,
  ]);
  const form = { staff: String(desk.operator.staffId), duty: String(duty?.id) };
  const answer = await page.request.post(`${desk.site.web.url}/desk/people?/end`, {
    form,
    headers: { origin: desk.site.web.url, accept: 'text/html' },
  });
  expect(answer.status()).toBe(403);
  expect(await rowsOf('select from staff_roles where id = $1 and to_at is null', [duty?.id])).toHaveLength(1);
});

test('npm run operator:create prints a link for a new operator, and asks for a name', async () => {
  const house = await openTestHouse();
  try {
    const { appUrl, ownerUrl, privateUrl, retentionUrl, backupUrl } = house.database;
    const env = {
      PATH: process.env['PATH'] ?? '',
      LOG_LEVEL: 'silent',
      DATABASE_URL: appUrl,
      DATABASE_URL_OWNER: ownerUrl,
      DATABASE_URL_PRIVATE: privateUrl,
      DATABASE_URL_RETENTION: retentionUrl,
      DATABASE_URL_BACKUP: backupUrl,
      KEY_FILE: house.config.keyFile,
      DATA_DIR: house.config.dataDir,
      PUBLIC_URL: 'https://board.example.org',
      SMS_URL: 'https://sms.example.org/',
      SMS_KEY: 'k',
    };
    const run = (...words: string[]) =>
      promisify(execFile)(process.execPath, ['src/commands/operator-create.ts', ...words], { env });
    const { stdout } = await run('王', '主任');
    expect(stdout).toMatch(/^https:\/\/board\.example\.org\/desk\/sign-in\/[\w-]{43}\n$/);
    expect(
      await rowsOf(`select s.name, r.role from staff s join staff_roles r on r.staff_id = s.id`),
    ).toEqual([{ name: '王 主任', role: 'operator' }]);
    expect((await changes('issue-token'))[0]?.by).toBe('machine:operator-create');
    await expect(run()).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('NAME') });
  } finally {
    await house.close();
  }
});
