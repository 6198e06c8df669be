import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { composed, sealedFile, sealedText } from '../clue-kit.ts';
import { launch } from '../site.ts';
import { pdfSaying } from '../planted-pdf.ts';
import { canaries } from './marks.ts';
import type { Program } from './program.ts';

/** For whom reports are sealed. */
interface Key {
  keyId: number;
  recipient: string;
}

const words = {
  unit: canaries.clueUnit,
  when: canaries.clueWhen,
  body: canaries.clueBody,
  contact: canaries.clueContact,
} as const;

/** Sends reports with marked words and attachments by every way there is, and a letter after each; gives their secrets. */
export async function sendClues({ url }: Program, key: Key, headers: string[]): Promise<string[]> {
  const browser = await launch();
  try {
    const off = await byPage(browser, { url, headers, device: { javaScriptEnabled: false } });
    const on = await byPage(browser, { url, headers, device: {} });
    return [off, on, await byApi(url, key)];
  } finally {
    await browser.close();
  }
}

async function byPage(
  browser: Browser,
  { url, headers, device }: { url: string; headers: string[]; device: BrowserContextOptions },
): Promise<string> {
  const page = await (await browser.newContext(device)).newPage();
  page.on('response', (answer) => headers.push(JSON.stringify(answer.headers())));
  await page.goto(`${url}/clues`);
  await page.waitForLoadState('networkidle');
  const send = page.getByRole('button', { name: '密封并发送' });
  for (const [name, text] of Object.entries(words)) await page.locator(`#${name}`).fill(text);
  await page.locator('#files').setInputFiles([await picture(), receipt]);
  await send.click();
  await page.getByRole('heading', { name: '已密封并收到' }).waitFor();
  const secret = (await page.locator('output#secret').textContent()) ?? '';
  await writeAgain(page, secret);
  return secret;
}

async function writeAgain(page: Page, secret: string): Promise<void> {
  await page.getByRole('link', { name: '凭查询密语查看进展' }).click();
  await page.waitForLoadState('networkidle');
  await page.locator('#secret').fill(secret);
  await page.getByRole('button', { name: '查看' }).click();
  await page.locator('#letter').fill(canaries.clueLetter);
  await page.locator('#files').setInputFiles(receipt);
  await page.getByRole('button', { name: '密封并发送' }).click();
  await page.getByText('已密封并送达。').waitFor();
}

async function byApi(url: string, { keyId, recipient }: Key): Promise<string> {
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>) => {
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
    const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': type }, body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };
  const attached = async () => {
    const sealed = await sealedFile(recipient, { name: receipt.name, bytes: receipt.buffer });
    return [((await (await post('/api/v1/clue-files', sealed)).json()) as { id: string }).id];
  };
  const { body, clue } = await composed(recipient, keyId, words);
  await post('/api/v1/clues', JSON.stringify({ ...body, files: await attached() }));
  const sealed = await sealedText(canaries.clueLetter, [recipient]);
  const letter = { find: clue.writer.find, sealed, files: await attached() };
  await post('/api/v1/clue-letters', JSON.stringify(letter));
  return clue.secret;
}

const receipt = {
  name: canaries.clueFileName,
  mimeType: 'application/pdf',
  buffer: Buffer.from(await pdfSaying(canaries.clueFile)),
};

async function picture() {
  const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#357' } })
    .withExif({ IFD0: { Copyright: canaries.clueExif } })
    .jpeg()
    .toBuffer();
  return { name: canaries.cluePictureName, mimeType: 'image/jpeg', buffer };
}
