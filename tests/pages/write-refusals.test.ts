import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { app } from '../../src/server/store/db.ts';
import { noise, plain, pngBomb } from '../support/picture-kit.ts';
import { openSite, type Reader, type Site } from '../support/site.ts';
import { chooseMatter, freshPhone, goOn, pathOf, post, typed, typeWords } from '../support/writer.ts';

let site: Site;
let secretary: number;
let ministry: number;

beforeAll(async () => {
  site = await openSite();
  adoptConfig({ ...currentConfig(), rateLimit: 'off' });
  secretary = (await site.stage.leader('成都市委书记')).id;
  const row = await app()
    .selectFrom('posts')
    .select('id')
    .where('ministry', 'is not', null)
    .limit(1)
    .executeTakeFirstOrThrow();
  ministry = row.id;
});
afterAll(() => site?.close());

const scriptless: Reader = { javaScriptEnabled: false };

/** What stands beside a field, and whether the list at the top links to it. */
async function saidOf(page: Page, field: string): Promise<string> {
  expect(await page.locator(`#errors a[href="#${field}"]`).count(), `${field} is linked`).toBe(1);
  expect(await page.locator(`#${field}`).count(), `${field} is there`).toBe(1);
  return page.locator(`#${field}-error`).innerText();
}

const drafts = async () =>
  (
    await app()
      .selectFrom('drafts')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

describe('the kind', () => {
  test('A confidential report is not offered, and a forged one is refused with the national ways, nothing written down', async () => {
    const { page } = await site.visit(`/write/matter?leader=${secretary}`, scriptless);
    expect(await page.locator('input[value=report]').isDisabled()).toBe(true);
    const before = await drafts();
    for (const kind of ['report', ' REPORT ', '监督举报']) {
      const answer = await post(page, '/write/matter', {
        version: '1',
        revision: '0',
        do: 'next',
        leader: String(secretary),
        kind,
        topic: '188',
      });
      expect(answer.status(), kind).toBe(422);
      expect(await answer.text()).toContain('12388');
    }
    expect(await drafts()).toBe(before);
  });

  test('A ministry takes suggestions only: others are shown with the reason, and a forged one is refused beside the field', async () => {
    const { page } = await site.visit(`/write/matter?leader=${ministry}`, scriptless);
    expect(
      await page
        .locator('input[name=kind]:not(:disabled)')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value)),
    ).toEqual(['suggestion']);
    const answer = await post(page, '/write/matter', {
      version: '1',
      revision: '0',
      do: 'next',
      leader: String(ministry),
      kind: 'complaint',
      topic: '188',
    });
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toMatch(/不接收“投诉”类留言/);
  });

  test.each([
    ['a kind that is none', { kind: 'poem' }, 'kind'],
    ['a topic that is none', { topic: '7' }, 'topic'],
    ['a topic beyond all numbers', { topic: '99999999999999999999' }, 'topic'],
    ['a topic of words', { topic: '物业' }, 'topic'],
  ])('%s is refused beside its field', async (_, wrong, field) => {
    const { page } = await site.visit('/write', scriptless);
    const form = {
      version: '1',
      revision: '0',
      do: 'next',
      leader: String(secretary),
      kind: 'help',
      topic: '188',
      ...wrong,
    };
    const answer = await post(page, '/write/matter', form);
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain(`id="${field}-error"`);
  });
});

describe('the words', () => {
  const words: [string, Partial<typeof typed>, string, RegExp][] = [
    ['a title of 23', { title: '字'.repeat(23) }, 'title', /最多 22 个字.*23 个字.*1 个字/],
    ['no title', { title: ' \u3000 ' }, 'title', /请写一个标题/],
    ['a text of 1001', { body: '字'.repeat(1001) }, 'body', /最多 1000 个字/],
    ['a zero-width character', { body: '看不见\u200b的字' }, 'body', /看不见的控制字符/],
    ['a bidi control', { title: '倒着\u202e写' }, 'title', /看不见的控制字符/],
    ['a heap of marks', { body: `字${'\u0301'.repeat(20)}` }, 'body', /叠加符号/],
    ['a place of 61', { place: '路'.repeat(61) }, 'place', /最多 60 个字/],
    ['a remark of 201', { remark: '话'.repeat(201), place: '' }, 'remark', /最多 200 个字/],
    ['a remark that has no room for the place', { remark: '话'.repeat(195) }, 'remark', /最多 200 个字/],
  ];
  test.each(words)('%s is refused beside its field, and nothing is lost', async (_, wrong, field, said) => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    const all = { ...typed, ...wrong };
    await typeWords(page, all);
    expect(pathOf(page)).toBe('/write/words');
    expect(await page.title()).toContain('有错');
    expect(await saidOf(page, field)).toMatch(said);
    expect(await page.locator('#body').inputValue()).toBe(all.body);
    expect(await page.locator('#title').inputValue()).toBe(all.title);
    // Not even when the page is left.
    await page.goto(`${site.web.url}/write/words`);
    expect(await page.locator('#body').inputValue()).toBe(all.body);
  });

  test('A text of a hundred thousand characters comes back whole with what is wrong', async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page, { ...typed, body: '长'.repeat(100_000) });
    expect(await saidOf(page, 'body')).toContain('100000');
    expect((await page.locator('#body').inputValue()).length).toBe(100_000);
  });

  test('An emoji family counts as one and is welcome', async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page, { ...typed, title: '👨‍👩‍👧'.repeat(17) });
    expect(pathOf(page)).toBe('/write/pictures');
  });
});

describe('the pictures', () => {
  const add = async (page: Page, buffer: Buffer, name = 'x.jpg') => {
    await page.setInputFiles('#picture', { name, mimeType: 'image/jpeg', buffer });
    await page.locator('.chooser button').click();
  };
  const ready = async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page);
    return page;
  };
  const small = () => plain().jpeg().toBuffer();

  test('What is no picture, a bomb, and one over five megabytes are refused beside the field', async () => {
    const page = await ready();
    await add(page, Buffer.from('MZ this is a program'));
    expect(await saidOf(page, 'picture')).toContain('这不是 jpg、png 或 webp 图片');
    await add(page, pngBomb(20_000, 20_000));
    expect(await saidOf(page, 'picture')).toContain('4000 万像素');
    await add(page, (await noise(2600, 2000).jpeg({ quality: 90 }).toBuffer()).subarray(0, 200_000));
    expect(await saidOf(page, 'picture')).toContain('不完整或已损坏');
    const large = Buffer.concat([await small(), Buffer.alloc(5.5 * 1024 * 1024)]);
    await add(page, large);
    expect(await saidOf(page, 'picture')).toContain('不能超过 5 MB');
    expect(await page.locator('.shots li').count()).toBe(0);
    await page.goto(`${site.web.url}/write/pictures?too-large`);
    expect(await saidOf(page, 'picture')).toContain('不能超过 5 MB');
  });

  test('A photograph of just under five megabytes is taken in, also by the button that goes on', async () => {
    const page = await ready();
    const full = Buffer.concat([await small(), Buffer.alloc(5 * 1024 * 1024 - 20_000)]);
    await page.setInputFiles('#picture', { name: 'full.jpg', mimeType: 'image/jpeg', buffer: full });
    await goOn(page);
    expect(pathOf(page)).toBe('/write/person');
    await page.goto(`${site.web.url}/write/pictures`);
    expect(await page.locator('.shots li').count()).toBe(1);
  });

  test('A sixth picture finds no place, a removed one makes room, and no stranger sees any of them', async () => {
    const page = await ready();
    for (let n = 0; n < 5; n += 1) await add(page, await small());
    expect(await page.locator('#picture').count()).toBe(0);
    const sixth = await page.context().request.post(`${site.web.url}/write/pictures?do=add`, {
      multipart: { picture: { name: 'x.jpg', mimeType: 'image/jpeg', buffer: await small() } },
      headers: { origin: site.web.url, accept: 'text/html' },
    });
    expect(sixth.status()).toBe(422);
    expect(await sixth.text()).toContain('最多 5 张图片');
    const address = new URL((await page.locator('.shots img').first().getAttribute('src')) ?? '', page.url())
      .href;
    expect((await page.request.get(address)).status()).toBe(200);
    const stranger = await site.visit('/about', scriptless);
    expect((await stranger.page.request.get(address)).status()).toBe(404);
    await page.getByRole('button', { name: '删除' }).first().click();
    expect(await page.locator('.shots li').count()).toBe(4);
    expect((await page.request.get(address)).status()).toBe(404);
    expect(await page.locator('#picture').count()).toBe(1);
  });

  test('Nobody turns or removes the picture of another draft', async () => {
    const page = await ready();
    await add(page, await small());
    const id = await page.locator('button.sw').getAttribute('value');
    const other = await ready();
    for (const deed of ['show', 'remove'])
      await post(other, `/write/pictures?do=${deed}`, { version: '1', picture: id ?? '' });
    await page.reload();
    expect(await page.locator('button.sw').getAttribute('aria-checked')).toBe('false');
    expect(await page.locator('.shots li').count()).toBe(1);
  });
});

describe('the phone', () => {
  const ready = async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page);
    await goOn(page);
    await page.fill('#name', typed.name);
    return page;
  };
  const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');

  test.each(['123', '23900000001', '1390000000a', ''])(
    'A wrong number is refused beside its field: %s',
    async (phone) => {
      const page = await ready();
      await page.fill('#phone', phone);
      await goOn(page);
      expect(await saidOf(page, 'phone')).toMatch(phone ? /11 位手机号/ : /请填写手机号/);
      expect(await page.locator('#name').inputValue()).toBe(typed.name);
      expect(await page.locator('#phone').inputValue()).toBe(phone);
    },
  );

  test('A wrong code can be tried again, after five it is stale, and a new one is not sent at once', async () => {
    const page = await ready();
    await page.fill('#phone', `+86 ${freshPhone()}`);
    await goOn(page);
    const code = await page.locator('.code-shown').innerText();
    await page.fill('#code', '');
    await goOn(page);
    expect(await saidOf(page, 'code')).toContain('6位验证码');
    for (let n = 0; n < 5; n += 1) {
      await page.fill('#code', wrongFor(code));
      await goOn(page);
      expect(await saidOf(page, 'code')).toContain('验证码不对');
    }
    await page.fill('#code', code);
    await goOn(page);
    expect(await saidOf(page, 'code')).toContain('重新获取');
    await page.getByRole('button', { name: '重新获取验证码' }).click();
    expect(await saidOf(page, 'code')).toMatch(/请过 \d+ 秒/);
    await page.getByRole('button', { name: '换一个手机号' }).click();
    await page.fill('#phone', freshPhone());
    await goOn(page);
    await page.fill('#code', await page.locator('.code-shown').innerText());
    await goOn(page);
    expect(pathOf(page)).toBe('/write/preview');
  });

  test('A name that is missing, too long or invisible is said together with the phone', async () => {
    const page = await ready();
    await page.fill('#name', '');
    await page.fill('#phone', '1');
    await goOn(page);
    expect(await saidOf(page, 'name')).toContain('真实姓名');
    expect(await saidOf(page, 'phone')).toContain('11 位手机号');
    await page.fill('#name', '名'.repeat(31));
    await page.fill('#phone', freshPhone());
    await goOn(page);
    expect(await saidOf(page, 'name')).toContain('最多 30 个字');
    // The code is on its way all the same.
    expect(await page.locator('.code-shown').count()).toBe(1);
  });
});

describe('what is no form at all', () => {
  const paths = [
    '/write',
    '/write/matter',
    '/write/words',
    '/write/pictures?do=add',
    '/write/pictures?do=show',
    '/write/person',
    '/write/preview',
  ];
  const bodies: [string, string, string][] = [
    ['a broken multipart', 'multipart/form-data; boundary=x', '--y\r\nnonsense'],
    ['a multipart without a boundary', 'multipart/form-data', 'nonsense'],
    ['broken UTF-8', 'application/x-www-form-urlencoded', 'title=%ff%fe&do=%80&version=1&leader=%c0'],
    [
      'zero bytes',
      'application/x-www-form-urlencoded',
      'title=%00&do=next&version=1&leader=%00&name=%00&picture=%00',
    ],
    ['JSON', 'application/json', '{"title":'],
    ['nothing', 'text/plain', ''],
  ];
  test.each(bodies)('%s is never a fault of ours', async (_, contentType, body) => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    await typeWords(page);
    for (const path of paths) {
      const answer = await page.context().request.post(site.web.url + path, {
        data: body,
        headers: { 'content-type': contentType, origin: site.web.url, accept: 'text/html' },
        maxRedirects: 0,
      });
      expect(answer.status(), path).toBeLessThan(500);
      expect(await answer.text(), path).not.toMatch(/\bat \S+:\d+:\d+/);
    }
  });

  test('A form of a strange site is refused', async () => {
    const { page } = await site.visit('/write', scriptless);
    await chooseMatter(page, secretary);
    const answer = await page.context().request.post(`${site.web.url}/write/words`, {
      form: { title: 'x', do: 'next', version: '1' },
      headers: { origin: 'https://elsewhere.example', accept: 'text/html' },
    });
    expect(answer.status()).toBe(403);
  });
});
