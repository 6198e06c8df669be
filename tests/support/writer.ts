import type { Page } from 'playwright-core';
import { app, appPool } from '../../src/server/store/db.ts';
import type { Reader } from './visits.ts';

/** What a writer types; change what the scene needs. */
export const typed = {
  kind: 'complaint',
  topic: '188',
  title: '小区电梯困人三次，维保单位换了还是老样子',
  body: '银河路某小区7栋2单元，十月以来电梯停了三次。\n\n希望质检部门现场检测，把结果贴在电梯里。',
  place: '银河路小区7栋',
  remark: '白天上班，请18点后来电。',
  name: '陈桂英',
};
export type Typed = typeof typed;

/** Somebody whose browser runs no script. */
export const scriptless: Reader = { javaScriptEnabled: false };

/** What stands beside a field; the list at the top must link to it. */
export async function saidOf(page: Page, field: string): Promise<string> {
  const links = await page.locator(`#errors a[href="#${field}"]`).count();
  const fields = await page.locator(`#${field}`).count();
  if (links !== 1 || fields !== 1)
    throw new Error(`${field}: ${links} links in the list, ${fields} fields on the page`);
  return page.locator(`#${field}-error`).innerText();
}

/** Presses the one primary button of the page. */
export async function goOn(page: Page): Promise<void> {
  await page.locator('.go .btn-1').click();
  await page.waitForLoadState();
}

/** The path of the page that is open, with its query. */
export function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

/** Chooses kind and topic for a leader. */
export async function chooseMatter(
  page: Page,
  leader: number,
  { kind, topic }: Typed = typed,
): Promise<void> {
  await page.goto(new URL(`/write?leader=${leader}`, page.url()).href);
  await page.locator(`input[name=kind][value=${kind}]`).check();
  await page.selectOption('#topic', topic);
  await goOn(page);
}

/** Types the text and goes on to the pictures. */
export async function typeWords(page: Page, { title, body, place, remark }: Typed = typed): Promise<void> {
  await page.fill('#title', title);
  await page.fill('#body', body);
  await page.fill('#place', place);
  await page.fill('#remark', remark);
  await goOn(page);
}

let phones = 0;

/** A phone that nobody else in the test file has. */
export function freshPhone(): string {
  phones += 1;
  return `139${String(10_000_000 + phones)}`;
}

/** Gives name and phone, reads the code off the page as the demonstration shows it, and confirms it. */
export async function confirmPerson(page: Page, phone: string, { name }: Typed = typed): Promise<void> {
  await page.fill('#name', name);
  await page.fill('#phone', phone);
  await goOn(page);
  await page.fill('#code', await page.locator('.code-shown').innerText());
  await goOn(page);
}

/** Everything up to the preview. */
export async function writeUpToPreview(
  page: Page,
  leader: number,
  how: { phone?: string; typed?: Typed } = {},
): Promise<void> {
  const words = how.typed ?? typed;
  await chooseMatter(page, leader, words);
  await typeWords(page, words);
  await goOn(page);
  await confirmPerson(page, how.phone ?? freshPhone(), words);
}

/** The form of the page that is open, as a browser would post it with this button. */
export async function formOf(page: Page, deed: string): Promise<Record<string, string>> {
  const fields = await page
    .locator('main form[method=post]')
    .last()
    .evaluate((form: HTMLFormElement) =>
      Object.fromEntries(
        [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
      ),
    );
  return { ...fields, do: deed };
}

/** Posts a form with the writer's cookies, past the page; redirects are not followed. */
export async function post(page: Page, path: string, form: Record<string, string>) {
  const url = new URL(path, page.url());
  return page.context().request.post(url.href, {
    form,
    headers: { origin: url.origin, accept: 'text/html' },
    maxRedirects: 0,
  });
}

/** How many messages there are. */
export async function countMessages(): Promise<number> {
  const { n } = await app()
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** Lets every draft's days be over. */
export async function expireDrafts(): Promise<void> {
  await appPool().query("update drafts set expires_at = now() - interval '1 second'");
}
