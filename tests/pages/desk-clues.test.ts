import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { ClueFile } from '../../src/domain/clues/clue-files.ts';
import { keepFile } from '../../src/server/life/clues/keep-file.ts';
import { receiveClue } from '../../src/server/life/clues/receive-clue.ts';
import { tellExaminers } from '../../src/server/after/tell-examiners.ts';
import { rowsOf } from '../support/after-work.ts';
import { composed, sealedFile } from '../support/clue-kit.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let site: Site;
let jin: Staff;
let mu: Staff;
const shots = process.env['SHOTS'];
const passphrase = '青山 石桥 铁壶 白帆 竹影 夜雨 长灯 远岸';
let shares: string[];
beforeAll(async () => {
  site = await openSite();
  jin = await site.stage.staff('线索员金', 'examiner');
  mu = await site.stage.staff('线索员穆', 'examiner');
});
afterAll(() => site?.close());

const at = async (who: Staff, path: string, reader: Reader = {}) => {
  const visit = await site.visit(path, {
    viewport: { width: 1280, height: 900 },
    as: { staffId: who.staffId },
    ...reader,
  });
  await visit.page.waitForLoadState('networkidle');
  return visit;
};
const arrive = async (attached: Partial<ClueFile>[] = []) => {
  const [key] = await rowsOf<{ id: number; recipient: string }>(
    'select id, recipient from clue_keys where retired_at is null',
  );
  const { clue } = await composed(key?.recipient ?? '', key?.id ?? 0);
  const writer = { ...clue.writer, wrapped: Buffer.from(clue.writer.wrapped) };
  const files: string[] = [];
  for (const each of attached) {
    const sealed = Buffer.from(await sealedFile(key?.recipient ?? '', each));
    files.push((await keepFile(sealed, new Date())).id);
  }
  await receiveClue(
    { key: key?.id ?? 0, sealed: Buffer.from(clue.sealed), writer, things: clue.things, files },
    new Date(),
  );
  return (await rowsOf<{ ref: string }>('select ref from clues order by id desc limit 1'))[0]?.ref ?? '';
};

/** The pages of paper that a page would fill. */
const sheetsOf = async (page: Page) =>
  (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];

test('An examiner makes the key of the group in the browser and sees three shares, once', async () => {
  const { page, complaints } = await at(jin, '/desk/clues/keys');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  const [first, again] = [page.locator('#make-first'), page.locator('#make-again')];
  await first.fill('短口令');
  await page.getByRole('button', { name: '生成新密钥' }).click();
  await page.getByText('口令太短。').waitFor();
  // What was typed stays where an error appears beside it.
  expect(await first.inputValue()).toBe('短口令');
  await first.fill(passphrase);
  await again.fill('别的');
  await page.getByRole('button', { name: '生成新密钥' }).click();
  await page.getByText('两次输入不一样。').waitFor();
  expect([await first.inputValue(), await again.inputValue()]).toEqual([passphrase, '别的']);
  await again.fill(passphrase);
  await page.getByRole('button', { name: '生成新密钥' }).click();
  await page.getByText('恢复份额（只显示这一次）').waitFor();
  shares = await page.locator('output.share').allTextContents();
  expect(shares).toHaveLength(3);
  if (shots) await page.screenshot({ path: `${shots}keys.png`, fullPage: true });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '复制 第 2 份' }).click();
  await page.getByText('已复制').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shares[1]);
  // On paper each share has a sheet of its own, and nothing else is there.
  await page.emulateMedia({ media: 'print' });
  if (shots) await page.screenshot({ path: `${shots}keys-print.png`, fullPage: true });
  expect(
    await page
      .locator('output.share')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length),
  ).toBe(3);
  for (const name of ['线索组的密钥', '密钥 1'])
    expect(await page.getByRole('heading', { name }).count()).toBe(0);
  expect((await sheetsOf(page)).length).toBe(3);
  await page.emulateMedia({ media: 'screen' });
  expect(sent.join()).not.toContain('AGE-SECRET-KEY');
  expect(sent.join()).not.toContain(passphrase.slice(0, 5));
  expect([await faultsOf(page), complaints]).toEqual([[], []]);
  await page.reload();
  expect(await page.locator('output.share').count()).toBe(0);
});

test('She opens a clue in her browser, which is written down, puts it in a group and proposes', async () => {
  const png = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#446688' } })
    .png()
    .toBuffer();
  const odd = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
  const ref = await arrive([
    { name: '现场.png', type: 'png', bytes: new Uint8Array(png) },
    { name: '怪.html', type: 'pdf', bytes: odd },
  ]);
  const { page, complaints } = await at(jin, '/desk/clues');
  await page.getByRole('link', { name: `线索 ${ref}` }).click();
  await page.getByLabel('您的口令').fill('不是这个口令');
  await page.getByRole('button', { name: '解锁' }).click();
  await page.getByText('口令不对').waitFor();
  await page.getByLabel('您的口令').fill(passphrase);
  await page.getByRole('button', { name: '解锁' }).click();
  expect(await rowsOf('select 1 from clue_looks')).toHaveLength(0);
  await page.getByRole('button', { name: '记录并打开内容' }).click();
  await page.getByText('复工检查时收了我们两次钱').waitFor();
  expect(await rowsOf('select 1 from clue_looks')).toHaveLength(1);
  await page.getByRole('button', { name: '记录并打开附件 附件 1' }).click();
  const shown = page.getByRole('img', { name: '现场.png' });
  await shown.waitFor();
  expect(
    await shown.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.src.slice(0, 5)]),
  ).toEqual([...[300, 'blob:']]);
  await page.getByRole('button', { name: '记录并打开附件 附件 2' }).click();
  await page.getByText('不认识的文件类型').waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 附件 2' }).click(),
  ]);
  // What says that it is a page is saved as bytes and never shown as one.
  expect(saved.suggestedFilename()).toBe('怪.bin');
  expect(await rowsOf('select 1 from clue_looks where file_id is not null')).toHaveLength(2);
  if (shots) await page.screenshot({ path: `${shots}clue.png`, fullPage: true });
  expect([await overflowOf(page), await faultsOf(page)]).toEqual([0, []]);
  await page.getByRole('textbox', { name: '写信给举报人' }).fill('请问是哪一天？');
  await page.getByRole('button', { name: '密封并提交' }).click();
  await page.getByText('已办理。').first().waitFor();
  await page.getByRole('button', { name: '汇总', exact: true }).click();
  await page.waitForURL(/\?done$/);
  await page.getByRole('button', { name: '提出：继续核查' }).click();
  await page.getByText('您提出了“继续核查”').waitFor();
  expect(await page.getByRole('button', { name: '确认：继续核查' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('Her colleague confirms, also without a script; what it says needs one, and the page says so', async () => {
  const { page } = await at(mu, '/desk/clues', { javaScriptEnabled: false });
  await page.getByText('等您确认 1 条').waitFor();
  await page
    .getByRole('link', { name: /^线索 / })
    .first()
    .click();
  await page.getByText('打开内容和密钥需要脚本').waitFor();
  await page.getByRole('button', { name: '确认：继续核查' }).click();
  await page.getByText('已办理。').waitFor();
  expect(await rowsOf('select stage from clues')).toEqual([{ stage: 'sifted' }]);
});

test('The colleague brings the key back from two shares and opens with a passphrase of their own', async () => {
  const { page } = await at(mu, '/desk/clues/keys');
  await page.getByText('用两份恢复份额取回').first().click();
  await page.getByLabel('第 1 份份额').fill(shares[2] ?? '');
  await page.getByLabel('第 2 份份额').fill(shares[2] ?? '');
  await page.locator('input[id^=recover-first]').fill(passphrase);
  await page.locator('input[id^=recover-again]').fill(passphrase);
  await page.getByRole('button', { name: '用两份恢复份额取回' }).click();
  await page.getByText('这两份对不上').waitFor();
  await page.getByLabel('第 2 份份额').fill(shares[0] ?? '');
  await page.getByRole('button', { name: '用两份恢复份额取回' }).click();
  await page.getByText('已保存。').waitFor();
  expect(await rowsOf('select 1 from clue_key_copies where staff_id = $1', [mu.staffId])).toHaveLength(1);
});

test('One examiner gives the key to a third, with a passphrase that is told in person', async () => {
  await site.stage.staff('线索员三', 'examiner');
  const { page } = await at(jin, '/desk/clues/keys');
  await page.getByText('转给同事').first().click();
  await page.locator('input[id^=give-]').fill(passphrase);
  await page.getByRole('button', { name: '转给同事' }).click();
  await page.getByText('请当面把这个一次性口令告诉线索员三').waitFor();
});

test('A notice that one came in leads into the room, and names none', async () => {
  await tellExaminers({ clue: 1, what: 'clue-received', cause: 'clue:1:received' }, new Date());
  const { page } = await at(jin, '/desk/notices');
  await page.getByRole('button', { name: '收到新线索，请在时限内甄别' }).click();
  await page.waitForURL(/\/desk\/clues$/);
});

test('The auditor reads who looked, and nothing of what it says; others are sent away', async () => {
  const auditor = await site.stage.staff('审计员', 'auditor');
  const { page } = await at(auditor, '/desk/clue-looks');
  await page.getByRole('heading', { name: '查看记录' }).waitFor();
  await page.getByRole('rowheader', { name: '线索员金' }).first().waitFor();
  expect(await page.getByText('· 附件').count()).toBe(2);
  expect(await page.getByText('收了我们').count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  const operator = await site.stage.staff('运营', 'operator');
  const away = await at(operator, '/desk/clues');
  await away.page.getByText('这一步不由您来办').first().waitFor();
});

test.each([
  ['a phone, in English', 390, 'en'],
  ['a desk top, in Chinese', 1280, 'zh'],
])('The list and a clue on %s: nothing sticks out, axe finds nothing', async (_, width, lang) => {
  const ref = await arrive();
  for (const path of ['/desk/clues', `/desk/clues/${ref}`, '/desk/clues/keys']) {
    const { page } = await at(jin, path, { viewport: { width, height: 900 }, cookies: { lang } });
    if (shots)
      await page.screenshot({
        path: `${shots}desk${path.replaceAll('/', '-').slice(0, 14)}${path.length}-${width}.png`,
        fullPage: true,
      });
    expect([path, await overflowOf(page), await faultsOf(page)]).toEqual([path, 0, []]);
  }
});
