import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFile, openWords } from '../../src/ui/clues/seal.ts';
import { board } from '../../src/server/views/board.ts';
import { requireClueFacts } from '../../src/server/views/desk/clues/clue-facts.ts';
import { lookAtClue, lookAtFile } from '../../src/server/life/clues/look-at-clue.ts';
import { takeClueStep } from '../../src/server/life/clues/take-clue-step.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { rowsOf } from '../support/after-work.ts';
import { groupKey, sealedText } from '../support/clue-kit.ts';
import { letters, pdfSaying, plantedPdf } from '../support/planted-pdf.ts';
import { faultsOf, openSite, overflowOf, type Site } from '../support/site.ts';

let site: Site;
let jin: Actor;
let key: Awaited<ReturnType<typeof groupKey>>;
const shots = process.env['SHOTS'];
beforeAll(async () => {
  site = await openSite();
  jin = await site.stage.staff('线索员金', 'examiner');
});
afterAll(() => site?.close());

const newest = async () =>
  (
    await rowsOf<{ ref: string; writer_recipient: string }>(
      'select ref, writer_recipient from clues order by id desc',
    )
  )[0];

/** A picture as a phone takes it: on its side, with place and camera. */
const photograph = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#884422' } })
    .withExif({ IFD0: { Copyright: 'quexif' }, IFD3: { GPSLatitude: '30/1 35/1 34/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
const opensAll = async (ref: string) => {
  const { files } = await requireClueFacts(board(), jin, ref, new Date());
  return Promise.all(
    files.map(async ({ id }) => {
      const { sealed } = await lookAtFile({ ref, file: id }, jin, new Date());
      return openFile(sealed, [key.identity]);
    }),
  );
};

test('Before the examiners have a key the page says so, and where to turn', async () => {
  const { page } = await site.visit('/clues');
  await page.getByRole('heading', { name: '密封通道还没有启用' }).waitFor();
  expect(await page.getByRole('button', { name: '密封并发送' }).count()).toBe(0);
  key = await groupKey(jin, new Date());
});

describe.each([
  ['with scripts', {}],
  ['without a script', { javaScriptEnabled: false }],
])('A writer without a name, %s', (how, reader) => {
  test('writes, gets a secret once, comes back with it, reads the answer and writes again', async () => {
    const { page, complaints } = await site.visit('/clues', reader);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.waitForLoadState('networkidle');
    await page.getByText(how === 'with scripts' ? '在您的浏览器里先密封' : '您的浏览器没有开脚本').waitFor();
    await page.getByRole('button', { name: '密封并发送' }).click();
    await page.getByRole('link', { name: '请填写这一项' }).first().waitFor();
    await page.getByLabel('反映谁、哪个单位').fill('金丝雀局');
    await page.getByLabel('在哪个省份').selectOption('四川省');
    await page.getByLabel('什么事').fill('金丝雀局的人收了两次钱。');
    await page
      .getByLabel('附件')
      .setInputFiles({ name: 'x.exe', mimeType: 'image/png', buffer: Buffer.from('MZ') });
    await page.getByRole('button', { name: '密封并发送' }).click();
    await page.getByText('附件只收 jpg、png、webp 图片和 pdf。').first().waitFor();
    expect(await page.getByLabel('什么事').inputValue()).toBe('金丝雀局的人收了两次钱。');
    await page.getByLabel('附件').setInputFiles([
      { name: '金丝雀照片.jpg', mimeType: 'image/jpeg', buffer: await photograph() },
      { name: '金丝雀收据.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 金丝雀') },
    ]);
    await page.getByRole('button', { name: '密封并发送' }).click();
    await page.getByText('这个 pdf 里的作者等信息去不掉').first().waitFor();
    await page.locator('input#files').setInputFiles([
      { name: '金丝雀照片.jpg', mimeType: 'image/jpeg', buffer: await photograph() },
      {
        name: '金丝雀收据.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(await plantedPdf('Que Juming')),
      },
    ]);
    // Without a script the photograph was sealed when the form came back.
    for (const box of await page.getByRole('checkbox', { name: '附件' }).all()) await box.uncheck();
    if (how === 'with scripts')
      await page.getByText('1 张照片已重画，位置、时间、相机信息都去掉了。').waitFor();
    if (shots) await page.screenshot({ path: `${shots}files-${how.length}.png`, fullPage: true });
    await page.getByRole('button', { name: '密封并发送' }).click();
    await page.getByRole('heading', { name: '已密封并收到' }).waitFor();
    const secret = (await page.locator('output#secret').textContent()) ?? '';
    expect(secret).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    expect(page.url()).not.toContain(secret.slice(0, 4));
    // Printed without any script, the paper holds the secret and how to use it.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('output#secret').isVisible()).toBe(true);
    for (const other of [
      page.getByText('只有线索员能读'),
      page.getByRole('link', { name: '凭查询密语查看进展' }),
    ])
      expect(await other.isVisible()).toBe(false);
    if (shots) await page.screenshot({ path: `${shots}secret-print-${how.length}.png`, fullPage: true });
    await page.emulateMedia({ media: 'screen' });
    if (how === 'with scripts') {
      const plain = encodeURIComponent('金丝雀');
      expect(sent.filter((each) => each.includes('金丝雀') || each.includes(plain))).toEqual([]);
    }
    const clue = await newest();
    const parts = await lookAtClue(clue?.ref ?? '', jin, new Date());
    const opened = JSON.parse(await openWords(parts[0]?.sealed ?? new Uint8Array(), [key.identity]));
    expect(opened).toMatchObject({ unit: '金丝雀局', province: '510000', body: '金丝雀局的人收了两次钱。' });
    const [picture, receipt] = await opensAll(clue?.ref ?? '');
    expect([picture?.name, receipt?.name]).toEqual(['金丝雀照片.jpg', '金丝雀收据.pdf']);
    // What the pages say has come; who wrote them, and all that lay beside them, has not.
    const said = letters(receipt?.bytes ?? new Uint8Array());
    expect(said.some((each) => each.includes('received 3000 in May'))).toBe(true);
    expect(said.filter((each) => /Que Juming|secret\.docx|app\.alert/.test(each))).toEqual([]);
    // Upright as it was taken, and where and with what it was taken is gone.
    const seen = await sharp(picture?.bytes).metadata();
    expect([seen.width, seen.height, seen.exif]).toEqual([40, 60, undefined]);
    const told = [await photograph(), Buffer.from(picture?.bytes ?? [])].map((each) =>
      each.includes('quexif'),
    );
    expect(told).toEqual([true, false]);
    const sealed = await sealedText('请说说是哪一天？', [key.recipient, clue?.writer_recipient ?? '']);
    const given = { sealed: Buffer.from(sealed, 'base64') };
    await takeClueStep({ ref: clue?.ref ?? '', step: 'write' }, given, jin, new Date());

    await page.getByRole('link', { name: '凭查询密语查看进展' }).click();
    await page.waitForLoadState('networkidle');
    await page.getByRole('textbox', { name: '查询密语' }).fill('AAAA-BBBB');
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByText('查询密语不对').first().waitFor();
    await page.getByRole('textbox', { name: '查询密语' }).fill(secret.toLowerCase());
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByText('已收到：已经收到').waitFor();
    await page.getByText('请说说是哪一天？').waitFor();
    await page.getByRole('textbox', { name: '内容' }).fill('上个月三号。');
    await page.getByLabel('附件').setInputFiles({
      name: '补.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(await pdfSaying('补')),
    });
    await page.getByRole('button', { name: '密封并发送' }).click();
    await page.getByText('已密封并送达。').waitFor();
    const sentSince = await lookAtClue(clue?.ref ?? '', jin, new Date());
    expect((await opensAll(clue?.ref ?? '')).map(({ name }) => name).at(-1)).toBe('补.pdf');
    expect(await openWords(sentSince.at(-1)?.sealed ?? new Uint8Array(), [key.identity])).toBe(
      '上个月三号。',
    );
    expect(sent.map((each) => each.split(' ')[0]).filter((url) => url?.includes(secret.slice(0, 4)))).toEqual(
      [],
    );
    expect(complaints.filter((each) => !/42[29]|404/.test(each))).toEqual([]);
  });
});

test('A browser that gives no true picture back sends none, rather than one with its place and camera', async () => {
  const { page } = await site.visit('/clues', { alone: true });
  await page.addInitScript(() => {
    const read = CanvasRenderingContext2D.prototype.getImageData;
    CanvasRenderingContext2D.prototype.getImageData = function (...at) {
      const seen = read.apply(this, at);
      seen.data.fill(255);
      return seen;
    };
  });
  await page.reload();
  await page.waitForLoadState('networkidle');
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await page.getByLabel('反映谁、哪个单位').fill('金丝雀局');
  await page.getByLabel('什么事').fill('有照片。');
  const buffer = await photograph();
  await page.getByLabel('附件').setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: '密封并发送' }).click();
  await page.getByRole('link', { name: '有一张照片打不开' }).waitFor();
  expect(sent).toEqual([]);
});

test('Words of danger show the emergency numbers without sending anything', async () => {
  const { page } = await site.visit('/clues');
  // What seals comes with the first touch of the form.
  const sealer = page.waitForResponse(/write-live/);
  await page.getByLabel('什么事').focus();
  await sealer;
  await page.waitForLoadState('networkidle');
  const sent: string[] = [];
  page.on('request', (request) => request.url().endsWith('/favicon.svg') || sent.push(request.url()));
  await page.getByLabel('什么事').fill('老板欠薪，有工人要跳楼。');
  await page.getByText('您写到了危险情况').waitFor();
  expect(sent).toEqual([]);
});

test.each([
  ['a phone, in Chinese', 390, 'zh'],
  ['a desk top, in English', 1280, 'en'],
])('Both pages on %s: nothing sticks out, axe finds nothing', async (_, width, lang) => {
  for (const address of ['/clues', '/clues/return']) {
    const { page } = await site.visit(address, { viewport: { width, height: 900 }, cookies: { lang } });
    await page.waitForLoadState('networkidle');
    if (shots)
      await page.screenshot({ path: `${shots}${address.replaceAll('/', '-')}-${width}.png`, fullPage: true });
    expect([await overflowOf(page), await faultsOf(page)]).toEqual([0, []]);
  }
});
